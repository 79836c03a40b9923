// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import 'shoelace/components/dialog/dialog.js';
import { Problem, api, newKey } from '../../api.js';
import { icon } from '../../components/icons.js';
import { controls } from '../../components/control-styles.js';
import { shared } from '../../components/shared-styles.js';
import { session } from '../../session.js';
import { words } from '../../text.js';

const DAY_MS = 86400000;
const EXPIRIES = [[30, '30 days'], [90, '90 days'], [365, 'A year'], [0, 'Never']];

/** Makes a key, and shows its secret this once. */
class MakeKeyDialog extends LitElement {
  static properties = { open: { type: Boolean }, busy: { state: true }, problem: { state: true }, missing: { state: true }, secret: { state: true }, copied: { state: true } };

  static styles = [
    shared,
    controls,
    css`
      sl-dialog {
        --width: 540px;
      }

      form {
        display: grid;
        gap: var(--vt-space-4);
      }

      form input:not([type='checkbox']),
      form select {
        width: 100%;
      }

      legend {
        padding: 0;
        color: var(--vt-ink-quiet);
        font-size: var(--vt-size-small);
        font-weight: 500;
      }

      .scopes {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(200px, 1fr));
        column-gap: var(--vt-space-4);
      }

      .secret {
        display: block;
        margin: var(--vt-space-3) 0;
        padding: var(--vt-space-3) var(--vt-space-4);
        border: 1px solid var(--vt-line-strong);
        border-radius: var(--vt-radius);
        background: var(--vt-raised);
        user-select: all;
      }
    `,
  ];

  constructor() {
    super();
    this.open = false;
    this.busy = false;
    /** @type {Problem | null} */
    this.problem = null;
    this.missing = '';
    this.secret = '';
    this.copied = '';
    this.key = '';
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('open')) {
      this.key = newKey();
      this.problem = null;
      this.missing = '';
      this.secret = '';
      this.copied = '';
    }
  }

  render() {
    return html`
      <sl-dialog label=${this.secret ? 'Copy the secret now' : 'Make a key'} ?open=${this.open} @sl-request-close=${this.#stay} @sl-after-hide=${this.#closed}>
        ${this.secret ? this.#shown() : this.#form()}
      </sl-dialog>
    `;
  }

  #form() {
    return html`
      <form @submit=${this.#make}>
        <label>Name<input name="name" maxlength="64" autocomplete="off" placeholder="Reporting" /></label>
        <fieldset><legend>Scopes</legend><div class="scopes">
          ${(session.who?.permissions ?? []).map((it) => html`<label class="choice"><input type="checkbox" name="scope" value=${it} />${words.permission(it)}</label>`)}
        </div></fieldset>
        <label>Expires after<select name="days">${EXPIRIES.map(([days, title]) => html`<option value=${days} ?selected=${days === 90}>${title}</option>`)}</select></label>
        ${this.missing ? html`<p class="invalid" role="alert">${this.missing}</p>` : nothing}
        ${this.problem ? html`<p class="invalid" role="alert">${this.problem.title}. ${this.problem.detail}</p>` : nothing}
      </form>
      <sl-button slot="footer" ?disabled=${this.busy} @click=${() => (this.open = false)}>Cancel</sl-button>
      <sl-button slot="footer" variant="primary" ?loading=${this.busy} @click=${this.#make}>Make the key</sl-button>
    `;
  }

  #shown() {
    return html`
      <p>This is the only time that it is shown. The bank keeps no copy that could be read.</p>
      <code class="secret">${this.secret}</code>
      <sl-button @click=${this.#copy}>${icon('copy', { slot: 'prefix' })}Copy</sl-button>
      <span role="status" class="small quiet"> ${this.copied}</span>
      <sl-button slot="footer" variant="primary" @click=${() => (this.open = false)}>I have kept it</sl-button>
    `;
  }

  /** @param {Event} event */
  async #make(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (this.renderRoot.querySelector('form')));
    const name = String(form.get('name') ?? '').trim();
    const scopes = form.getAll('scope').map(String);
    const days = Number(form.get('days'));
    this.missing = !name ? 'Give the key a name.' : scopes.length === 0 ? 'Choose at least one scope.' : '';
    if (this.missing || this.busy) {
      return;
    }
    this.busy = true;
    this.problem = null;
    try {
      const body = { name, scopes, ...(days ? { expiresAt: new Date(Date.now() + days * DAY_MS).toISOString() } : {}) };
      const made = await api.post('/v1/admin/api-keys', { key: this.key, body });
      this.secret = made.secret;
      this.dispatchEvent(new CustomEvent('vt-made'));
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      this.problem = problem;
      this.key = newKey();
    } finally {
      this.busy = false;
    }
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.secret);
      this.copied = 'Copied.';
    } catch (refused) {
      console.warn('The clipboard is not open to this page', refused);
      this.copied = 'Select it and copy it by hand.';
    }
  }

  /** A click beside the dialog must not lose the secret. @param {CustomEvent<{source: string}>} event */
  #stay(event) {
    if (this.busy || (this.secret && event.detail.source === 'overlay')) {
      event.preventDefault();
    }
  }

  /** @param {Event} event */
  #closed(event) {
    if (event.target === event.currentTarget) {
      this.open = false;
      this.dispatchEvent(new CustomEvent('vt-close'));
    }
  }
}

customElements.define('vt-make-key-dialog', MakeKeyDialog);
