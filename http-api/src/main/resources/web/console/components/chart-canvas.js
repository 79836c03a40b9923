// @ts-check
import { LitElement, css, html } from 'lit';
import { optionsOf } from './chart-options.js';
import { shared } from './shared-styles.js';
import { placeOf, router } from '../router.js';
import { session } from '../session.js';

const dark = matchMedia('(prefers-color-scheme: dark)');
const still = matchMedia('(prefers-reduced-motion: reduce)');

/** The drawing itself. The library comes when the first chart is looked at. */
class ChartCanvas extends LitElement {
  static properties = { chart: { attribute: false }, bucket: { attribute: false }, currency: { attribute: false } };

  static styles = [
    shared,
    css`
      .canvas {
        height: 280px;
        overflow: hidden;
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
    /** @type {any} */
    this.drawing = null;
    this.sizes = new ResizeObserver(() => this.drawing?.resize());
    this.onScheme = () => this.#draw();
  }

  connectedCallback() {
    super.connectedCallback();
    dark.addEventListener('change', this.onScheme);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    dark.removeEventListener('change', this.onScheme);
    this.sizes.disconnect();
    this.drawing?.dispose();
    this.drawing = null;
  }

  render() {
    const { chart } = this;
    const series = chart?.series.map((it) => it.name).join(', ') ?? '';
    return html`<div class="canvas" role="img" aria-label=${`${chart?.title}: ${series} by ${chart?.xTitle}. The table holds the same numbers.`}></div>`;
  }

  updated() {
    void this.#draw();
  }

  async #draw() {
    const echarts = await import('echarts');
    const place = this.renderRoot.querySelector('.canvas');
    if (!this.isConnected || !this.chart || !(place instanceof HTMLElement)) {
      return;
    }
    if (!this.drawing) {
      this.drawing = echarts.init(place, null, { renderer: 'canvas' });
      this.drawing.on('click', (/** @type {{dataIndex: number}} */ { dataIndex }) => this.#follow(dataIndex));
      this.sizes.observe(place);
    }
    this.drawing.setOption(optionsOf(this.chart, this.bucket, this.currency, still.matches), true);
    place.dataset.drawn = 'true';
  }

  /** @param {number} i */
  #follow(i) {
    const place = placeOf(this.chart?.entries?.[i]);
    if (place && session.may('search-audit')) {
      router.go(place);
    }
  }
}

customElements.define('vt-chart-canvas', ChartCanvas);
