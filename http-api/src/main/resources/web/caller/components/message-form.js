// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import 'shoelace/components/input/input.js';
import { icon } from './icons.js';
import { shared } from './shared-styles.js';
import { text } from '../text.js';

const LONGEST = 500;

/** For who would rather type, or cannot speak here. Typing before a call begins one in writing. */
class MessageForm extends LitElement {
  static properties = { state: { attribute: false }, words: { state: true } };

  static styles = [
    shared,
    css`
      .hint {
        display: flex;
        align-items: center;
        gap: var(--vt-space-2);
        margin-bottom: var(--vt-space-2);
        color: var(--vt-ink-quiet);
        font-size: var(--vt-size-small);
      }

      .hint .icon {
        flex: none;
        width: 16px;
        height: 16px;
      }

      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--vt-space-2);
      }

      sl-input::part(form-control-label) {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
        white-space: nowrap;
      }

      sl-button::part(base) {
        width: var(--vt-touch);
        justify-content: center;
      }

      sl-button::part(label) {
        display: grid;
        place-items: center;
        padding: 0;
      }

      sl-button::part(base):not([disabled]) {
        color: var(--vt-accent);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../store.js').State | null} */
    this.state = null;
    /** @type {import('../store.js').State['challenge']} what the words in the field are for */
    this.challenge = null;
    this.words = '';
  }

  /** An answer half typed is never left to be read, nor sent as a message. */
  willUpdate() {
    const challenge = this.state?.challenge ?? null;
    if (challenge !== this.challenge) {
      this.challenge = challenge;
      this.words = '';
    }
  }

  render() {
    if (!this.state) {
      return nothing;
    }
    const { challenge, phase } = this.state;
    const active = phase === 'inCall' || phase === 'reconnecting';
    const prompt = challenge ? text.typeAnswer : active ? text.typePlaceholderCall : text.typePlaceholder;
    return html`
      ${challenge ? html`<p class="hint">${icon('lock')}${text.hiddenAnswer}</p>` : nothing}
      <form @submit=${this.#send}>
        <sl-input
          size="large"
          type=${challenge ? 'password' : 'text'}
          label=${text.typeInstead}
          placeholder=${prompt}
          maxlength=${LONGEST}
          autocomplete="off"
          enterkeyhint="send"
          .value=${this.words}
          ?disabled=${phase === 'connecting'}
          @sl-input=${this.#changed}
          @keydown=${this.#key}
        ></sl-input>
        <sl-button size="large" type="submit" ?disabled=${this.words.trim() === ''} @click=${this.#send}>
          ${icon('send')}<span class="unseen">${text.send}</span>
        </sl-button>
      </form>
    `;
  }

  /** @param {Event} event */
  #changed(event) {
    this.words = /** @type {HTMLInputElement} */ (event.target).value;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'Enter' && !event.isComposing) {
      this.#send(event);
    }
  }

  /** @param {Event} event */
  #send(event) {
    event.preventDefault();
    const words = this.words.trim();
    if (words) {
      this.words = '';
      this.dispatchEvent(new CustomEvent('vt-message', { detail: words }));
    }
  }
}

customElements.define('vt-message-form', MessageForm);
