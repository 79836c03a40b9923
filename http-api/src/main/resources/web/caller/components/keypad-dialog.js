// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import 'shoelace/components/dialog/dialog.js';
import { icon } from './icons.js';
import { shared } from './shared-styles.js';
import { text } from '../text.js';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const LONGEST = 32;

/** The telephone's keys. Opens by itself when a code is asked for and then shows only dots. */
class KeypadDialog extends LitElement {
  static properties = {
    open: { attribute: false },
    challenge: { attribute: false },
    digits: { state: true },
  };

  static styles = [
    shared,
    css`
      sl-dialog {
        --width: 336px;
        --header-spacing: var(--vt-space-5);
        --body-spacing: 0 var(--vt-space-5) var(--vt-space-5);
      }

      sl-dialog::part(title) {
        padding-bottom: var(--vt-space-2);
        font-size: var(--vt-size-large);
        font-weight: 650;
      }

      sl-dialog::part(panel) {
        border-radius: var(--vt-radius-large);
      }

      .hint {
        margin-bottom: var(--vt-space-4);
        color: var(--vt-ink-quiet);
      }

      .field {
        position: relative;
        margin-bottom: var(--vt-space-4);
      }

      input {
        width: 100%;
        height: 56px;
        padding: 0 56px;
        border: 1px solid var(--vt-line-strong);
        border-radius: var(--vt-radius);
        background: var(--vt-surface);
        color: var(--vt-ink);
        font: 600 var(--vt-size-digits) / 1 var(--vt-font);
        font-variant-numeric: tabular-nums;
        letter-spacing: 0.12em;
        text-align: center;
      }

      input:focus-visible {
        outline: 2px solid var(--vt-focus);
        outline-offset: 1px;
      }

      .keys {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        gap: var(--vt-space-2);
        margin-bottom: var(--vt-space-4);
      }

      button {
        display: grid;
        place-items: center;
        height: 56px;
        border: 1px solid transparent;
        border-radius: var(--vt-radius);
        background: var(--vt-raised);
        color: var(--vt-ink);
        font: 500 1.375rem / 1 var(--vt-font);
        cursor: pointer;
        touch-action: manipulation;
      }

      button:hover {
        border-color: var(--vt-line-strong);
      }

      button:active {
        background: var(--vt-accent-soft);
      }

      .erase {
        position: absolute;
        inset: 4px 4px auto auto;
        width: 48px;
        height: 48px;
        background: none;
        color: var(--vt-ink-quiet);
      }

      sl-button {
        display: block;
      }

      sl-button::part(base) {
        font-weight: 600;
      }

      sl-button[variant='primary']::part(base) {
        color: var(--vt-on-accent);
      }
    `,
  ];

  constructor() {
    super();
    this.open = false;
    /** @type {import('../store.js').State['challenge']} */
    this.challenge = null;
    this.digits = '';
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('open') || changed.has('challenge')) {
      this.digits = '';
    }
  }

  render() {
    const hidden = this.challenge !== null;
    return html`
      <sl-dialog
        label=${this.challenge ? text.codeTitle[this.challenge.kind] : text.keypad}
        ?open=${this.open}
        @sl-initial-focus=${this.#focus}
        @sl-hide=${() => this.open && this.#say('vt-close')}
      >
        <p class="hint" id="hint">${this.#hint()}</p>
        <div class="field">
          <input
            type=${hidden ? 'password' : 'text'}
            inputmode="none"
            autocomplete=${hidden ? 'one-time-code' : 'off'}
            aria-label=${text.codeField}
            aria-describedby="hint"
            maxlength=${LONGEST}
            .value=${this.digits}
            @input=${this.#typed}
            @keydown=${this.#key}
          />
          ${this.digits
            ? html`<button class="erase" type="button" aria-label=${text.erase} @click=${() => (this.digits = this.digits.slice(0, -1))}>${icon('erase')}</button>`
            : nothing}
        </div>
        <div class="keys">
          ${KEYS.map((key) => html`<button type="button" data-key=${key} aria-label=${this.#name(key)} @click=${() => this.#press(key)}>${key === '*' ? '∗' : key}</button>`)}
        </div>
        <sl-button variant="primary" size="large" ?disabled=${this.digits === ''} @click=${this.#send}>${text.send}</sl-button>
        <p class="unseen" role="status">${this.digits ? text.digitsEntered(this.digits.length) : nothing}</p>
      </sl-dialog>
    `;
  }

  /** @returns {string} */
  #hint() {
    if (!this.challenge) {
      return text.keypadHint;
    }
    if (this.challenge.kind === 'totp') {
      return text.codeFromApp;
    }
    return this.challenge.destination ? text.codeSentTo(this.challenge.destination) : text.codeGeneric;
  }

  /** @param {string} key @returns {string} */
  #name(key) {
    return key === '*' ? text.star : key === '#' ? text.hash : key;
  }

  /** @param {Event} event */
  #focus(event) {
    event.preventDefault();
    this.renderRoot.querySelector('input')?.focus();
  }

  /** @param {string} key */
  #press(key) {
    if (key === '#') {
      this.#send();
    } else if (this.digits.length < LONGEST) {
      this.digits += key;
    }
  }

  /** @param {InputEvent} event */
  #typed(event) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    this.digits = field.value.replace(/[^0-9*]/g, '');
    field.value = this.digits;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'Enter' || event.key === '#') {
      event.preventDefault();
      this.#send();
    }
  }

  #send() {
    if (this.digits) {
      const digits = `${this.digits}#`;
      this.digits = '';
      this.#say('vt-digits', digits);
    }
  }

  /** @param {string} name @param {string} [detail] */
  #say(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('vt-keypad-dialog', KeypadDialog);
