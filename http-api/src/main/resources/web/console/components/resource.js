// @ts-check
import { Problem } from '../api.js';

/**
 * What a part of a page asks the bank for, with all that can become of it. Asking again drops the
 * answer that is still under way, and keeps the old one in sight until there is a new one.
 *
 * @template Value
 */
export class Resource {
  /** @param {import('lit').ReactiveControllerHost} host */
  constructor(host) {
    this.host = host;
    /** @type {Value | null} */
    this.value = null;
    /** @type {Problem | null} */
    this.problem = null;
    this.loading = false;
    /** @type {(() => Promise<void>) | null} */
    this.retry = null;
    /** @type {AbortController | null} */
    this.asked = null;
    host.addController(this);
  }

  hostDisconnected() {
    this.asked?.abort();
  }

  /**
   * @param {(signal: AbortSignal) => Promise<Value>} ask
   * @param {{keep?: boolean}} [how] keep: what is shown stays until the answer is there
   */
  async load(ask, { keep = false } = {}) {
    this.asked?.abort();
    const asked = new AbortController();
    this.asked = asked;
    this.retry = () => this.load(ask);
    this.loading = true;
    this.problem = null;
    this.value = keep ? this.value : null;
    this.host.requestUpdate();
    try {
      const value = await ask(asked.signal);
      if (this.asked === asked) {
        this.value = value;
      }
    } catch (error) {
      if (this.asked === asked && !asked.signal.aborted) {
        this.#failed(error);
      }
    } finally {
      if (this.asked === asked) {
        this.loading = false;
        this.host.requestUpdate();
      }
    }
  }

  /** @param {unknown} error */
  #failed(error) {
    if (!(error instanceof Problem)) {
      throw error;
    }
    this.problem = error;
    this.value = null;
  }

  /** @param {Value} value what is known without asking */
  set(value) {
    this.value = value;
    this.host.requestUpdate();
  }
}
