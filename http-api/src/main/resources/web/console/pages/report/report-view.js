// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import '../../components/chart-card.js';
import '../../components/figure-tiles.js';
import { api } from '../../api.js';
import { periodOf } from '../../components/period-picker.js';
import { Resource } from '../../components/resource.js';
import { shared } from '../../components/shared-styles.js';
import { emptyState, problemState, stateStyles } from '../../components/state-block.js';
import { timeAgo } from '../../components/time-ago.js';
import { format } from '../../format.js';

/** One topic's figures and charts. */
class ReportView extends LitElement {
  static properties = { topic: { attribute: false }, query: { attribute: false } };

  static styles = [
    shared,
    stateStyles,
    css`
      .charts {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: var(--vt-space-4);
        margin-top: var(--vt-space-4);
      }

      .charts > :last-child:nth-child(odd) {
        grid-column: 1 / -1;
      }

      .charts .block {
        height: 350px;
      }

      .as-of {
        margin-top: var(--vt-space-3);
      }

      @media (max-width: 1100px) {
        .charts {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  constructor() {
    super();
    this.topic = '';
    this.query = new URLSearchParams();
    /** @type {Resource<import('../../types.js').Report>} */
    this.report = new Resource(this);
    this.asked = '';
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('query') || changed.has('topic')) {
      const { from, to } = periodOf(this.query);
      const asked = `${this.topic} ${from} ${to}`;
      if (asked !== this.asked) {
        this.asked = asked;
        void this.report.load((signal) => this.#ask({ from, to }, signal), { keep: true });
      }
    }
  }

  /** @param {{from: string, to: string}} period @param {AbortSignal} signal */
  async #ask(period, signal) {
    /** @type {import('../../types.js').Report} */
    const report = await api.get(`/v1/admin/figures/${this.topic}`, { query: period, signal });
    const [first] = report.figures;
    const detail = first ? { value: format.figure(first.value, first.unit, first.currency), unit: first.title.toLowerCase() } : { value: '', unit: '' };
    this.dispatchEvent(new CustomEvent('vt-key', { detail }));
    return report;
  }

  render() {
    const { value, problem, retry, loading } = this.report;
    if (problem) {
      return problemState(problem, retry);
    }
    if (!value) {
      return html`<vt-figure-tiles></vt-figure-tiles><div class="charts"><div class="block"></div><div class="block"></div></div>`;
    }
    if (value.figures.length === 0 && value.charts.length === 0) {
      return emptyState('Nothing was counted', 'Choose a longer time.');
    }
    const currency = value.figures.find((it) => it.currency)?.currency ?? 'USD';
    return html`
      <div aria-busy=${loading}>
        <vt-figure-tiles .figures=${value.figures}></vt-figure-tiles>
        <div class="charts">${value.charts.map((it) => html`<vt-chart-card .chart=${it} .bucket=${value.bucket} .currency=${currency}></vt-chart-card>`)}</div>
        <p class="as-of small quiet">Counted ${timeAgo(value.asOf)}, by the ${value.bucket} of UTC${value.bucket === 'hour' ? html`, shown in ${format.zone()}` : nothing}.</p>
      </div>
    `;
  }
}

customElements.define('vt-report-view', ReportView);
