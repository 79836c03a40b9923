// @ts-check
import { LitElement, css, html } from 'lit';
import { icon } from './icons.js';
import { shared } from './shared-styles.js';
import { text } from '../text.js';

const BARS = 8;
/** The quietest speech that moves the first bar, in decibels below full scale. */
const FLOOR_DB = -54;

/** How loud the caller is, so that they see that they are heard; a touch mutes. */
class MicrophoneMeter extends LitElement {
  static properties = { state: { attribute: false }, lit: { state: true } };

  static styles = [
    shared,
    css`
      button {
        display: flex;
        align-items: center;
        gap: var(--vt-space-2);
        min-width: var(--vt-touch);
        height: var(--vt-touch);
        padding: 0 var(--vt-space-3);
        border: 1px solid var(--vt-line-strong);
        border-radius: var(--vt-radius);
        background: var(--vt-surface);
        color: var(--vt-ink);
        font: inherit;
        cursor: pointer;
      }

      button:hover {
        background: var(--vt-raised);
      }

      .bars {
        display: flex;
        align-items: center;
        gap: 3px;
      }

      .bar {
        width: 4px;
        height: 8px;
        border-radius: 2px;
        background: var(--vt-line-colour);
      }

      .bar:nth-child(even) {
        height: 16px;
      }

      .bar:nth-child(4n + 3) {
        height: 12px;
      }

      .bar.lit {
        background: var(--vt-accent);
      }

      .quiet {
        color: var(--vt-ink-quiet);
        font-size: var(--vt-size-small);
      }

      @media (max-width: 479px) {
        button {
          padding: 0 var(--vt-space-2);
        }

        .bar:nth-child(n + 6) {
          display: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../store.js').State | null} */
    this.state = null;
    /** @type {() => number} */
    this.level = () => 0;
    this.lit = 0;
    this.frame = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    const look = () => {
      const db = 20 * Math.log10(Math.max(1e-6, this.level()));
      this.lit = Math.max(0, Math.min(BARS, Math.ceil(((db - FLOOR_DB) / -FLOOR_DB) * BARS)));
      this.frame = requestAnimationFrame(look);
    };
    this.frame = requestAnimationFrame(look);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    cancelAnimationFrame(this.frame);
  }

  render() {
    if (!this.state?.voice) {
      return html`<span class="quiet">${text.noMicrophone}</span>`;
    }
    const { muted } = this.state;
    return html`
      <button type="button" aria-pressed=${muted} aria-label=${text.mute} title=${muted ? text.unmute : text.mute} @click=${this.#toggle}>
        ${icon(muted ? 'muted' : 'microphone')}
        ${muted ? html`<span class="quiet">${text.muted}</span>` : this.#bars()}
      </button>
    `;
  }

  #bars() {
    return html`<span class="bars" role="img" aria-label=${text.microphone} data-lit=${this.lit}>
      ${Array.from({ length: BARS }, (_, i) => html`<span class="bar ${i < this.lit ? 'lit' : ''}"></span>`)}
    </span>`;
  }

  #toggle() {
    this.dispatchEvent(new CustomEvent('vt-mute', { detail: !this.state?.muted }));
  }
}

customElements.define('vt-microphone-meter', MicrophoneMeter);
