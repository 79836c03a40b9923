// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import '../../components/confirm-dialog.js';
import '../../components/page-head.js';
import './customer-tables.js';
import { api } from '../../api.js';
import { badge, badgeStyles } from '../../components/badges.js';
import { icon } from '../../components/icons.js';
import { Resource } from '../../components/resource.js';
import { shared } from '../../components/shared-styles.js';
import { lineSkeleton, problemState, stateStyles } from '../../components/state-block.js';
import { timeAgo } from '../../components/time-ago.js';
import { format } from '../../format.js';
import { session } from '../../session.js';

/** All the bank holds of a customer, masked until somebody who may asks for more. */
class CustomerPage extends LitElement {
  static properties = { customerId: { attribute: false }, unmasking: { state: true }, erasing: { state: true }, erasedAt: { state: true } };

  static styles = [
    shared,
    badgeStyles,
    stateStyles,
    css`
      .who {
        display: flex;
        flex-wrap: wrap;
        gap: var(--vt-space-3) var(--vt-space-8);
        margin-bottom: var(--vt-space-5);
      }

      .who > div {
        min-width: 0;
        overflow-wrap: anywhere;
      }

      .who dt {
        color: var(--vt-ink-quiet);
        font-size: var(--vt-size-small);
      }

      .erase {
        margin-top: var(--vt-space-8);
      }

      .erase p {
        max-width: 70ch;
        margin: var(--vt-space-1) 0 var(--vt-space-3);
      }
    `,
  ];

  constructor() {
    super();
    this.customerId = '';
    this.unmasking = false;
    this.erasing = false;
    this.erasedAt = '';
    /** @type {Resource<import('../../types.js').Customer>} */
    this.customer = new Resource(this);
  }

  connectedCallback() {
    super.connectedCallback();
    void this.customer.load((signal) => this.#ask(false, signal));
  }

  /** @param {boolean} unmasked @param {AbortSignal} [signal] */
  #ask(unmasked, signal) {
    return api.get(this.#path, { query: unmasked ? { unmasked: true } : {}, signal });
  }

  get #path() {
    return `/v1/admin/customers/${encodeURIComponent(this.customerId)}`;
  }

  render() {
    const { value, problem, retry } = this.customer;
    return html`
      <vt-page-head heading=${value?.customer.name ?? 'Customer'} back="/console/customers" backTitle="Customers">
        ${value ? html`<span slot="beside">${value.masked ? badge('Masked', 'quiet') : badge('Unmasked, audited', 'warning')}</span>` : nothing}
        ${value ? this.#maskButton(value.masked) : nothing}
      </vt-page-head>
      ${problem ? problemState(problem, retry) : value ? this.#whole(value) : html`<div class="card">${lineSkeleton(14)}</div>`}
      ${this.#dialogs()}
    `;
  }

  /** @param {boolean} masked */
  #maskButton(masked) {
    if (!masked) {
      return html`<sl-button @click=${() => this.customer.load((signal) => this.#ask(false, signal), { keep: true })}>Mask again</sl-button>`;
    }
    return session.may('see-unmasked') ? html`<sl-button @click=${() => (this.unmasking = true)}>${icon('eye', { slot: 'prefix' })}Show in full</sl-button>` : nothing;
  }

  /** @param {import('../../types.js').Customer} customer */
  #whole(customer) {
    const { customerId, phone, jurisdiction, registeredAt } = customer.customer;
    return html`
      <dl class="who">
        <div><dt>Number</dt><dd class="code">${customerId}</dd></div>
        <div><dt>Phone</dt><dd>${phone ?? '–'}</dd></div>
        <div><dt>Jurisdiction</dt><dd>${jurisdiction}</dd></div>
        <div><dt>Customer since</dt><dd>${timeAgo(registeredAt)}</dd></div>
      </dl>
      <vt-customer-tables .customer=${customer}></vt-customer-tables>
      ${session.may('erase-customers') && !this.erasedAt
        ? html`<section class="card erase">
            <h2>Erase this customer</h2>
            <p class="quiet">Makes the personal data unreadable for good, in the journal, in copies and in every table. The audit log still verifies. There is no way back.</p>
            <sl-button variant="danger" outline @click=${() => (this.erasing = true)}>Erase…</sl-button>
          </section>`
        : nothing}
      ${this.erasedAt ? html`<p class="card erase" role="status">The personal data of this customer has been unreadable since ${format.exact(this.erasedAt)}.</p>` : nothing}
    `;
  }

  #dialogs() {
    return html`
      <vt-confirm-dialog heading="Show names and numbers in full?" action="Show" ?open=${this.unmasking} .work=${() => this.#unmask()} @vt-close=${() => (this.unmasking = false)}>
        <p>You see the name, the phone number and who money went to. That you looked stands in the audit log with your reason <b>${session.reason}</b>.</p>
      </vt-confirm-dialog>
      <vt-confirm-dialog heading="Erase this customer for good?" action="Erase for good" danger typed=${this.customerId} ?open=${this.erasing} .work=${(/** @type {string} */ key) => this.#erase(key)} @vt-close=${() => (this.erasing = false)}>
        <p>Nobody can read this customer's personal data afterwards, the bank included. It stands in the audit log that you did it, with your reason <b>${session.reason}</b>.</p>
      </vt-confirm-dialog>
    `;
  }

  async #unmask() {
    this.customer.set(await this.#ask(true));
    this.unmasking = false;
    return 'You see it in full now.';
  }

  /** @param {string} key */
  async #erase(key) {
    const { erasedAt } = await api.post(`${this.#path}/erasure`, { key });
    this.erasedAt = erasedAt;
    void this.customer.load((signal) => this.#ask(false, signal), { keep: true });
    return 'The personal data is unreadable for good.';
  }
}

customElements.define('vt-customer-page', CustomerPage);
