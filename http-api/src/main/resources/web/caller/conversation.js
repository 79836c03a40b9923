// @ts-check
/**
 * What stands in the conversation, and how each event of the bank changes it. Pure: every function
 * takes the entries and gives new ones.
 */

/**
 * @typedef {object} Turn one side's words, until the other speaks
 * @property {'turn'} type
 * @property {string} id the bank's turnId, or our own for typed words not yet confirmed
 * @property {'caller' | 'agent' | 'staff'} role
 * @property {string} text all words known so far
 * @property {boolean} final
 * @property {number} at
 * @property {boolean} typed whether it is our own copy of typed words
 * @property {number} receivedMs sound that has come for it
 * @property {number | null} durationMs its sound's length once known
 * @property {number} playedMs what was heard of it
 * @property {'none' | 'playing' | 'heard' | 'cut'} sound
 */
/**
 * @typedef {object} Activity something the agent does
 * @property {'activity'} type
 * @property {string} id
 * @property {string} tool
 * @property {'succeeded' | 'proposed' | 'answered' | 'declined' | 'refused' | 'failed' | null} outcome answered: what
 *   was read back has had its yes or no; declined: it had its no
 * @property {string} confirmation
 * @property {number} at
 * @property {number} tookMs
 */
/** @typedef {{type: 'remark', id: string, text: string, at: number}} Remark a line of the page's own */
/** @typedef {Turn | Activity | Remark} Entry */

/** What is read back, and done after the caller's yes. */
const READ_BACK_FIRST = new Set(['internalTransferTool', 'setupBillpayTool', 'stopPaymentTool']);

/** A usual speaking pace, for turns whose length is not known yet. */
const MS_PER_CHARACTER = 62;

/** @param {string} id @param {'caller' | 'agent' | 'staff'} role @param {number} at @returns {Turn} */
const newTurn = (id, role, at) => ({
  type: 'turn',
  id,
  role,
  text: '',
  final: false,
  at,
  typed: false,
  receivedMs: 0,
  durationMs: null,
  playedMs: 0,
  sound: 'none',
});

/** @param {Entry[]} entries @param {string} id @param {(turn: Turn) => Turn} change @returns {Entry[]} */
const changeTurn = (entries, id, change) =>
  entries.map((entry) => (entry.type === 'turn' && entry.id === id ? change(entry) : entry));

/** @param {Entry[]} entries @param {string} id */
const hasTurn = (entries, id) => entries.some((entry) => entry.type === 'turn' && entry.id === id);

/** @param {string} text */
const plain = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/**
 * A transcript replaces what the turn said before: a longer one adds to it, and the final one of the
 * agent's may be shorter, since it holds what was heard.
 *
 * @param {Entry[]} entries
 * @param {{turnId: string, role: 'caller' | 'agent' | 'staff', text: string, final: boolean}} event
 * @param {number} now
 * @returns {Entry[]}
 */
export const transcribed = (entries, event, now) => {
  if (!hasTurn(entries, event.turnId)) {
    const typed = event.role === 'caller' && entries.findLast((it) => it.type === 'turn' && it.typed);
    if (typed && typed.type === 'turn' && (plain(typed.text) === plain(event.text) || typed.text.startsWith('•'))) {
      return changeTurn(entries, typed.id, (turn) => ({ ...turn, id: event.turnId, typed: false }));
    }
    entries = [...entries, newTurn(event.turnId, event.role, now)];
  }
  return changeTurn(entries, event.turnId, (turn) => ({
    ...turn,
    text: event.text,
    final: event.final,
  }));
};

/**
 * Typed words show at once; the bank's transcript of them takes this turn over.
 *
 * @param {Entry[]} entries @param {string} text @param {number} now @returns {Entry[]}
 */
export const typed = (entries, text, now) => [
  ...entries,
  { ...newTurn(`typed-${entries.length}-${now}`, 'caller', now), text, final: true, typed: true },
];

/** @param {Entry[]} entries @param {string} turnId @param {number} now @returns {Entry[]} */
export const soundStarted = (entries, turnId, now) =>
  changeTurn(
    hasTurn(entries, turnId) ? entries : [...entries, newTurn(turnId, 'agent', now)],
    turnId,
    (turn) => ({ ...turn, sound: 'playing' }),
  );

/** @param {Entry[]} entries @param {string} turnId @param {number} ms @returns {Entry[]} */
export const soundCame = (entries, turnId, ms) =>
  changeTurn(entries, turnId, (turn) => ({ ...turn, receivedMs: turn.receivedMs + ms }));

