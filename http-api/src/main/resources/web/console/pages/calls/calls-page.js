// @ts-check
import { LitElement, html } from 'lit';
import '../../components/page-head.js';
import '../../components/time-ago.js';
import { badgeStyles, levelBadge, stateBadge } from '../../components/badges.js';
import { choices } from '../../components/choices.js';
import { dataTable, tableStyles } from '../../components/data-table.js';
import { filterForm, orderField, timeFields } from '../../components/filter-form.js';
import { listView } from '../../components/list-view.js';
import { Listing } from '../../components/listing.js';
import { controls } from '../../components/control-styles.js';
import { callLink } from '../../components/row-links.js';
import { shared } from '../../components/shared-styles.js';
import { stateStyles } from '../../components/state-block.js';
import { timeAgo } from '../../components/time-ago.js';
import { format } from '../../format.js';
import { levels, words } from '../../text.js';

const END_REASONS = ['CALLER_HUNG_UP', 'AGENT_ENDED', 'IDLE_TIMEOUT', 'TRANSFERRED', 'SERVER_DRAINING', 'FAILED'];

/** Every call the bank has had, the newest first. The filters stand in the address. */
class CallsPage extends LitElement {
  static properties = { query: { attribute: false } };

  static styles = [
    shared,
    controls,
    badgeStyles,
    tableStyles,
    stateStyles,
  ];

  constructor() {
    super();
    this.query = new URLSearchParams();
    /** @type {Listing<import('../../types.js').CallRow>} */
    this.calls = new Listing(this, '/v1/admin/calls');
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('query')) {
      const { state, customerId, level, endReason, from, to, order } = Object.fromEntries(this.query);
      this.calls.ask({ state, customerId, level, endReason, from, to, order });
    }
  }

  render() {
    return html`
      <vt-page-head heading="Calls" figure=${this.calls.figure} unit=${this.calls.more ? 'calls so far' : this.calls.figure === '1' ? 'call' : 'calls'}></vt-page-head>
      ${this.#filters()}
      ${listView(this.calls, { columns: 6, empty: ['No call fits', 'Take a filter away, or choose a longer time.'] }, (rows) => this.#table(rows))}
    `;
  }

  #filters() {
    const of = (/** @type {string} */ name) => this.query.get(name) ?? '';
    return filterForm('Calls', this.query, html`
      <label>Customer<input data-search name="customerId" type="search" maxlength="128" placeholder="CUST-10001" .value=${of('customerId')} /></label>
      <label>State<select name="state">
        ${choices([['', 'Any'], ['live', words.state('live')], ['ended', words.state('ended')]], of('state'))}
      </select></label>
      <label>Level<select name="level">
        ${choices([['', 'Any'], ...levels.map((name, it) => /** @type {[string, string]} */ ([String(it), `${it} · ${name}`]))], of('level'))}
      </select></label>
      <label>Ended because<select name="endReason">
        ${choices([['', 'Any'], ...END_REASONS.map((it) => /** @type {[string, string]} */ ([it, words.endReason(it)]))], of('endReason'))}
      </select></label>
      ${timeFields(this.query)}
      ${orderField(this.query)}
    `);
  }

  /** @param {import('../../types.js').CallRow[]} rows */
  #table(rows) {
    return dataTable({
      caption: 'Calls',
      rows,
      key: (it) => it.callId,
      columns: [
        { title: 'Call', short: true, cell: (it) => callLink(it.callId) },
        { title: 'Began', short: true, cell: (it) => timeAgo(it.startedAt) },
        { title: 'State', cell: (it) => stateBadge(it.state) },
        { title: 'Ended because', cell: (it) => html`<span class=${it.endReason === 'FAILED' ? 'invalid' : ''}>${words.endReason(it.endReason) || '–'}</span>` },
        { title: 'Length', numeric: true, cell: (it) => (it.endedAt ? format.span(Date.parse(it.endedAt) - Date.parse(it.startedAt)) : '–') },
        { title: 'Level', cell: (it) => levelBadge(it.level) },
        { title: 'Customer', short: true, cell: (it) => it.customerId ?? html`<span class="quiet">Not known</span>` },
        { title: 'Channel', short: true, minor: true, cell: (it) => words.channel(it.channel) },
        { title: 'Jurisdiction', short: true, minor: true, cell: (it) => it.jurisdiction },
      ],
    });
  }
}

customElements.define('vt-calls-page', CallsPage);
