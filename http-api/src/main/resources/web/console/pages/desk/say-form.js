// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import { controls } from '../../components/control-styles.js';
import { icon } from '../../components/icons.js';
import { shared } from '../../components/shared-styles.js';

const LONGEST = 1000;
/** From here on the rest is counted. */
const NEAR_END = 150;

/** A box to type into; Enter sends, Shift and Enter begins a new line. */
class SayForm extends LitElement {
  static properties = { whisper: { type: Boolean }, disabled: { type: Boolean }, words: { state: true } };

  static styles = [
    shared,
    controls,
    css`
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: end;
        gap: var(--vt-space-2) var(--vt-space-3);
      }

      textarea {
        width: 100%;
        min-height: 60px;
      }

      textarea:disabled {
        background: var(--vt-raised);
      }

      .rest {
        grid-column: 1 / -1;
        color: var(--vt-ink-quiet);
        font-size: var(--vt-size-small);
      }
    `,
  ];

  constructor() {
    super();
    this.whisper = false;
    this.disabled = false;
    this.words = '';
    /** @type {(words: string) => boolean} says them; whether they are on their way */
    this.say = () => false;
  }

  render() {
    const rest = LONGEST - this.words.length;
    return html`<form @submit=${this.#send}>
      <label>
        ${this.whisper ? 'Whisper to the colleague who has the call' : 'Say to the caller'}
        <textarea rows="2" maxlength=${LONGEST} enterkeyhint="send" aria-describedby="rest" .value=${this.words} ?disabled=${this.disabled} @input=${this.#changed} @keydown=${this.#key}></textarea>
      </label>
      <sl-button variant="primary" ?disabled=${this.disabled || this.words.trim() === ''} @click=${this.#send}>${icon('send', { slot: 'prefix', size: 16 })}${this.whisper ? 'Whisper' : 'Say'}</sl-button>
      <p id="rest" class="rest" role="status">${rest < NEAR_END ? `${rest} characters left` : nothing}</p>
    </form>`;
  }

  /** @param {Event} event */
  #changed(event) {
    this.words = /** @type {HTMLTextAreaElement} */ (event.target).value;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      this.#send(event);
    }
  }

  /** What could not be sent stays in the box. @param {Event} event */
  #send(event) {
    event.preventDefault();
    const words = this.words.trim();
    if (words && !this.disabled && this.say(words)) {
      this.words = '';
    }
  }
}

customElements.define('vt-say-form', SayForm);
