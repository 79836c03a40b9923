// @ts-check
import { LitElement, css, html } from 'lit';
import 'shoelace/components/button/button.js';
import '../../components/confirm-dialog.js';
import '../../components/page-head.js';
import './make-key-dialog.js';
import { api } from '../../api.js';
import { badge, badgeStyles } from '../../components/badges.js';
import { dataTable, tableSkeleton, tableStyles } from '../../components/data-table.js';
import { Resource } from '../../components/resource.js';
import { shared } from '../../components/shared-styles.js';
import { emptyState, problemState, stateStyles } from '../../components/state-block.js';
import { timeAgo } from '../../components/time-ago.js';
import { words } from '../../text.js';

/** Keys by which other programs ask the bank. */
class SettingsPage extends LitElement {
  static properties = { making: { state: true }, revoked: { state: true } };

  static styles = [
    shared,
    badgeStyles,
    tableStyles,
    stateStyles,
    css`
      .about {
        max-width: 70ch;
        margin-bottom: var(--vt-space-4);
      }

      .scopes {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }

      @media (max-width: 760px) {
        .scopes {
          justify-content: end;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.making = false;
    /** @type {import('../../types.js').ApiKey | null} */
    this.revoked = null;
    /** @type {Resource<{items: import('../../types.js').ApiKey[]}>} */
    this.keys = new Resource(this);
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  #load() {
    void this.keys.load((signal) => api.get('/v1/admin/api-keys', { signal }), { keep: true });
  }

  render() {
    const { value, problem, retry } = this.keys;
    const count = value?.items.length;
    return html`
      <vt-page-head heading="Settings" figure=${count === undefined ? '' : String(count)} unit=${count === 1 ? 'API key' : 'API keys'}>
        <sl-button variant="primary" @click=${() => (this.making = true)}>Make a key</sl-button>
      </vt-page-head>
      <p class="about quiet">Other programs use a key instead of a person's session, with no more rights than its scopes. <a href="/docs" target="_blank" rel="noopener">How the API works</a></p>
      ${problem ? problemState(problem, retry) : !value ? tableSkeleton(4, 5) : count === 0 ? emptyState('There is no key yet', 'Make one for the first program that asks the bank.') : this.#table(value.items)}
      <vt-make-key-dialog ?open=${this.making} @vt-made=${() => this.#load()} @vt-close=${() => (this.making = false)}></vt-make-key-dialog>
      <vt-confirm-dialog heading="Revoke this key?" action="Revoke" danger ?open=${this.revoked !== null} .work=${() => this.#revoke()} @vt-close=${() => (this.revoked = null)}>
        The key <b>${this.revoked?.name}</b> opens nothing any more, from the next request on. Programs that use it stop working.
      </vt-confirm-dialog>
    `;
  }

  /** @param {import('../../types.js').ApiKey[]} rows */
  #table(rows) {
    return dataTable({
      caption: 'API keys',
      rows,
      key: (it) => it.keyId,
      columns: [
        { title: 'Name', cell: (it) => html`<b>${it.name}</b>` },
        { title: 'Scopes', cell: (it) => html`<span class="scopes">${it.scopes.map((scope) => badge(words.permission(scope), 'quiet'))}</span>` },
        { title: 'Made', cell: (it) => html`<span>${timeAgo(it.madeAt)} <span class="quiet">by ${it.madeBy}</span></span>` },
        { title: 'Last used', cell: (it) => (it.lastUsedAt ? timeAgo(it.lastUsedAt) : html`<span class="quiet">Never</span>`) },
        { title: 'Expires', cell: (it) => this.#expiry(it.expiresAt) },
        { title: '', cell: (it) => html`<sl-button size="small" @click=${() => (this.revoked = it)}>Revoke<span class="unseen"> ${it.name}</span></sl-button>` },
      ],
    });
  }

  /** @param {string} [expiresAt] */
  #expiry(expiresAt) {
    if (!expiresAt) {
      return html`<span class="quiet">Never</span>`;
    }
    return Date.parse(expiresAt) < Date.now() ? badge('Expired', 'warning') : timeAgo(expiresAt);
  }

  async #revoke() {
    await api.remove(`/v1/admin/api-keys/${encodeURIComponent(this.revoked?.keyId ?? '')}`);
    this.#load();
    return 'The key opens nothing any more.';
  }
}

customElements.define('vt-settings-page', SettingsPage);
