// @ts-check
import { LitElement, html } from 'lit';
import '../../components/page-head.js';
import { dataTable, tableStyles } from '../../components/data-table.js';
import { filterForm, timeFields } from '../../components/filter-form.js';
import { listView } from '../../components/list-view.js';
import { Listing } from '../../components/listing.js';
import { controls } from '../../components/control-styles.js';
import { callLink } from '../../components/row-links.js';
import { shared } from '../../components/shared-styles.js';
import { stateStyles } from '../../components/state-block.js';
import { timeAgo } from '../../components/time-ago.js';
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
      ${filterForm('Consents', this.query, html`
        <label>Version of the text<input data-search name="textVersion" maxlength="128" .value=${of('textVersion')} /></label>
        <label>Kind<input name="kind" maxlength="64" .value=${of('kind')} /></label>
        ${timeFields(this.query)}
      `)}
      ${listView(this.consents, { columns: 6, empty: ['No consent fits', 'Take a filter away, or choose a longer time.'] }, (rows) => this.#table(rows))}
    `;
  }

  /** @param {import('../../types.js').Consent[]} rows */
  #table(rows) {
    return dataTable({
      caption: 'Consents and disclosures',
      rows,
      key: (it) => `${it.callId} ${it.kind} ${it.at}`,
      columns: [
        { title: 'Call', short: true, cell: (it) => callLink(it.callId) },
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
