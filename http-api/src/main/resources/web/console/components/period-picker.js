// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import { controls } from './control-styles.js';
import { shared } from './shared-styles.js';
import { fromField, toField } from './time-fields.js';
import { router } from '../router.js';

const HOUR_MS = 3600000;
const DAY_MS = 24 * HOUR_MS;
const usual = /** @type {const} */ ([
  { name: '24h', title: '24 hours', ms: DAY_MS },
  { name: '7d', title: '7 days', ms: 7 * DAY_MS },
  { name: '30d', title: '30 days', ms: 30 * DAY_MS },
]);

/** @param {number} at @param {number} ms @returns {string} */
const roundedUp = (at, ms) => new Date(Math.ceil(at / ms) * ms).toISOString();

/**
 * The time that the address asks for. Whole hours and days, so that a bucket is never cut in two.
 *
 * @param {URLSearchParams} query @param {number} [now] @returns {{from: string, to: string, name: string}}
 */
export const periodOf = (query, now = Date.now()) => {
  const from = query.get('from');
  const to = query.get('to');
  if (from && to && Date.parse(from) < Date.parse(to)) {
    return { from, to, name: 'custom' };
  }
  const period = usual.find((it) => it.name === query.get('period')) ?? usual[1];
  const end = roundedUp(now, period.name === '24h' ? HOUR_MS : DAY_MS);
  return { from: new Date(Date.parse(end) - period.ms).toISOString(), to: end, name: period.name };
};

/** Chooses the time of a report; the choice stands in the address. */
class PeriodPicker extends LitElement {
  static properties = { query: { attribute: false }, open: { state: true } };

  static styles = [
    shared,
    controls,
    css`
      .choices {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--vt-space-3);
      }

      .group {
        display: inline-flex;
        padding: 3px;
        border: 1px solid var(--vt-line-colour);
        border-radius: var(--vt-radius);
        background: var(--vt-surface);
      }

      .group button {
        min-height: 30px;
        padding: 0 var(--vt-space-3);
        border: 0;
        border-radius: 6px;
        background: none;
        color: var(--vt-ink-quiet);
        font: 500 var(--vt-size-small) / 1 var(--vt-font);
        cursor: pointer;
      }

      .group button:hover {
        color: var(--vt-ink);
      }

      .group button[aria-pressed='true'] {
        background: var(--vt-accent-soft);
        color: var(--vt-accent);
        font-weight: 600;
      }
    `,
  ];

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.open = false;
  }

  render() {
    const { from, to, name } = periodOf(this.query);
    const custom = this.open || name === 'custom';
    return html`
      <div class="choices">
        ${custom
          ? html`<label>From<input type="datetime-local" name="from" .value=${toField(from)} @change=${this.#custom} /></label>
              <label>Before<input type="datetime-local" name="to" .value=${toField(to)} @change=${this.#custom} /></label>`
          : nothing}
        <div class="group" role="group" aria-label="Time">
          ${usual.map((it) => html`<button type="button" aria-pressed=${it.name === name && !this.open} @click=${() => this.#choose(it.name)}>${it.title}</button>`)}
          <button type="button" aria-pressed=${custom} @click=${() => (this.open = true)}>Custom</button>
        </div>
      </div>
    `;
  }

  /** @param {string} name */
  #choose(name) {
    this.open = false;
    router.filter({ period: name === '7d' ? '' : name, from: '', to: '' });
  }

  #custom() {
    const [from, to] = [...this.renderRoot.querySelectorAll('input')].map((it) => fromField(it.value));
    if (from && to && from < to) {
      this.open = false;
      router.filter({ period: '', from, to });
    }
  }
}

customElements.define('vt-period-picker', PeriodPicker);
