// @ts-check
import { LitElement, html } from 'lit';
import '../../components/page-head.js';
import '../../components/period-picker.js';
import './report-view.js';
import { shared } from '../../components/shared-styles.js';

/** Figures and charts of one or more topics over a time. */
class ReportPage extends LitElement {
  static properties = { heading: { attribute: false }, topics: { attribute: false }, query: { attribute: false }, key: { state: true } };

  static styles = [shared];

  constructor() {
    super();
    this.heading = '';
    /** @type {string[]} */
    this.topics = [];
    this.query = new URLSearchParams();
    /** @type {{value: string, unit: string}} the first topic's first figure */
    this.key = { value: '', unit: '' };
  }

  render() {
    return html`
      <vt-page-head heading=${this.heading} figure=${this.key.value} unit=${this.key.unit}>
        <vt-period-picker .query=${this.query}></vt-period-picker>
      </vt-page-head>
      <div class="stack">
        ${this.topics.map((topic, i) => html`<vt-report-view .topic=${topic} .query=${this.query} @vt-key=${(/** @type {CustomEvent} */ event) => i === 0 && (this.key = event.detail)}></vt-report-view>`)}
      </div>
    `;
  }
}

customElements.define('vt-report-page', ReportPage);
