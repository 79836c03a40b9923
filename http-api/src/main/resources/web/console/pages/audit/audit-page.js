// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import 'shoelace/components/drawer/drawer.js';
import '../../components/page-head.js';
import './entry-detail.js';
import { badge, badgeStyles, outcomeBadge } from '../../components/badges.js';
import { choices } from '../../components/choices.js';
import { dataTable, tableStyles } from '../../components/data-table.js';
import { icon } from '../../components/icons.js';
import { filterForm, orderField, timeFields } from '../../components/filter-form.js';
import { listView } from '../../components/list-view.js';
import { Listing } from '../../components/listing.js';
import { controls } from '../../components/control-styles.js';
import { shared } from '../../components/shared-styles.js';
import { stateStyles } from '../../components/state-block.js';
import { timeAgo } from '../../components/time-ago.js';
import { actions, words } from '../../text.js';

const RESULTS = ['SUCCESS', 'PROPOSED', 'REFUSED', 'FAILED', 'CANCELLED'];
const FILTERS = ['customerId', 'action', 'result', 'flag', 'personalData', 'from', 'to', 'order'];

/** A flag may be typed as it is read. @param {string} name @param {string} value */
const meant = (name, value) => (name === 'flag' ? value.toUpperCase().replaceAll(/[\s-]+/g, '_') : value);

/** Search in everything the bank keeps of what was done. The filters stand in the address. */
class AuditPage extends LitElement {
  static properties = { query: { attribute: false }, entry: { state: true }, shown: { state: true } };

  static styles = [
    shared,
    controls,
    badgeStyles,
    tableStyles,
    stateStyles,
    css`
      .open {
        padding: 0;
        border: 0;
        background: none;
        color: var(--vt-accent);
        font: 550 var(--vt-size-dense) / 1.4 var(--vt-font);
        text-align: left;
        cursor: pointer;
      }

      .open:hover {
        text-decoration: underline;
      }

      .seen {
        display: inline-block;
        color: var(--vt-ink-quiet);
        vertical-align: -3px;
      }

      sl-drawer {
        --size: 440px;
      }
    `,
  ];

  constructor() {
    super();
    this.query = new URLSearchParams();
    /** @type {import('../../types.js').AuditEntry | null} */
    this.entry = null;
    this.shown = false;
    /** @type {Listing<import('../../types.js').AuditEntry>} */
    this.entries = new Listing(this, '/v1/admin/audit');
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('query')) {
      this.entries.ask(Object.fromEntries(FILTERS.map((it) => [it, this.query.get(it) ?? undefined])));
    }
  }

  render() {
    return html`
      <vt-page-head heading="Audit log" figure=${this.entries.figure} unit=${this.query.get('from') || this.query.get('customerId') ? 'entries' : 'entries in the last 24 hours'} back="/console/compliance" backTitle="Compliance"></vt-page-head>
      ${this.#filters()}
      ${listView(this.entries, { columns: 6, empty: ['No entry fits', 'Take a filter away, or choose a longer time.'] }, (rows) => this.#table(rows))}
      <sl-drawer label="Audit entry" ?open=${this.shown} @sl-after-hide=${() => (this.shown = false)}>
        ${this.entry ? html`<vt-entry-detail .entry=${this.entry}></vt-entry-detail>` : nothing}
      </sl-drawer>
    `;
  }

  #filters() {
    const of = (/** @type {string} */ name) => this.query.get(name) ?? '';
    return filterForm('Audit log', this.query, html`
      <label>Customer<input data-search name="customerId" type="search" maxlength="128" placeholder="CUST-10001" .value=${of('customerId')} /></label>
      <label>Action<select name="action">
        ${choices([['', 'Any'], ...(actions.includes(of('action')) || !of('action') ? actions : [of('action'), ...actions]).map((it) => /** @type {[string, string]} */ ([it, words.action(it)]))], of('action'))}
      </select></label>
      <label>Result<select name="result">
        ${choices([['', 'Any'], ...RESULTS.map((it) => /** @type {[string, string]} */ ([it, words.outcome(it)]))], of('result'))}
      </select></label>
      <label>Flag<input name="flag" maxlength="40" placeholder="CODE_WRONG" .value=${of('flag')} /></label>
      <label>Personal data<select name="personalData">
        ${choices([['', 'Any'], ['true', 'Was seen'], ['false', 'Was not seen']], of('personalData'))}
      </select></label>
      ${timeFields(this.query)}
      ${orderField(this.query)}
    `, meant);
  }

  /** @param {import('../../types.js').AuditEntry[]} rows */
  #table(rows) {
    return dataTable({
      caption: 'Audit entries',
      rows,
      key: (it) => it.auditId,
      columns: [
        { title: 'Action', cell: (it) => html`<button class="open" type="button" @click=${() => this.#open(it)}>${words.action(it.action)}</button>${it.personalDataSeen ? html` <span class="seen" title="Personal data was seen">${icon('eye', { size: 15 })}<span class="unseen">Personal data was seen</span></span>` : nothing}` },
        { title: 'When', short: true, cell: (it) => timeAgo(it.at) },
        { title: 'Result', cell: (it) => outcomeBadge(it.result) },
        { title: 'Customer', short: true, cell: (it) => it.customerId ?? html`<span class="quiet">–</span>` },
        { title: 'Resource', cell: (it) => html`<span class="code">${it.resource ?? '–'}</span>` },
        { title: 'Level', numeric: true, minor: true, cell: (it) => it.level },
        { title: 'Flags', cell: (it) => (it.flags.length > 0 ? html`<span class="row">${it.flags.map((flag) => badge(words.flag(flag), 'warning'))}</span>` : '–') },
      ],
    });
  }

  /** @param {import('../../types.js').AuditEntry} entry */
  #open(entry) {
    this.entry = entry;
    this.shown = true;
  }
}

customElements.define('vt-audit-page', AuditPage);
