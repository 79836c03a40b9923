// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import './definition-button.js';
import './chart-canvas.js';
import { csvOf, xNames } from './chart-options.js';
import { dataTable, tableStyles } from './data-table.js';
import { icon } from './icons.js';
import { save } from './save-file.js';
import { controls } from './control-styles.js';
import { shared } from './shared-styles.js';
import { format } from '../format.js';
import { placeOf } from '../router.js';
import { session } from '../session.js';

/** A chart with its definition, and the same numbers as a table and as a file. */
class ChartCard extends LitElement {
  static properties = { chart: { attribute: false }, bucket: {}, currency: {}, asTable: { state: true } };

  static styles = [
    shared,
    controls,
    tableStyles,
    css`
      :host {
        min-width: 0;
      }

      figure {
        padding: var(--vt-space-4) var(--vt-space-5) var(--vt-space-4);
        border: 1px solid var(--vt-line-colour);
        border-radius: var(--vt-radius-large);
        background: var(--vt-surface);
      }

      figcaption {
        display: flex;
        align-items: center;
        gap: 2px;
        margin-bottom: var(--vt-space-2);
      }

      h2 {
        margin-right: auto;
        overflow-wrap: anywhere;
      }

      .plain-button {
        color: var(--vt-ink-quiet);
        padding: 0 6px;
      }

      .inside {
        height: 280px;
        overflow: auto;
      }

      .inside .table-frame {
        border: 0;
        border-radius: 0;
        --vt-sticky: 0;
      }

      .inside th:first-child,
      .inside td:first-child {
        padding-left: 0;
        border-radius: 0;
      }

      .none {
        display: grid;
        place-items: center;
        height: 280px;
        color: var(--vt-ink-quiet);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../types.js').Chart | null} */
    this.chart = null;
    /** @type {'hour' | 'day'} */
    this.bucket = 'day';
    this.currency = 'USD';
    this.asTable = false;
  }

  render() {
    const { chart } = this;
    if (!chart) {
      return nothing;
    }
    const empty = chart.series.every((it) => it.values.every((value) => value === null));
    return html`
      <figure>
        <figcaption>
          <h2>${chart.title}</h2>
          <vt-definition about=${chart.title} definition=${chart.definition}></vt-definition>
          <button class="plain-button" type="button" aria-pressed=${this.asTable} @click=${() => (this.asTable = !this.asTable)}>${icon(this.asTable ? 'chart' : 'table', { size: 16 })}${this.asTable ? 'Chart' : 'Table'}</button>
          <button class="plain-button" type="button" aria-label=${`Save “${chart.title}” as CSV`} title="Save as CSV" @click=${() => save(new Blob([csvOf(chart)], { type: 'text/csv' }), `${chart.name}.csv`)}>${icon('save', { size: 16 })}CSV</button>
        </figcaption>
        ${empty
          ? html`<p class="none">Nothing was counted in this time.</p>`
          : this.asTable
            ? html`<div class="inside" tabindex="0" role="group" aria-label=${chart.title}>${this.#table(chart)}</div>`
            : html`<vt-chart-canvas .chart=${chart} .bucket=${this.bucket} .currency=${this.currency}></vt-chart-canvas>`}
      </figure>
    `;
  }

  /** @param {import('../types.js').Chart} chart */
  #table(chart) {
    const names = xNames(chart, this.bucket);
    return dataTable({
      caption: chart.title,
      rows: chart.x.map((_, i) => i),
      key: (i) => String(i),
      columns: [
        { title: chart.xTitle, cell: (i) => this.#entries(chart, i, names[i]) },
        ...chart.series.map((it) => ({ title: it.name, numeric: true, cell: (/** @type {number} */ i) => format.figure(it.values[i] ?? null, chart.unit, this.currency) })),
      ],
    });
  }

  /** @param {import('../types.js').Chart} chart @param {number} i @param {string} name */
  #entries(chart, i, name) {
    const place = placeOf(chart.entries?.[i]);
    return place && session.may('search-audit') ? html`<a href=${place} title="See the entries behind it">${name}</a>` : name;
  }
}

customElements.define('vt-chart-card', ChartCard);
