// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import { badge, badgeStyles, clockBadge, levelBadge, stateBadge } from '../../components/badges.js';
import { dataTable, tableStyles } from '../../components/data-table.js';
import { caseLink } from '../../components/row-links.js';
import { shared } from '../../components/shared-styles.js';
import { timeAgo } from '../../components/time-ago.js';
import { format } from '../../format.js';
import { session } from '../../session.js';
import { inWords, words } from '../../text.js';

/** @param {string} state @returns {import('../../components/badges.js').Tone} */
const cardTone = (state) => (/active/i.test(state) && !/de/i.test(state) ? 'good' : /frozen|coming/i.test(state) ? 'note' : 'quiet');
/** @param {string} status @returns {import('../../components/badges.js').Tone} */
const transferTone = (status) => (/completed/i.test(status) ? 'good' : /failed|returned/i.test(status) ? 'danger' : /review/i.test(status) ? 'warning' : 'note');

/** What a customer has, each kind in a table of its own. */
class CustomerTables extends LitElement {
  static properties = { customer: { attribute: false } };

  static styles = [
    shared,
    badgeStyles,
    tableStyles,
    css`
      section h2 {
        margin-bottom: var(--vt-space-2);
      }

      h2 .quiet {
        font-weight: 400;
      }

      .two {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        align-items: start;
        gap: var(--vt-space-5);
      }

      .none {
        padding: var(--vt-space-4) var(--vt-space-5);
        border: 1px dashed var(--vt-line-colour);
        border-radius: var(--vt-radius-large);
        color: var(--vt-ink-quiet);
      }

      .out {
        color: var(--vt-ink-quiet);
      }

      @media (max-width: 1100px) {
        .two {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../../types.js').Customer | null} */
    this.customer = null;
  }

  render() {
    if (!this.customer) {
      return nothing;
    }
    const { accounts, cards, disputes, transfers, calls, consents } = this.customer;
    return html`<div class="stack">
      <div class="two">${this.#part('Accounts', accounts, 'No account is open.', this.#accounts)}${this.#part('Cards', cards, 'No card has been issued.', this.#cards)}</div>
      ${this.#part('Disputes', disputes, 'No case has been opened.', this.#disputes)}
      ${this.#part('Transfers', transfers, 'No money has been moved by telephone.', this.#transfers)}
      <div class="two">${this.#part('Calls', calls, 'There has been no call.', this.#calls)}${this.#part('Consents', consents, 'Nothing has been consented to.', this.#consents)}</div>
    </div>`;
  }

  /** @template Row @param {string} title @param {Row[]} rows @param {string} none @param {(rows: Row[]) => unknown} table */
  #part(title, rows, none, table) {
    return html`<section aria-label=${title}><h2>${title} <span class="quiet">${rows.length || nothing}</span></h2>${rows.length > 0 ? table(rows) : html`<p class="none">${none}</p>`}</section>`;
  }

  #accounts = (/** @type {import('../../types.js').Account[]} */ rows) => dataTable({
    caption: 'Accounts',
    rows,
    key: (it) => it.accountId,
    columns: [
      { title: 'Account', short: true, cell: (it) => html`${inWords(it.kind)} <span class="quiet">···· ${it.lastFour}</span>` },
      { title: 'Available', numeric: true, cell: (it) => html`<b>${format.money(it.available)}</b>` },
      { title: 'Pending', numeric: true, cell: (it) => format.money(it.held) },
      { title: 'Posted', numeric: true, cell: (it) => format.money(it.posted) },
    ],
  });

  #cards = (/** @type {import('../../types.js').Card[]} */ rows) => dataTable({
    caption: 'Cards',
    rows,
    key: (it) => it.cardId,
    columns: [
      { title: 'Card', cell: (it) => html`<span class="quiet">····</span> ${it.lastFour ?? '–'}` },
      { title: 'State', cell: (it) => badge(inWords(it.state), cardTone(it.state)) },
      { title: 'Expected', cell: (it) => (it.expectedUntil ? `by ${format.day(it.expectedUntil)}` : '–') },
      { title: 'Changed', short: true, cell: (it) => timeAgo(it.changedAt) },
    ],
  });

  #disputes = (/** @type {import('../../types.js').CaseRow[]} */ rows) => dataTable({
    caption: 'Disputes',
    rows,
    key: (it) => it.caseId,
    columns: [
      { title: 'Case', cell: (it) => caseLink(it.caseId) },
      { title: 'Kind', short: true, cell: (it) => words.caseKind(it.kind) },
      { title: 'State', cell: (it) => stateBadge(it.state) },
      { title: 'Amount', numeric: true, cell: (it) => format.money(it.amount) },
      { title: 'Reason', cell: (it) => inWords(it.reason) },
      { title: 'Next due', cell: (it) => (it.nextDue ? html`${clockBadge(it.nextDue)} ${format.day(it.nextDue.due)}` : '–') },
    ],
  });

  #transfers = (/** @type {import('../../types.js').Transfer[]} */ rows) => dataTable({
    caption: 'Transfers',
    rows,
    key: (it) => it.transferId,
    columns: [
      { title: 'When', short: true, cell: (it) => timeAgo(it.createdAt) },
      { title: 'Kind', short: true, cell: (it) => words.transfer(it.kind) },
      { title: 'With', cell: (it) => html`<span class="out">${it.outgoing ? 'to' : 'from'}</span> ${it.counterparty}` },
      { title: 'Account', short: true, cell: (it) => html`<span class="quiet">····</span> ${it.accountLastFour}` },
      { title: 'Amount', numeric: true, cell: (it) => html`${it.outgoing ? '−' : '+'}${format.money(it.amount)}` },
      { title: 'Status', cell: (it) => badge(inWords(it.status), transferTone(it.status)) },
      { title: 'Confirmation', minor: true, cell: (it) => html`<span class="code">${it.confirmation ?? '–'}</span>` },
    ],
  });

  #calls = (/** @type {import('../../types.js').CallRow[]} */ rows) => dataTable({
    caption: 'Calls',
    rows,
    key: (it) => it.callId,
    columns: [
      { title: 'Began', short: true, cell: (it) => (session.may('see-conversations') ? html`<a class="row-link" href="/console/calls/${encodeURIComponent(it.callId)}">${timeAgo(it.startedAt)}</a>` : timeAgo(it.startedAt)) },
      { title: 'State', cell: (it) => stateBadge(it.state) },
      { title: 'Level', cell: (it) => levelBadge(it.level) },
    ],
  });

  #consents = (/** @type {import('../../types.js').Consent[]} */ rows) => dataTable({
    caption: 'Consents',
    rows,
    key: (it) => `${it.callId} ${it.kind} ${it.at}`,
    columns: [
      { title: 'When', short: true, cell: (it) => timeAgo(it.at) },
      { title: 'Kind', short: true, cell: (it) => inWords(it.kind) },
      { title: 'Text', cell: (it) => html`<span class="code">${it.textVersion}</span>` },
      { title: 'Basis', cell: (it) => (it.basis ? inWords(it.basis) : '–') },
    ],
  });
}

customElements.define('vt-customer-tables', CustomerTables);
