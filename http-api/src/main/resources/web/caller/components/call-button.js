// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import { icon } from './icons.js';
import { shared } from './shared-styles.js';
import { text } from '../text.js';

/** The page's one obvious button: begins the call and ends it. */
class CallButton extends LitElement {
  static properties = { state: { attribute: false } };

  static styles = [
    shared,
    css`
      sl-button {
        display: block;
        width: 100%;
        min-width: 144px;
      }

      .connecting {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: var(--vt-space-4);
        color: var(--vt-ink-quiet);
      }

      .connecting sl-button {
        width: auto;
        min-width: 0;
      }

      sl-button::part(base) {
        --sl-input-border-radius-large: var(--vt-radius-round);
        --sl-input-height-large: 56px;
        border-radius: var(--vt-radius-round);
        font-size: var(--vt-size-large);
        font-weight: 600;
      }

      sl-button[variant='primary']::part(base) {
        color: var(--vt-on-accent);
      }

      sl-button[variant='danger']::part(base) {
        color: var(--vt-on-stop);
      }

      :host {
        width: 100%;
        max-width: 320px;
        justify-self: center;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../store.js').State | null} */
    this.state = null;
  }

  render() {
    if (!this.state) {
      return nothing;
    }
    switch (this.state.phase) {
      case 'idle':
        return this.#begin(this.state.page.speech ? text.call : text.startWriting);
      case 'ended':
        return this.#begin(text.callAgain);
      case 'connecting':
        return html`<div class="connecting">
          <span>${text.connecting}</span>
          <sl-button size="large" @click=${() => this.#say('vt-hang-up')}>${text.cancel}</sl-button>
        </div>`;
      case 'inCall':
      case 'reconnecting':
        return html`<sl-button variant="danger" size="large" @click=${() => this.#say('vt-hang-up')}>
          ${icon('hangUp', 'prefix')}${text.hangUp}
        </sl-button>`;
    }
  }

  /** @param {string} label */
  #begin(label) {
    return html`<sl-button variant="primary" size="large" @click=${() => this.#say('vt-call')}>
      ${icon('phone', 'prefix')}${label}
    </sl-button>`;
  }

  /** @param {string} name */
  #say(name) {
    this.dispatchEvent(new CustomEvent(name));
  }
}

customElements.define('vt-call-button', CallButton);
