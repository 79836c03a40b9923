// @ts-check
import { Board } from './board.js';
import { setBankClock } from './components/run-time.js';
import { LiveEvents } from './live.js';

/**
 * The bank's calls as they change, once for the whole tab: open as long as anybody wants to know.
 */
class LiveBoard {
  constructor() {
    /** @type {import('./live.js').Condition} */
    this.condition = 'connecting';
    /** @type {import('./api.js').Problem | null} */
    this.problem = null;
    /** @type {Set<() => void>} */
    this.readers = new Set();
    /** @type {LiveEvents | null} */
    this.events = null;
    this.board = this.#empty();
  }

  /** @param {() => void} reader told of each change @returns {() => void} ends it */
  subscribe(reader) {
    this.readers.add(reader);
    if (!this.events) {
      this.#open();
    }
    return () => this.#leave(reader);
  }

  /** Tries once more after the bank has refused. */
  retry() {
    this.#shut();
    this.#open();
  }

  /** @param {() => void} reader */
  #leave(reader) {
    this.readers.delete(reader);
    if (this.readers.size === 0) {
      this.#shut();
    }
  }

  #open() {
    this.problem = null;
    this.events = new LiveEvents('/v1/admin/events', {
      onEvent: (name, data) => {
        if (name === 'board') {
          setBankClock(data.asOf);
        }
        this.board.take(name, data);
      },
      onCondition: (condition, problem) => {
        this.condition = condition;
        this.problem = problem ?? null;
        this.#tell();
      },
    });
  }

  #shut() {
    this.events?.close();
    this.events = null;
    this.board.close();
    this.board = this.#empty();
    this.condition = 'connecting';
    this.problem = null;
  }

  /** @returns {Board} */
  #empty() {
    return new Board(() => this.#tell());
  }

  #tell() {
    this.readers.forEach((reader) => reader());
  }
}

export const liveBoard = new LiveBoard();

/** Draws a component anew whenever the board changes, for as long as it is in the page. */
export class LiveBoardWatch {
  /** @param {import('lit').ReactiveControllerHost} host @param {() => void} [changed] instead of drawing it */
  constructor(host, changed = () => host.requestUpdate()) {
    this.changed = changed;
    /** @type {() => void} */
    this.end = () => {};
    host.addController(this);
  }

  hostConnected() {
    this.end = liveBoard.subscribe(this.changed);
  }

  hostDisconnected() {
    this.end();
  }
}
