// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import 'shoelace/components/dialog/dialog.js';
import { Problem, newKey } from '../api.js';
import { controls } from './control-styles.js';
import { shared } from './shared-styles.js';

/**
 * Asks before something is done that cannot be undone, does it once, and says what became of it.
 * With `typed` it is done only after that word has been typed.
 */
class ConfirmDialog extends LitElement {
  static properties = {
    heading: {},
    action: {},
    danger: { type: Boolean },
    open: { type: Boolean },
    typed: {},
    work: { attribute: false },
    busy: { state: true },
    problem: { state: true },
    done: { state: true },
    word: { state: true },
  };

  static styles = [
    shared,
    controls,
    css`
      .body {
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
    this.heading = '';
    this.action = 'Continue';
    this.danger = false;
    this.open = false;
    this.typed = '';
    /** @type {(key: string) => Promise<string>} does it under this key, and says what became of it */
    this.work = async () => '';
    this.busy = false;
    /** @type {Problem | null} */
    this.problem = null;
    this.done = '';
    this.word = '';
    this.key = '';
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('open') && this.open) {
      this.key = newKey();
      this.problem = null;
      this.done = '';
      this.word = '';
    }
  }

  render() {
    const ready = !this.typed || this.word.trim() === this.typed;
    return html`
      <sl-dialog label=${this.heading} ?open=${this.open} @sl-request-close=${this.#keepWhileBusy} @sl-after-hide=${this.#closed}>
        <div class="body">
          ${this.done
            ? html`<p role="status">${this.done}</p>`
            : html`<div><slot></slot></div>
                ${this.typed
                  ? html`<label>Type ${this.typed} to confirm<input autocomplete="off" spellcheck="false" .value=${this.word} @input=${(/** @type {InputEvent} */ event) => (this.word = /** @type {HTMLInputElement} */ (event.target).value)} /></label>`
                  : nothing}
                ${this.problem ? html`<p class="invalid" role="alert">${this.problem.title}. ${this.problem.detail}</p>` : nothing}`}
        </div>
        ${this.done
          ? html`<sl-button slot="footer" variant="primary" @click=${() => (this.open = false)}>Close</sl-button>`
          : html`<sl-button slot="footer" ?disabled=${this.busy} @click=${() => (this.open = false)}>Cancel</sl-button>
              <sl-button slot="footer" variant=${this.danger ? 'danger' : 'primary'} ?loading=${this.busy} ?disabled=${!ready} @click=${this.#do}>${this.action}</sl-button>`}
      </sl-dialog>
    `;
  }

  async #do() {
    this.busy = true;
    this.problem = null;
    try {
      this.done = await this.work(this.key);
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  /** @param {Event} event */
  #keepWhileBusy(event) {
    if (this.busy) {
      event.preventDefault();
    }
  }

  /** @param {Event} event of the dialog itself, and of nothing inside it */
  #closed(event) {
    if (event.target === event.currentTarget) {
      this.open = false;
      this.dispatchEvent(new CustomEvent('vt-close'));
    }
  }
}

customElements.define('vt-confirm-dialog', ConfirmDialog);
