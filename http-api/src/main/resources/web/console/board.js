// @ts-check
/** @typedef {import('./types.js').LiveCall} LiveCall */
/** @typedef {{call: LiveCall, beat: number, ended: boolean}} Line `beat` counts its changes */

/** How long an ended call stays in its place, so that nobody looks for it. */
const FAREWELL_MS = 6000;

/** What the board shows: every call in its place, the longest at the top. New ones come at the end. */
export class Board {
  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    /** @type {Map<string, Line>} */
    this.lines = new Map();
    /** @type {import('./types.js').Latency} */
    this.latency = { turns: 0 };
    /** @type {import('./types.js').Alarm[]} */
    this.alarms = [];
    this.known = false;
    this.asOf = '';
    /** @type {Set<number>} */
    this.timers = new Set();
  }

  /** @param {string} name @param {any} data an event of `/v1/admin/events` */
  take(name, data) {
    switch (name) {
      case 'board':
        this.#replace(data);
        break;
      case 'call':
        this.#put(data);
        break;
      case 'ended':
        this.#end(typeof data === 'string' ? data : data.callId);
        break;
      case 'health':
        this.latency = data.latency ?? this.latency;
        this.alarms = data.alarms ?? this.alarms;
        break;
      default:
        return;
    }
    this.changed();
  }

  /** @param {import('./types.js').Board} board */
  #replace(board) {
    const before = this.lines;
    const sorted = [...board.calls].sort((a, b) => a.startedAt.localeCompare(b.startedAt) || a.callId.localeCompare(b.callId));
    this.lines = new Map(sorted.map((call) => [call.callId, { call, beat: before.get(call.callId)?.beat ?? 0, ended: false }]));
    this.latency = board.latency;
    this.alarms = board.alarms;
    this.asOf = board.asOf;
    this.known = true;
  }

  /** @param {LiveCall} call */
  #put(call) {
    const line = this.lines.get(call.callId);
    const same = line && !line.ended && JSON.stringify(line.call) === JSON.stringify(call);
    if (!same) {
      this.lines.set(call.callId, { call, beat: (line?.beat ?? 0) + 1, ended: false });
    }
  }

  /** @param {string} callId */
  #end(callId) {
    const line = this.lines.get(callId);
    if (!line) {
      return;
    }
    this.lines.set(callId, { ...line, ended: true });
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      if (this.lines.get(callId)?.ended) {
        this.lines.delete(callId);
        this.changed();
      }
    }, FAREWELL_MS);
    this.timers.add(timer);
  }

  close() {
    this.timers.forEach((timer) => clearTimeout(timer));
  }

  get active() {
    return [...this.lines.values()].filter((it) => !it.ended);
  }

  /** @param {number} level */
  atLevel(level) {
    return this.active.filter((it) => it.call.level === level).length;
  }

  /** How many callers wait for a person of the bank. */
  get queued() {
    return this.active.filter((it) => it.call.handOff?.state === 'queued').length;
  }

  get waiting() {
    return this.active.filter((it) => it.call.state === 'waiting').length;
  }
}
