// @ts-check
/** The bank has said nothing for so long: it is asked whether it is there. */
const QUIET_MS = 5000;
/** It has not answered for so long: nobody is there. */
const UNANSWERED_MS = 5000;
const LOOK_EVERY_MS = 1000;

/**
 * Notices that nobody is at the other end of a line that looks open, as when a machine lost its power or
 * stands still: nothing closes the line then, and a page cannot send a WebSocket's pings.
 *
 * A tab in the background looks once a minute only. It may ask late; it never takes an answer that came
 * meanwhile for none.
 */
export class LineWatch {
  /** @param {() => void} ask sends the question @param {() => void} onDead is called once */
  constructor(ask, onDead) {
    this.ask = ask;
    this.onDead = onDead;
    this.heardAt = performance.now();
    /** When the bank was asked; 0 when it need not be. */
    this.askedAt = 0;
    this.timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  /** Something came, whatever it is. */
  heard() {
    this.heardAt = performance.now();
    this.askedAt = 0;
  }

  #look() {
    const now = performance.now();
    if (this.askedAt > 0) {
      if (now - this.askedAt >= UNANSWERED_MS) {
        this.stop();
        this.onDead();
      }
    } else if (now - this.heardAt >= QUIET_MS) {
      this.askedAt = now;
      this.ask();
    }
  }

  stop() {
    clearInterval(this.timer);
  }
}
