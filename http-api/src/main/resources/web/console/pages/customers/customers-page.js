// @ts-check
import { LitElement, css, html } from 'lit';
import 'shoelace/components/button/button.js';
import '../../components/page-head.js';
import { dataTable, tableStyles } from '../../components/data-table.js';
import { listView } from '../../components/list-view.js';
import { Listing } from '../../components/listing.js';
import { controls } from '../../components/control-styles.js';
import { shared } from '../../components/shared-styles.js';
import { emptyState, stateStyles } from '../../components/state-block.js';
import { timeAgo } from '../../components/time-ago.js';

/**
 * What was searched for last, for the way back from a customer. It stays in this tab's memory: a name
 * or a number must not stand in the address bar and the history.
 */
let lastSearch = '';

/** Search for a customer. */
class CustomersPage extends LitElement {
  static properties = { search: { state: true }, wrong: { state: true } };

  static styles = [
    shared,
    controls,
    tableStyles,
    stateStyles,
    css`
      form {
        display: flex;
        align-items: end;
        gap: var(--vt-space-3);
        max-width: 640px;
        margin-bottom: var(--vt-space-2);
      }

      label {
        flex: 1;
        min-width: 0;
      }

      input {
        width: 100%;
        min-height: 40px;
      }

      sl-button::part(base) {
        min-height: 40px;
        align-items: center;
      }

      .hint {
        margin-bottom: var(--vt-space-5);
      }
    `,
  ];

  constructor() {
    super();
    this.search = lastSearch;
    this.wrong = false;
    /** @type {Listing<import('../../types.js').CustomerRow>} */
    this.customers = new Listing(this, '/v1/admin/customers');
    if (lastSearch) {
      this.customers.ask({ q: lastSearch });
    }
  }

  render() {
    return html`
      <vt-page-head heading="Customers" figure=${this.search ? this.customers.figure : ''} unit="found"></vt-page-head>
      <form role="search" @submit=${this.#submit}>
        <label>Name, phone number or last four digits
          <input data-search type="search" maxlength="64" autocomplete="off" spellcheck="false" .value=${this.search} aria-describedby="hint" aria-invalid=${this.wrong ? 'true' : 'false'} />
        </label>
        <sl-button variant="primary" type="submit" @click=${this.#submit}>Search</sl-button>
      </form>
      <p id="hint" class="hint ${this.wrong ? 'invalid' : 'small quiet'}">The beginning of a first or last name (two letters at least), a whole phone number, or the last four digits of a phone, an account or a card.</p>
      ${this.search
        ? listView(this.customers, { columns: 4, empty: ['Nobody was found', 'Try the beginning of the name, or the whole phone number.'] }, (rows) => this.#table(rows))
        : emptyState('Whom are you looking for?', 'Names and numbers are masked until you ask to see them. Each look is audited with your reason.')}
    `;
  }

  /** @param {import('../../types.js').CustomerRow[]} rows */
  #table(rows) {
    return dataTable({
      caption: 'Customers',
      rows,
      key: (it) => it.customerId,
      columns: [
        { title: 'Customer', cell: (it) => html`<a class="row-link" href="/console/customers/${encodeURIComponent(it.customerId)}">${it.name}</a>` },
        { title: 'Number', cell: (it) => html`<span class="code">${it.customerId}</span>` },
        { title: 'Phone', cell: (it) => it.phone ?? '–' },
        { title: 'Jurisdiction', cell: (it) => it.jurisdiction },
        { title: 'Customer since', cell: (it) => timeAgo(it.registeredAt) },
      ],
    });
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const search = /** @type {HTMLInputElement} */ (this.renderRoot.querySelector('input')).value.trim();
    this.wrong = search.length < 2;
    if (!this.wrong) {
      this.search = search;
      lastSearch = search;
      this.customers.ask({ q: search });
    }
  }
}

customElements.define('vt-customers-page', CustomersPage);
