// @ts-check
import { api } from '../../api.js';
import { LiveEvents } from '../../live.js';

/** One call as the bank has it, and as it goes on. */
export class CallState {
  /** @param {string} callId @param {() => void} changed */
  constructor(callId, changed) {
    this.path = `/v1/admin/calls/${encodeURIComponent(callId)}`;
    this.changed = changed;
    /** @type {import('../../types.js').Call | null} */
    this.call = null;
    /** @type {import('../../live.js').Condition | ''} empty while nothing is live */
    this.condition = '';
    /** @type {LiveEvents | null} */
    this.events = null;
    /** Steps that have come since the page was opened. @type {Set<number>} */
    this.fresh = new Set();
    this.closed = false;
  }

  /** @param {AbortSignal} [signal] */
  async load(signal) {
    /** @type {import('../../types.js').Call} */
    const call = await api.get(this.path, { signal });
    if (this.closed) {
      return call;
    }
    this.call = call;
    if (call.call.state !== 'ended' && !this.events) {
      this.#follow();
    }
    this.changed();
    return call;
  }

  #follow() {
    this.events = new LiveEvents(`${this.path}/events`, {
      query: () => ({ after: this.call?.steps.at(-1)?.number ?? 0 }),
      onEvent: (name, data) => this.#take(name, data),
      onCondition: (condition) => {
        this.condition = condition;
        this.changed();
      },
    });
  }

  /** @param {string} name @param {any} data */
  #take(name, data) {
    if (!this.call) {
      return;
    }
    switch (name) {
      case 'step':
        this.#step(data);
        break;
      case 'live':
        this.call = { ...this.call, live: data, call: { ...this.call.call, state: data.state, level: data.level } };
        break;
      case 'ended':
        this.#ended();
        break;
      default:
        return;
    }
    this.changed();
  }

  /** @param {import('../../types.js').TimelineStep} step each once, whatever the connection did */
  #step(step) {
    const call = /** @type {import('../../types.js').Call} */ (this.call);
    const steps = call.steps.filter((it) => it.number !== step.number);
    this.fresh.add(step.number);
    this.call = { ...call, steps: [...steps, step].sort((a, b) => a.number - b.number) };
  }

  /** What only the whole call says (why it ended, its chain, its recording) is asked for once more. */
  #ended() {
    const call = /** @type {import('../../types.js').Call} */ (this.call);
    this.stop();
    this.condition = '';
    this.call = { ...call, live: undefined, call: { ...call.call, state: 'ended' } };
    void this.load().catch(() => this.changed());
  }

  stop() {
    this.events?.close();
    this.events = null;
  }

  close() {
    this.closed = true;
    this.stop();
  }
}
