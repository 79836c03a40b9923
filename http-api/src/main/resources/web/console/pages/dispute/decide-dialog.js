// @ts-check
import { LitElement, html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import 'shoelace/components/dialog/dialog.js';
import { Problem, api, newKey } from '../../api.js';
import { controls } from '../../components/control-styles.js';
import { shared } from '../../components/shared-styles.js';
import { decideStyles } from './decide-styles.js';
import { format } from '../../format.js';
import { words } from '../../text.js';

const LONGEST = 2000;
const consequences = /** @type {Record<string, string>} */ ({
  FOR_CUSTOMER: 'What was credited for the time being becomes final, and what is still missing is posted.',
  FOR_MERCHANT: 'What was credited for the time being is taken back on the day that the law names, after a notice.',
});

/** A decision in two steps: what it is, then a last look before it stands. */
class DecideDialog extends LitElement {
  static properties = {
    open: { type: Boolean },
    path: { attribute: false },
    case: { attribute: false },
    step: { state: true },
    finding: { state: true },
    explanation: { state: true },
    busy: { state: true },
    problem: { state: true },
    missing: { state: true },
  };

  static styles = [
    shared,
    controls,
    decideStyles,
  ];

  constructor() {
    super();
    this.open = false;
    this.path = '';
    /** @type {import('../../types.js').Case | null} */
    this.case = null;
    /** @type {'write' | 'confirm' | 'done'} */
    this.step = 'write';
    this.finding = '';
    this.explanation = '';
    this.busy = false;
    this.missing = '';
    /** @type {Problem | null} */
    this.problem = null;
    this.key = '';
    /** How many postings the case had: what comes after them is the decision's. */
    this.postingsBefore = 0;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('open') && this.open) {
      this.step = 'write';
      this.problem = null;
      this.missing = '';
    }
  }

  render() {
    const titles = { write: 'Decide this case', confirm: 'Is this your decision?', done: 'Decided' };
    return html`
      <sl-dialog label=${titles[this.step]} ?open=${this.open} @sl-request-close=${(/** @type {Event} */ event) => this.busy && event.preventDefault()} @sl-after-hide=${this.#closed}>
        <div class="body">${this.step === 'write' ? this.#write() : this.step === 'confirm' ? this.#confirm() : this.#done()}</div>
        ${this.#buttons()}
      </sl-dialog>
    `;
  }

  #write() {
    return html`
      <fieldset>
        <legend>Finding</legend>
        ${Object.entries(consequences).map(([finding, text]) => html`<label class="finding">
          <input type="radio" name="finding" value=${finding} .checked=${this.finding === finding} @change=${() => (this.finding = finding)} />
          <b>${words.finding(finding)}</b><span class="small quiet">${text}</span>
        </label>`)}
      </fieldset>
      <label>Explanation, as the customer reads it
        <textarea rows="6" maxlength=${LONGEST} .value=${this.explanation} aria-describedby="left" @input=${(/** @type {InputEvent} */ event) => (this.explanation = /** @type {HTMLTextAreaElement} */ (event.target).value)}></textarea>
      </label>
      <p id="left" class="small quiet">${format.count(LONGEST - this.explanation.length)} of ${format.count(LONGEST)} characters left. 12 CFR 1005.11(d)(1)</p>
      ${this.missing ? html`<p class="invalid" role="alert">${this.missing}</p>` : nothing}
    `;
  }

  #confirm() {
    return html`
      <p><b>${words.finding(this.finding)}</b>, ${this.case ? format.money(this.case.case.amount) : ''}. ${consequences[this.finding]}</p>
      <blockquote>${this.explanation}</blockquote>
      <p class="quiet">The customer is told in writing. A decision cannot be taken back here.</p>
      ${this.problem ? html`<p class="invalid" role="alert">${this.problem.title}. ${this.problem.detail}</p>` : nothing}
    `;
  }

  #done() {
    const caused = this.case?.postings.slice(this.postingsBefore) ?? [];
    return html`
      <p role="status">The case is decided ${words.finding(this.finding).toLowerCase()}. The customer is told in writing.</p>
      ${caused.length > 0 ? caused.map((it) => html`<p>${it.postedAt ? 'Posted' : 'Ordered to be posted'}: ${format.money(it.amount)}.</p>`) : html`<p>No further posting is needed.</p>`}
    `;
  }

  #buttons() {
    switch (this.step) {
      case 'write':
        return html`<sl-button slot="footer" @click=${() => (this.open = false)}>Cancel</sl-button><sl-button slot="footer" variant="primary" @click=${this.#next}>Continue</sl-button>`;
      case 'confirm':
        return html`<sl-button slot="footer" ?disabled=${this.busy} @click=${() => (this.step = 'write')}>Back</sl-button><sl-button slot="footer" variant="primary" ?loading=${this.busy} @click=${this.#decide}>Decide ${words.finding(this.finding).toLowerCase()}</sl-button>`;
      case 'done':
        return html`<sl-button slot="footer" variant="primary" @click=${() => (this.open = false)}>Close</sl-button>`;
    }
  }

  #next() {
    this.missing = !this.finding ? 'Choose a finding.' : this.explanation.trim() ? '' : 'Write the explanation that the customer reads.';
    if (!this.missing) {
      this.key = newKey();
      this.problem = null;
      this.step = 'confirm';
    }
  }

  async #decide() {
    this.busy = true;
    this.problem = null;
    this.postingsBefore = this.case?.postings.length ?? 0;
    try {
      const decided = await api.post(`${this.path}/decision`, { key: this.key, body: { finding: this.finding, explanation: this.explanation.trim() } });
      this.dispatchEvent(new CustomEvent('vt-decided', { detail: decided }));
      this.step = 'done';
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
  #closed(event) {
    if (event.target === event.currentTarget) {
      this.open = false;
      this.dispatchEvent(new CustomEvent('vt-close'));
    }
  }
}

customElements.define('vt-decide-dialog', DecideDialog);
