// @ts-check

/** @typedef {'idle' | 'connecting' | 'inCall' | 'reconnecting' | 'ended'} Phase */
/** @typedef {'oneTimeCode' | 'securityQuestion' | 'totp'} ChallengeKind */

/**
 * @typedef {object} Notice words above the controls, with what to do next
 * @property {'quiet' | 'warning' | 'danger'} tone
 * @property {string} title
 * @property {string} text
 * @property {{label: string, name: 'resume' | 'sound'}} [action]
 * @property {number} [until] milliseconds since 1970 to count down to
 * @property {boolean} [untilAnswer] is not shown any more once the agent speaks
 */

/**
 * @typedef {object} PageText what `/page.json` says
 * @property {string} bankName
 * @property {string[]} whatHappens
 * @property {string} recordingNotice
 * @property {boolean} speech
 * @property {boolean} webRtc whether calls are taken by WebRTC too
 */

/**
 * @typedef {object} State all that the page shows
 * @property {PageText} page
 * @property {Phase} phase
 * @property {boolean} voice whether this call has a microphone
 * @property {boolean} muted
 * @property {number} level 0 to 3
 * @property {import('./conversation.js').Entry[]} entries
 * @property {{kind: ChallengeKind, destination: string} | null} challenge
 * @property {boolean} keypadOpen
 * @property {Notice | null} notice
 * @property {number} startedAt
 * @property {number} endedAt
 * @property {string} endReason
 */

/** @type {State} */
const beginning = {
  page: { bankName: '', whatHappens: [], recordingNotice: '', speech: true, webRtc: false },
  phase: 'idle',
  voice: false,
  muted: false,
  level: 0,
  entries: [],
  challenge: null,
  keypadOpen: false,
  notice: null,
  startedAt: 0,
  endedAt: 0,
  endReason: '',
};

/** The page's one state. Components read it and change nothing. */
export class Store {
  constructor() {
    this.state = beginning;
    /** @type {Set<() => void>} */
    this.listeners = new Set();
  }

  /** @param {Partial<State>} change */
  set(change) {
    this.state = { ...this.state, ...change };
    this.listeners.forEach((listener) => listener());
  }

  /** Back to before a call; what the bank says of itself stays. */
  clear() {
    this.set({ ...beginning, page: this.state.page });
  }

  /** @param {() => void} listener @returns {() => void} ends it */
  subscribe(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
