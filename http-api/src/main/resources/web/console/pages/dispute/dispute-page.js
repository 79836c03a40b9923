// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import '../../components/page-head.js';
import './case-clocks.js';
import './decide-dialog.js';
import { api } from '../../api.js';
import { badge, badgeStyles, findingBadge, stateBadge } from '../../components/badges.js';
import { dataTable, tableStyles } from '../../components/data-table.js';
import { factStyles, facts } from '../../components/facts.js';
import { Resource } from '../../components/resource.js';
import { shared } from '../../components/shared-styles.js';
import { lineSkeleton, problemState, stateStyles } from '../../components/state-block.js';
import { timeAgo } from '../../components/time-ago.js';
import { format } from '../../format.js';
import { session } from '../../session.js';
import { inWords, words } from '../../text.js';

/** One case: its clocks, what was posted, what the customer was told, and its decision. */
class DisputePage extends LitElement {
  static properties = { caseId: { attribute: false }, deciding: { state: true } };

  static styles = [
    shared,
    badgeStyles,
    tableStyles,
    stateStyles,
    factStyles,
    css`
      .layout {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 320px;
        align-items: start;
        gap: var(--vt-space-5);
      }

      h2 {
        margin-bottom: var(--vt-space-3);
      }

      .told {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }

      .none {
        color: var(--vt-ink-quiet);
      }

      @media (max-width: 1100px) {
        .layout {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  constructor() {
    super();
    this.caseId = '';
    this.deciding = false;
    /** @type {Resource<import('../../types.js').Case>} */
    this.found = new Resource(this);
  }

  connectedCallback() {
    super.connectedCallback();
    void this.found.load((signal) => api.get(this.#path, { signal }));
  }

  get #path() {
    return `/v1/admin/disputes/${encodeURIComponent(this.caseId)}`;
  }

  render() {
    const { value, problem, retry } = this.found;
    const open = value?.case.state === 'INVESTIGATING';
    return html`
      <vt-page-head heading=${this.caseId} figure=${value ? format.money(value.case.amount) : ''} unit=${value ? words.caseKind(value.case.kind).toLowerCase() : ''} back="/console/disputes" backTitle="Disputes">
        ${value ? html`<span slot="beside" class="row">${stateBadge(value.case.state)}${value.case.finding ? findingBadge(value.case.finding) : nothing}</span>` : nothing}
        ${open && session.may('decide-cases') ? html`<sl-button variant="primary" @click=${() => (this.deciding = true)}>Decide…</sl-button>` : nothing}
      </vt-page-head>
      ${problem ? problemState(problem, retry) : value ? this.#case(value) : html`<div class="card">${lineSkeleton(12)}</div>`}
      ${value
        ? html`<vt-decide-dialog ?open=${this.deciding} .path=${this.#path} .case=${value} @vt-close=${() => (this.deciding = false)} @vt-decided=${(/** @type {CustomEvent} */ event) => this.found.set(event.detail)}></vt-decide-dialog>`
        : nothing}
    `;
  }

  /** @param {import('../../types.js').Case} found */
  #case(found) {
    const { explanation, clocks, postings, notices } = found;
    return html`
      <div class="layout">
        <div class="stack">
          <section class="card"><h2>Clocks</h2><vt-case-clocks .clocks=${clocks}></vt-case-clocks></section>
          ${explanation ? html`<section class="card"><h2>What the customer was told</h2><p class="told">${explanation}</p></section>` : nothing}
          <section><h2>Postings</h2>${postings.length > 0 ? this.#postings(postings) : html`<p class="card none">Nothing has been posted.</p>`}</section>
          <section><h2>Notices</h2>${notices.length > 0 ? this.#notices(notices) : html`<p class="card none">No notice has been sent.</p>`}</section>
        </div>
        <aside class="card" aria-label="About this case"><h2>The case</h2>${this.#about(found)}</aside>
      </div>
    `;
  }

  /** @param {import('../../types.js').Case} found */
  #about({ case: row, accountId, merchant, withheld, liability }) {
    return facts([
      ['Customer', session.may('see-customers') ? html`<a href="/console/customers/${encodeURIComponent(row.customerId)}">${row.customerId}</a>` : row.customerId],
      ['Merchant', merchant ?? '–'],
      ['Amount', format.money(row.amount)],
      ['Reason', inWords(row.reason)],
      ['Regulation', words.regulation(row.regulation)],
      ['Account', html`<span class="code">${accountId ?? '–'}</span>`],
      ['Opened', timeAgo(row.openedAt)],
      ...(withheld ? /** @type {[string, unknown][]} */ ([['Withheld', format.money(withheld)]]) : []),
      ...(liability ? /** @type {[string, unknown][]} */ ([['Customer bears', format.money(liability)]]) : []),
    ]);
  }

  /** @param {import('../../types.js').Posting[]} rows */
  #postings(rows) {
    return dataTable({
      caption: 'Postings',
      rows,
      key: (it) => `${it.purpose} ${it.postedAt ?? ''}`,
      columns: [
        { title: 'Purpose', cell: (it) => inWords(it.purpose) },
        { title: 'Amount', numeric: true, cell: (it) => format.money(it.amount) },
        { title: 'State', cell: (it) => (it.refused ? html`${badge('Refused', 'danger')} <span class="small">${it.refused}</span>` : it.postedAt ? badge('Posted', 'good') : badge('Ordered', 'note')) },
        { title: 'Posted', cell: (it) => timeAgo(it.postedAt) },
      ],
    });
  }

  /** @param {import('../../types.js').Notice[]} rows */
  #notices(rows) {
    return dataTable({
      caption: 'Notices',
      rows,
      key: (it) => `${it.kind} ${it.at}`,
      columns: [
        { title: 'Notice', cell: (it) => inWords(it.kind) },
        { title: 'Sent', cell: (it) => timeAgo(it.at) },
        { title: 'For the day', cell: (it) => (it.day ? format.day(it.day) : '–') },
      ],
    });
  }
}

customElements.define('vt-dispute-page', DisputePage);
