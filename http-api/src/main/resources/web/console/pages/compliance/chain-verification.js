// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import { Problem, api } from '../../api.js';
import { badge, badgeStyles } from '../../components/badges.js';
import { Resource } from '../../components/resource.js';
import { shared } from '../../components/shared-styles.js';
import { lineSkeleton, stateStyles } from '../../components/state-block.js';
import { timeAgo } from '../../components/time-ago.js';
import { format } from '../../format.js';
import { session } from '../../session.js';
import { words } from '../../text.js';

const PATH = '/v1/admin/audit/verification';
/** How often a check that runs is asked after. */
const WAIT_MS = 1500;
const tones = /** @type {const} */ ({ whole: 'good', damaged: 'danger', running: 'note', never: 'quiet' });

/** Whether the whole audit log is there and unchanged: the last check, and a new one. */
class ChainVerification extends LitElement {
  static properties = { starting: { state: true }, refusal: { state: true } };

  static styles = [
    shared,
    badgeStyles,
    stateStyles,
    css`
      :host {
        display: grid;
        align-content: start;
        justify-items: start;
        gap: var(--vt-space-3);
      }

      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--vt-space-3);
      }

      .finding,
      .invalid {
        color: var(--vt-danger);
        overflow-wrap: anywhere;
      }

      .lines {
        width: 100%;
      }

      .code {
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    this.starting = false;
    /** @type {Problem | null} */
    this.refusal = null;
    /** @type {Resource<import('../../types.js').Verification>} */
    this.check = new Resource(this);
    this.timer = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#ask();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  async #ask() {
    await this.check.load((signal) => api.get(PATH, { signal }), { keep: true });
    this.#askAgain();
  }

  #askAgain() {
    clearTimeout(this.timer);
    if (this.isConnected && this.check.value?.state === 'running') {
      this.timer = setTimeout(() => void this.#ask(), WAIT_MS);
    }
  }

  render() {
    const { value, problem } = this.check;
    return html`
      <div class="head"><h2>The audit log's chain</h2>${value ? badge(words.chain(value.state), tones[value.state]) : nothing}</div>
      <div role="status">${problem ? html`<p class="invalid">${problem.title}. ${problem.detail}</p>` : value ? this.#found(value) : lineSkeleton(2)}</div>
      ${this.refusal ? html`<p class="invalid" role="alert">${this.refusal.title}. ${this.refusal.detail}</p>` : nothing}
      ${session.may('verify-audit') ? html`<sl-button ?loading=${this.starting || value?.state === 'running'} @click=${this.#start}>Check it now</sl-button>` : nothing}
    `;
  }

  /** @param {import('../../types.js').Verification} value */
  #found({ state, entries, startedAt, finishedAt, head, finding }) {
    const count = entries === undefined ? '' : format.count(entries);
    switch (state) {
      case 'never':
        return html`<p>Nobody has checked it since the server started.</p>`;
      case 'running':
        return html`<p>${count ? `${count} entries checked so far` : 'It has begun'}, started ${timeAgo(startedAt)}.</p>`;
      case 'whole':
        return html`<p>${count} entries, none missing, none changed. Checked ${timeAgo(finishedAt)}.</p>${head ? html`<p class="small quiet">Head <span class="code" title=${head}>${head.slice(0, 24)}…</span></p>` : nothing}`;
      case 'damaged':
        return html`<p class="finding">${finding ?? 'The chain does not fit together.'}</p><p class="small quiet">${count} entries checked, ${timeAgo(finishedAt)}.</p>`;
    }
  }

  async #start() {
    this.starting = true;
    this.refusal = null;
    try {
      this.check.set(await api.post(PATH));
      this.#askAgain();
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      this.refusal = problem;
    } finally {
      this.starting = false;
    }
  }
}

customElements.define('vt-chain-verification', ChainVerification);
