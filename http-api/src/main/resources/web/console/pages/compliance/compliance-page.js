// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import '../../components/page-head.js';
import '../../components/period-picker.js';
import '../report/report-view.js';
import './audit-export.js';
import './chain-verification.js';
import { icon } from '../../components/icons.js';
import { shared } from '../../components/shared-styles.js';
import { session } from '../../session.js';

/**
 * What the compliance officer comes for: who saw what, and that the log can be trusted. Who runs the
 * machines finds the check of the log here, and nothing that was kept in it.
 */
class CompliancePage extends LitElement {
  static properties = { query: { attribute: false }, key: { state: true } };

  static styles = [
    shared,
    css`
      .deeds {
        display: grid;
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: var(--vt-space-4);
        margin-bottom: var(--vt-space-5);
      }

      .ways {
        display: grid;
        align-content: start;
        gap: var(--vt-space-3);
      }

      .ways a {
        display: flex;
        align-items: center;
        gap: var(--vt-space-2);
      }

      @media (max-width: 1100px) {
        .deeds {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.key = { value: '', unit: '' };
  }

  render() {
    return html`
      <vt-page-head heading="Compliance" figure=${this.key.value} unit=${this.key.unit}>
        <vt-period-picker .query=${this.query}></vt-period-picker>
      </vt-page-head>
      <div class="deeds">
        <vt-chain-verification class="card"></vt-chain-verification>
        ${session.may('export-audit') ? html`<vt-audit-export class="card"></vt-audit-export>` : nothing}
        ${session.may('search-audit')
          ? html`<section class="card ways">
              <h2>Look up</h2>
              <a data-search href="/console/audit">${icon('search')}Search the audit log</a>
              <a href="/console/audit?personalData=true">${icon('eye')}Where personal data was seen</a>
              <a href="/console/consents">${icon('check')}Consents by the version of their text</a>
            </section>`
          : nothing}
      </div>
      <vt-report-view .topic=${'compliance'} .query=${this.query} @vt-key=${(/** @type {CustomEvent} */ event) => (this.key = event.detail)}></vt-report-view>
    `;
  }
}

customElements.define('vt-compliance-page', CompliancePage);
