// @ts-check
import { address, headersFor, problemOf } from './api.js';
import { session } from './session.js';

/** The first waits between attempts; the last one repeats. */
const WAITS_MS = [500, 1000, 2000, 4000, 8000, 15000];
/** The bank says something every 15 s; twice that without a word is a dead connection. */
const SILENCE_MS = 35000;

/** @typedef {'connecting' | 'live' | 'lost' | 'refused'} Condition */

/**
 * @typedef {object} Reader who is told what comes
 * @property {() => Record<string, string | number | undefined>} [query] asked anew at each attempt
 * @property {(name: string, data: any) => void} onEvent
 * @property {(condition: Condition, problem?: import('./api.js').Problem) => void} onCondition
 */

/**
 * Server-sent events over fetch: an EventSource can neither send why we look nor tell why it was
 * refused. Comes back by itself until it is closed.
 */
export class LiveEvents {
  /** @param {string} path @param {Reader} reader */
  constructor(path, reader) {
    this.path = path;
    this.reader = reader;
    this.closed = false;
    this.attempt = 0;
    this.waiting = false;
    this.timer = 0;
    this.watch = 0;
    this.connection = new AbortController();
    this.onOnline = () => this.waiting && this.#again(0);
    window.addEventListener('online', this.onOnline);
    reader.onCondition('connecting');
    this.#read();
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    clearTimeout(this.watch);
    window.removeEventListener('online', this.onOnline);
    this.connection.abort();
  }

  async #read() {
    this.waiting = false;
    this.connection = new AbortController();
    const { signal } = this.connection;
    this.#heard();
    try {
      const response = await fetch(address(this.path, this.reader.query?.()), {
        headers: { ...headersFor('GET', {}), Accept: 'text/event-stream' },
        cache: 'no-store',
        signal,
      });
      if (!response.ok || !response.body) {
        await this.#refused(response);
        return;
      }
      this.attempt = 0;
      this.reader.onCondition('live');
      await this.#events(response.body);
      this.#lost();
    } catch {
      this.#lost();
    }
  }

  /** @param {ReadableStream<Uint8Array>} body */
  async #events(body) {
    const text = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (let part = await text.read(); !part.done; part = await text.read()) {
      this.#heard();
      const blocks = (rest + part.value.replaceAll('\r', '')).split('\n\n');
      rest = blocks.pop() ?? '';
      blocks.forEach((block) => this.#event(block));
    }
  }

  /** @param {string} block */
  #event(block) {
    const lines = block.split('\n');
    /** @param {string} field */
    const values = (field) => lines.filter((it) => it.startsWith(`${field}:`)).map((it) => it.slice(field.length + 1).replace(/^ /, ''));
    const data = values('data').join('\n');
    if (data && !this.closed) {
      this.reader.onEvent(values('event')[0] ?? 'message', JSON.parse(data));
    }
  }

  /** @param {Response} response */
  async #refused(response) {
    const problem = await problemOf(response);
    if (this.closed) {
      return;
    }
    if (problem.status === 401) {
      session.lapse();
    }
    if (problem.status >= 400 && problem.status < 500 && problem.status !== 429) {
      this.reader.onCondition('refused', problem);
      this.close();
      return;
    }
    this.#lost(problem.retryAfterS * 1000);
  }

  /** @param {number} [leastMs] the bank asked us to wait at least this long */
  #lost(leastMs = 0) {
    if (this.closed) {
      return;
    }
    this.reader.onCondition('lost');
    const wait = WAITS_MS[Math.min(this.attempt, WAITS_MS.length - 1)];
    this.attempt++;
    this.#again(Math.max(leastMs, wait * (0.5 + Math.random() / 2)));
  }

  /** @param {number} waitMs */
  #again(waitMs) {
    clearTimeout(this.timer);
    clearTimeout(this.watch);
    this.waiting = true;
    this.timer = setTimeout(() => !this.closed && this.#read(), waitMs);
  }

  #heard() {
    clearTimeout(this.watch);
    this.watch = setTimeout(() => this.connection.abort(), SILENCE_MS);
  }
}
