// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import { api } from '../../api.js';
import { icon } from '../../components/icons.js';
import { Resource } from '../../components/resource.js';
import { save } from '../../components/save-file.js';
import { shared } from '../../components/shared-styles.js';
import { session } from '../../session.js';

/** The whole log as a signed file, for who checks it elsewhere. */
class AuditExport extends LitElement {
  static styles = [
    shared,
    css`
      :host {
        display: grid;
        align-content: start;
        justify-items: start;
        gap: var(--vt-space-3);
      }

      .invalid {
        color: var(--vt-danger);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Resource<string>} the saved file's name */
    this.file = new Resource(this);
  }

  render() {
    const { value, loading, problem } = this.file;
    return html`
      <h2>Export</h2>
      <p>The whole log, signed, one entry a line. Check it offline with <code>./teller audit verify</code>.</p>
      ${problem ? html`<p class="invalid" role="alert">${problem.title}. ${problem.detail}</p>` : nothing}
      <sl-button ?loading=${loading} @click=${this.#take}>${icon('save', { slot: 'prefix' })}Export</sl-button>
      <div role="status">${value ? html`<p class="quiet">Saved as ${value}.</p>` : nothing}</div>
    `;
  }

  #take() {
    if (!session.reason) {
      this.dispatchEvent(new CustomEvent('vt-ask-reason', { bubbles: true, composed: true }));
      return;
    }
    void this.file.load(async (signal) => {
      const name = `audit-${new Date().toISOString().slice(0, 10)}.jsonl`;
      save(await api.blob('/v1/admin/audit/export', { signal }), name);
      return name;
    });
  }
}

customElements.define('vt-audit-export', AuditExport);
