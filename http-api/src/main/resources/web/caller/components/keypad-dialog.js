// @ts-check
import { LitElement, html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import 'shoelace/components/dialog/dialog.js';
import { icon } from './icons.js';
import { keypadStyles } from './keypad-styles.js';
import { shared } from './shared-styles.js';
import { text } from '../text.js';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const LONGEST = 32;

/**
 * The element with the focus, also inside components.
 *
 * @param {Document | ShadowRoot} root @returns {HTMLElement | null}
 */
const focused = (root) => {
  const element = /** @type {HTMLElement | null} */ (root.activeElement);
  return element?.shadowRoot ? (focused(element.shadowRoot) ?? element) : element;
};

/** The telephone's keys. Opens by itself when a code is asked for and then shows only dots. */
class KeypadDialog extends LitElement {
  static properties = {
    open: { attribute: false },
    challenge: { attribute: false },
    digits: { state: true },
  };

  static styles = [shared, keypadStyles];

  constructor() {
    super();
    this.open = false;
    /** @type {import('../store.js').State['challenge']} */
    this.challenge = null;
    this.digits = '';
    /** @type {HTMLElement | null} what had the focus before, and has it again afterwards */
    this.before = null;
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
        @sl-after-hide=${() => this.before?.focus()}
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
    this.before = focused(document);
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