/** @param {Entry[]} entries @param {string} turnId @param {number | undefined} durationMs @returns {Entry[]} */
export const soundEnded = (entries, turnId, durationMs) =>
  changeTurn(entries, turnId, (turn) => ({ ...turn, durationMs: durationMs ?? turn.receivedMs }));

/** @param {Entry[]} entries @param {import('./audio/playback.js').Position} position @returns {Entry[]} */
export const heard = (entries, position) =>
  changeTurn(entries, position.turnId, (turn) => ({
    ...turn,
    playedMs: Math.max(turn.playedMs, position.playedMs),
    sound: position.kind === 'ended' ? 'heard' : position.kind === 'cleared' ? 'cut' : turn.sound,
  }));

/** @param {Entry[]} entries @param {string} turnId @returns {Entry[]} */
export const soundCut = (entries, turnId) =>
  changeTurn(entries, turnId, (turn) => (turn.sound === 'heard' ? turn : { ...turn, sound: 'cut' }));

/**
 * The call is over: what was still being done is left out, since its outcome is not known here.
 *
 * @param {Entry[]} entries @returns {Entry[]}
 */
export const closed = (entries) => entries.filter((it) => it.type !== 'activity' || it.outcome !== null);

/** No more sound will come: shows every turn's words as they stand. @param {Entry[]} entries @returns {Entry[]} */
export const settled = (entries) =>
  entries.map((it) => (it.type === 'turn' && it.sound === 'playing' ? { ...it, sound: 'heard' } : it));

/** Whether the bank does something at this moment. @param {Entry[]} entries @returns {boolean} */
export const isBusy = (entries) => entries.some((it) => it.type === 'activity' && it.outcome === null);

/**
 * A tool that moves money, used again, has the caller's answer to what it read back.
 *
 * @param {Entry[]} entries @param {{toolUseId: string, tool: string}} event @param {number} now @returns {Entry[]}
 */
export const toolStarted = (entries, event, now) =>
  entries.some((it) => it.id === event.toolUseId)
    ? entries
    : [
        ...(READ_BACK_FIRST.has(event.tool) ? entries.map(answered) : entries),
        { type: 'activity', id: event.toolUseId, tool: event.tool, outcome: null, confirmation: '', at: now, tookMs: 0 },
      ];

/** @param {Entry} entry @returns {Entry} */
const answered = (entry) =>
  entry.type === 'activity' && entry.outcome === 'proposed' ? { ...entry, outcome: 'answered' } : entry;

/**
 * Money that was moved has a number; an answer without one, after a read-back, is the caller's no.
 *
 * @param {Entry[]} entries
 * @param {{toolUseId: string, outcome: 'succeeded' | 'proposed' | 'refused' | 'failed', confirmation?: string}} event
 * @param {number} now @returns {Entry[]}
 */
export const toolFinished = (entries, event, now) =>
  entries.map((it) =>
    it.type === 'activity' && it.id === event.toolUseId
      ? {
          ...it,
          outcome: event.outcome === 'succeeded' && !event.confirmation && wasReadBack(entries, it) ? 'declined' : event.outcome,
          confirmation: event.confirmation ?? '',
          tookMs: now - it.at,
        }
      : it,
  );

/** @param {Entry[]} entries @param {Activity} activity */
const wasReadBack = (entries, activity) =>
  READ_BACK_FIRST.has(activity.tool) && entries.some((it) => it.type === 'activity' && it.outcome === 'answered');

/** @param {Entry[]} entries @param {string} text @param {number} now @returns {Entry[]} */
export const remarked = (entries, text, now) => [...entries, { type: 'remark', id: `remark-${entries.length}`, text, at: now }];

/**
 * The words of a turn that have been heard. They follow the sound's position; a turn without sound,
 * or one heard to its end, shows all.
 *
 * @param {Turn} turn @returns {string}
 */
export const heardText = (turn) => {
  const follows = turn.sound === 'playing' || (turn.sound === 'cut' && !turn.final);
  if (turn.role === 'caller' || !follows) {
    return turn.text;
  }
  const wholeMs = turn.durationMs ?? Math.max(turn.receivedMs, turn.text.length * MS_PER_CHARACTER);
  const characters = wholeMs > 0 ? Math.ceil((turn.text.length * turn.playedMs) / wholeMs) : 0;
  if (characters <= 0) {
    return '';
  }
  const end = turn.text.indexOf(' ', characters);
  return end < 0 ? turn.text : turn.text.slice(0, end);
};
