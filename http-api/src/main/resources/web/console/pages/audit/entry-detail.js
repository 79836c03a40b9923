// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import { badge, badgeStyles, outcomeBadge } from '../../components/badges.js';
import { shared } from '../../components/shared-styles.js';
import { format } from '../../format.js';
import { session } from '../../session.js';
import { levels, words } from '../../text.js';

/** The flag that tells who of the bank it was begins so; a name stays as it is written. */
const BY = 'BY ';

/** One entry of the audit log with all it holds. */
class EntryDetail extends LitElement {
  static properties = { entry: { attribute: false } };

  static styles = [
    shared,
    badgeStyles,
    css`
      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--vt-space-3);
        margin-bottom: var(--vt-space-4);
      }

      dl {
        display: grid;
        gap: var(--vt-space-3);
      }

      dt {
        color: var(--vt-ink-quiet);
        font-size: var(--vt-size-small);
      }

      dd {
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../../types.js').AuditEntry | null} */
    this.entry = null;
  }

  render() {
    const { entry } = this;
    if (!entry) {
      return nothing;
    }
    const by = entry.flags.find((it) => it.startsWith(BY));
    const flags = entry.flags.filter((it) => it !== by);
    /** @type {[string, unknown][]} */
    const all = [
      ...(by ? /** @type {[string, unknown][]} */ ([['Who', by.slice(BY.length)]]) : []),
      ['When', format.exact(entry.at)],
      ['Entry', html`<span class="code">${entry.auditId}</span>`],
      ['Number in its session', entry.number],
      ['Session', this.#session(entry.callId)],
      ['Customer', this.#customer(entry.customerId)],
      ['Resource', html`<span class="code">${entry.resource ?? '–'}</span>`],
      ['Level', `${entry.level} · ${levels[entry.level] ?? ''}`],
      ['Address', html`<span class="code">${entry.address ?? '–'}</span>`],
      ['Jurisdiction', entry.jurisdiction],
      ['Personal data', entry.personalDataSeen ? 'Was seen' : 'Was not seen'],
      ['Flags', flags.length > 0 ? html`<span class="row">${flags.map((it) => badge(words.flag(it), 'warning', { title: it }))}</span>` : '–'],
      ['Hash', html`<span class="code">${entry.hash ?? '–'}</span>`],
    ];
    return html`
      <div class="head"><h2>${words.action(entry.action)}</h2>${outcomeBadge(entry.result)}</div>
      <dl>${all.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    `;
  }

  /** Only a call has a page; what the books and the bank's people did has none. @param {string} callId */
  #session(callId) {
    return /^(JOURNAL|STAFF)-/.test(callId) || !session.may('see-conversations')
      ? html`<span class="code">${callId}</span>`
      : html`<a class="code" href="/console/calls/${encodeURIComponent(callId)}">${callId}</a>`;
  }

  /** @param {string} [customerId] */
  #customer(customerId) {
    if (!customerId) {
      return '–';
    }
    return session.may('see-customers') ? html`<a href="/console/customers/${encodeURIComponent(customerId)}">${customerId}</a>` : customerId;
  }
}

customElements.define('vt-entry-detail', EntryDetail);
