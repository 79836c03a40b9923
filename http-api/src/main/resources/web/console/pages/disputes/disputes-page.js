// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import '../../components/page-head.js';
import '../report/report-view.js';
import { badgeStyles, clockBadge, findingBadge, stateBadge } from '../../components/badges.js';
import { choices } from '../../components/choices.js';
import { dataTable, tableStyles } from '../../components/data-table.js';
import { listView } from '../../components/list-view.js';
import { Listing } from '../../components/listing.js';
import { controls } from '../../components/control-styles.js';
import { caseLink } from '../../components/row-links.js';
import { shared } from '../../components/shared-styles.js';
import { stateStyles } from '../../components/state-block.js';
import { timeAgo } from '../../components/time-ago.js';
import { format } from '../../format.js';
import { router } from '../../router.js';
import { inWords, words } from '../../text.js';

const STATES = ['INVESTIGATING', 'DECIDED', 'CLOSED'];

/** Cases, what is due first at the top. */
class DisputesPage extends LitElement {
  static properties = { query: { attribute: false } };

  static styles = [
    shared,
    controls,
    badgeStyles,
    tableStyles,
    stateStyles,
    css`
      .tabs {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        justify-content: space-between;
        gap: var(--vt-space-3);
        margin-bottom: var(--vt-space-4);
        border-bottom: 1px solid var(--vt-line-colour);
      }

      nav {
        display: flex;
        gap: var(--vt-space-5);
        overflow-x: auto;
      }

      nav a {
        padding: var(--vt-space-2) 2px 10px;
        border-bottom: 2px solid transparent;
        color: var(--vt-ink-quiet);
        font-weight: 500;
        text-decoration: none;
      }

      nav a[aria-current] {
        border-color: var(--vt-accent);
        color: var(--vt-ink);
        font-weight: 600;
      }

      .tabs label {
        display: flex;
        align-items: center;
        gap: var(--vt-space-2);
        padding-bottom: var(--vt-space-2);
      }

      .due {
        display: inline-flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 2px var(--vt-space-2);
      }

      h2 {
        margin: var(--vt-space-8) 0 var(--vt-space-3);
      }
    `,
  ];

  constructor() {
    super();
    this.query = new URLSearchParams();
    /** @type {Listing<import('../../types.js').CaseRow>} */
    this.cases = new Listing(this, '/v1/admin/disputes');
  }

  get #state() {
    return this.query.get('state') ?? 'INVESTIGATING';
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('query')) {
      this.cases.ask({ state: this.#state, kind: this.query.get('kind') ?? undefined });
    }
  }

  render() {
    const kind = this.query.get('kind') ?? '';
    return html`
      <vt-page-head heading="Disputes" figure=${this.cases.figure} unit=${words.state(this.#state).toLowerCase()}></vt-page-head>
      <div class="tabs">
        <nav aria-label="State">${STATES.map((it) => html`<a href=${`/console/disputes?state=${it}${kind ? `&kind=${kind}` : ''}`} aria-current=${it === this.#state ? 'page' : nothing}>${words.state(it)}</a>`)}</nav>
        <label>Kind<select data-search @change=${(/** @type {Event} */ event) => router.filter({ kind: /** @type {HTMLSelectElement} */ (event.target).value })}>
          ${choices([['', 'Disputes and fraud'], ['DISPUTE', words.caseKind('DISPUTE')], ['FRAUD', words.caseKind('FRAUD')]], kind)}
        </select></label>
      </div>
      ${listView(this.cases, { columns: 6, empty: ['No case here', this.#state === 'INVESTIGATING' ? 'Nothing is being investigated, so no clock is running.' : 'No case is in this state.'] }, (rows) => this.#table(rows))}
      <h2>Last 30 days</h2>
      <vt-report-view .topic=${'disputes'} .query=${lastMonth}></vt-report-view>
    `;
  }

  /** @param {import('../../types.js').CaseRow[]} rows */
  #table(rows) {
    return dataTable({
      caption: 'Cases, what is due first',
      rows,
      key: (it) => it.caseId,
      columns: [
        { title: 'Case', short: true, cell: (it) => caseLink(it.caseId) },
        { title: 'Breaks next', cell: (it) => this.#due(it.nextDue) },
        { title: 'Kind', short: true, minor: true, cell: (it) => words.caseKind(it.kind) },
        { title: 'Reason', cell: (it) => inWords(it.reason) },
        { title: 'Amount', numeric: true, cell: (it) => format.money(it.amount) },
        { title: 'Customer', short: true, cell: (it) => it.customerId },
        { title: 'Rule', short: true, minor: true, cell: (it) => words.regulation(it.regulation) },
        { title: 'Opened', short: true, minor: true, cell: (it) => timeAgo(it.openedAt) },
        ...(this.#state === 'INVESTIGATING' ? [] : [{ title: 'Finding', cell: (/** @type {import('../../types.js').CaseRow} */ it) => (it.finding ? findingBadge(it.finding) : stateBadge(it.state)) }]),
      ],
    });
  }

  /** @param {import('../../types.js').Clock | null} clock */
  #due(clock) {
    return clock
      ? html`<span class="due">${clockBadge(clock)}<span title=${`${inWords(clock.name)}, ${format.day(clock.due)}, ${clock.rule}`}>${inWords(clock.name)} <span class="quiet">${format.daysAway(clock.due)}</span></span></span>`
      : html`<span class="quiet">Nothing is due</span>`;
  }
}

const lastMonth = new URLSearchParams({ period: '30d' });

customElements.define('vt-disputes-page', DisputesPage);
