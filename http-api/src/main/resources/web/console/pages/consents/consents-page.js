// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import '../../components/page-head.js';
import { dataTable, tableStyles } from '../../components/data-table.js';
import { listView } from '../../components/list-view.js';
import { Listing } from '../../components/listing.js';
import { controls } from '../../components/control-styles.js';
import { shared } from '../../components/shared-styles.js';
import { stateStyles } from '../../components/state-block.js';
import { timeAgo } from '../../components/time-ago.js';
import { fromField, toField } from '../../components/time-fields.js';
import { router } from '../../router.js';
import { session } from '../../session.js';
import { inWords } from '../../text.js';

const FILTERS = ['kind', 'textVersion', 'from', 'to'];

/** Who was told what, and consented to it, in which version of the text. */
class ConsentsPage extends LitElement {
  static properties = { query: { attribute: false } };

  static styles = [
    shared,
    controls,
    tableStyles,
    stateStyles,
    css`
      .filters {
        margin-bottom: var(--vt-space-4);
      }
    `,
  ];

  constructor() {
    super();
    this.query = new URLSearchParams();
    /** @type {Listing<import('../../types.js').Consent>} */
    this.consents = new Listing(this, '/v1/admin/consents');
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('query')) {
      this.consents.ask(Object.fromEntries(FILTERS.map((it) => [it, this.query.get(it) ?? undefined])));
    }
  }

  render() {
    const of = (/** @type {string} */ name) => this.query.get(name) ?? '';
    return html`
      <vt-page-head heading="Consents" figure=${this.consents.figure} unit="consents and disclosures" back="/console/compliance" backTitle="Compliance"></vt-page-head>
      <form class="filters" role="search" aria-label="Consents" @submit=${(/** @type {Event} */ event) => event.preventDefault()} @change=${this.#filter}>
        <label>Version of the text<input data-search name="textVersion" maxlength="128" .value=${of('textVersion')} /></label>
        <label>Kind<input name="kind" maxlength="64" .value=${of('kind')} /></label>
        <label>From<input name="from" type="datetime-local" .value=${toField(of('from'))} /></label>
        <label>Before<input name="to" type="datetime-local" .value=${toField(of('to'))} /></label>
        ${this.query.size > 0 ? html`<a class="plain-button" href="/console/consents">Clear filters</a>` : nothing}
      </form>
      ${listView(this.consents, { columns: 6, empty: ['No consent fits', 'Take a filter away, or choose a longer time.'] }, (rows) => this.#table(rows))}
    `;
  }

  /** @param {Event} event */
  #filter(event) {
    const { name, value, type } = /** @type {HTMLInputElement} */ (event.target);
    router.filter({ [name]: type === 'datetime-local' ? fromField(value) : value.trim() });
  }

  /** @param {import('../../types.js').Consent[]} rows */
  #table(rows) {
    return dataTable({
      caption: 'Consents and disclosures',
      rows,
      key: (it) => `${it.callId} ${it.kind} ${it.at}`,
      columns: [
        { title: 'Call', short: true, cell: (it) => (session.may('see-conversations') ? html`<a class="row-link code" href="/console/calls/${encodeURIComponent(it.callId)}">${it.callId}</a>` : html`<span class="code">${it.callId}</span>`) },
        { title: 'When', short: true, cell: (it) => timeAgo(it.at) },
        { title: 'Kind', cell: (it) => inWords(it.kind) },
        { title: 'Version of the text', cell: (it) => html`<a class="code" href="/console/consents?textVersion=${encodeURIComponent(it.textVersion)}">${it.textVersion}</a>` },
        { title: 'Basis', cell: (it) => (it.basis ? inWords(it.basis) : '–') },
        { title: 'Rule', cell: (it) => (it.rule ? inWords(it.rule) : '–') },
        { title: 'Customer', short: true, minor: true, cell: (it) => it.customerId ?? '–' },
        { title: 'Jurisdiction', short: true, minor: true, cell: (it) => it.jurisdiction ?? '–' },
      ],
    });
  }
}

customElements.define('vt-consents-page', ConsentsPage);
