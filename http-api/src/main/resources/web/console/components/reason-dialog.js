// @ts-check
import { LitElement, css, html } from 'lit';
import 'shoelace/components/button/button.js';
import 'shoelace/components/dialog/dialog.js';
import { controls } from './control-styles.js';
import { shared } from './shared-styles.js';
import { acceptsReason, session } from '../session.js';

/** Asks once why personal data is looked at. The answer stands in the audit log with each look. */
class ReasonDialog extends LitElement {
  static properties = { open: { type: Boolean }, wrong: { state: true } };

  static styles = [
    shared,
    controls,
    css`
      form {
        display: grid;
        gap: var(--vt-space-4);
      }

      input {
        width: 100%;
      }
    `,
  ];

  constructor() {
    super();
    this.open = false;
    this.wrong = false;
  }

  render() {
    return html`
      <sl-dialog
        label="Why are you looking?"
        ?open=${this.open}
        @sl-initial-focus=${this.#focus}
        @sl-request-close=${(/** @type {Event} */ event) => { event.preventDefault(); this.#say(''); }}
      >
        <form id="form" @submit=${this.#give}>
          <p>This shows personal data. Give the reference that your work has: a ticket, a case, a request of the customer. It stands in the audit log with everything you open, until you change it or close this tab.</p>
          <label>
            Reference
            <input name="reason" required maxlength="64" autocomplete="off" spellcheck="false" placeholder="TICKET-20418"
              aria-invalid=${this.wrong ? 'true' : 'false'} aria-describedby="rule" @input=${() => (this.wrong = false)} />
          </label>
          <p id="rule" class=${this.wrong ? 'invalid' : 'small quiet'} role=${this.wrong ? 'alert' : 'note'}>Letters, digits, hyphens and underscores, 64 at most. Never a customer's name.</p>
        </form>
        <sl-button slot="footer" @click=${() => this.#say('')}>Cancel</sl-button>
        <sl-button slot="footer" variant="primary" @click=${this.#give}>Continue</sl-button>
      </sl-dialog>
    `;
  }

  /** The reason stands there before anybody can write. @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('open') && this.open) {
      this.#field.value = session.reason;
    }
  }

  get #field() {
    return /** @type {HTMLInputElement} */ (this.renderRoot.querySelector('input'));
  }

  /** @param {Event} event */
  #focus(event) {
    event.preventDefault();
    this.#field.select();
    this.#field.focus();
  }

  /** @param {Event} event */
  #give(event) {
    event.preventDefault();
    const reason = this.#field.value.trim().replaceAll(/\s+/g, '-');
    this.wrong = !acceptsReason(reason);
    if (this.wrong) {
      this.#field.focus();
    } else {
      this.#say(reason);
    }
  }

  /** @param {string} reason empty when there is none */
  #say(reason) {
    this.wrong = false;
    this.dispatchEvent(new CustomEvent('vt-reason', { detail: reason }));
  }
}

customElements.define('vt-reason-dialog', ReasonDialog);
