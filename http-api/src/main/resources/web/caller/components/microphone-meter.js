// @ts-check
import { LitElement, css, html } from 'lit';
import '../../shared/level-bars.js';
import { icon } from './icons.js';
import { shared } from './shared-styles.js';
import { text } from '../text.js';

/** How loud the caller is, so that they see that they are heard; a touch mutes. */
class MicrophoneMeter extends LitElement {
  static properties = { state: { attribute: false } };

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

      .quiet {
        color: var(--vt-ink-quiet);
        font-size: var(--vt-size-small);
      }

      @media (max-width: 479px) {
        button {
          padding: 0 var(--vt-space-2);
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
  }

  render() {
    if (!this.state?.voice) {
      return html`<span class="quiet">${text.noMicrophone}</span>`;
    }
    const { muted } = this.state;
    return html`
      <button type="button" aria-pressed=${muted} aria-label=${text.mute} title=${muted ? text.unmute : text.mute} @click=${this.#toggle}>
        ${icon(muted ? 'muted' : 'microphone')}
        ${muted ? html`<span class="quiet">${text.muted}</span>` : html`<vt-level-bars label=${text.microphone} .level=${() => this.level()}></vt-level-bars>`}
      </button>
    `;
  }

  #toggle() {
    this.dispatchEvent(new CustomEvent('vt-mute', { detail: !this.state?.muted }));
  }
}

customElements.define('vt-microphone-meter', MicrophoneMeter);
