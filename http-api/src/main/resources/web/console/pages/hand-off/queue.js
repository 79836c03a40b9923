// @ts-check
import { Problem, api } from '../../api.js';
import { liveBoard } from '../../live-board.js';

/** @typedef {import('../../types.js').HandOff} HandOff */
/** @typedef {{item: HandOff, gone: boolean}} Row `gone`: neither waits nor has a person any more */

/** However much happens, the bank is asked no more often than this. */
const PAUSE_MS = 1000;
/** How long a row stays after its call has left the queue, so that nobody looks for it. */
const FAREWELL_MS = 6000;

/** @param {import('../../types.js').LiveCall[]} calls @returns {string} what a change of makes the queue another one */
const signature = (calls) =>
  calls
    .filter((it) => it.handOff)
    .map(({ callId, level, handOff }) => [callId, level, handOff?.state, handOff?.reason, handOff?.since, handOff?.staff].join(' '))
    .sort()
    .join('\n');

/** Who waits for a person and who has one, each in its place for as long as they are there. */
export class Queue {
  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    /** @type {Row[]} */
    this.rows = [];
    this.known = false;
    /** Why there is nothing, or nothing newer. @type {Problem | null} */
    this.problem = null;
    this.condition = liveBoard.condition;
    /** What the live board said last of hand-offs. @type {string | null} */
    this.seen = null;
    this.askedAt = -PAUSE_MS;
    this.asking = new AbortController();
    this.busy = false;
    this.again = false;
    this.timer = 0;
    /** @type {Set<number>} */
    this.farewells = new Set();
  }

  /** Begins to follow what happens. */
  open() {
    this.asking = new AbortController();
    this.refresh();
  }

  close() {
    this.asking.abort();
    clearTimeout(this.timer);
    this.timer = 0;
    this.farewells.forEach((timer) => clearTimeout(timer));
    this.farewells.clear();
  }

  get waiting() {
    return this.rows.filter((it) => !it.gone && it.item.call.handOff?.state === 'queued').length;
  }

  /** The live board has changed: asks for the queue if it may be another one now. */
  look() {
    const { board, condition } = liveBoard;
    const back = this.condition === 'lost' && condition === 'live';
    this.condition = condition;
    const now = board.known ? signature(board.active.map((it) => it.call)) : this.seen;
    const told = this.seen === null && now === signature(this.rows.map((it) => it.item.call));
    const other = now !== this.seen && !told;
    this.seen = now;
    if (other || back) {
      this.refresh();
    }
  }

  /** Asks for the queue as soon as that is polite. */
  refresh() {
    if (this.busy || this.timer) {
      this.again = this.busy;
      return;
    }
    const wait = Math.max(0, this.askedAt + PAUSE_MS - performance.now());
    this.timer = setTimeout(() => void this.#ask(), wait);
  }

  async #ask() {
    const { signal } = this.asking;
    this.timer = 0;
    this.busy = true;
    this.again = false;
    this.askedAt = performance.now();
    try {
      const { items } = await api.get('/v1/admin/hand-offs', { signal });
      this.problem = null;
      this.#take(items);
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      if (!(error instanceof Problem)) {
        throw error;
      }
      this.problem = error;
    } finally {
      this.busy = false;
    }
    this.changed();
    if (this.again) {
      this.refresh();
    }
  }

  /** @param {HandOff[]} items */
  #take(items) {
    const found = new Map(items.map((it) => [it.call.callId, it]));
    /** @type {Row[]} */
    const rows = this.rows.map((row) => {
      const item = found.get(row.item.call.callId);
      return item ? { item, gone: false } : { ...row, gone: true };
    });
    const there = new Set(rows.map((it) => it.item.call.callId));
    items.filter((it) => !there.has(it.call.callId)).forEach((item) => this.#insert(rows, item));
    if (rows.some((it) => it.gone)) {
      this.#sayGoodbye();
    }
    this.rows = rows;
    this.known = true;
  }

  /** Before the first who waits less: for who has begun to wait that is the end. @param {Row[]} rows @param {HandOff} item */
  #insert(rows, item) {
    const { state, since } = /** @type {import('../../types.js').HandOffState} */ (item.call.handOff ?? { state: 'taken', since: '' });
    const after = rows.findIndex((row) => !row.gone && row.item.call.handOff?.state === 'queued' && row.item.call.handOff.since > since);
    rows.splice(state === 'queued' && after >= 0 ? after : rows.length, 0, { item, gone: false });
  }

  #sayGoodbye() {
    const timer = setTimeout(() => {
      this.farewells.delete(timer);
      this.rows = this.rows.filter((it) => !it.gone);
      this.changed();
    }, FAREWELL_MS);
    this.farewells.add(timer);
  }
}
