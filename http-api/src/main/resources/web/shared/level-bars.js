// @ts-check
import { LitElement, css, html } from 'lit';

const BARS = 8;
/** The quietest speech that moves the first bar, in decibels below full scale. */
const FLOOR_DB = -54;

/** How loud a microphone is just now, so that who speaks sees that they are heard. */
class LevelBars extends LitElement {
  static properties = { label: {}, lit: { state: true } };

  static styles = css`
    :host {
      display: inline-block;
    }

    .bars {
      display: flex;
      align-items: center;
      gap: 3px;
    }

    .bar {
      width: 4px;
      height: 8px;
      border-radius: 2px;
      background: var(--vt-line-colour);
    }

    .bar:nth-child(even) {
      height: 16px;
    }

    .bar:nth-child(4n + 3) {
      height: 12px;
    }

    .bar.lit {
      background: var(--vt-accent);
    }

    @media (max-width: 479px) {
      .bar:nth-child(n + 6) {
        display: none;
      }
    }
  `;

  constructor() {
    super();
    this.label = '';
    /** @type {() => number} root mean square, 0 to 1 */
    this.level = () => 0;
    this.lit = 0;
    this.frame = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    const look = () => {
      const db = 20 * Math.log10(Math.max(1e-6, this.level()));
      this.lit = Math.max(0, Math.min(BARS, Math.ceil(((db - FLOOR_DB) / -FLOOR_DB) * BARS)));
      this.frame = requestAnimationFrame(look);
    };
    this.frame = requestAnimationFrame(look);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    cancelAnimationFrame(this.frame);
  }

  render() {
    return html`<span class="bars" role="img" aria-label=${this.label} data-lit=${this.lit}>
      ${Array.from({ length: BARS }, (_, i) => html`<span class="bar ${i < this.lit ? 'lit' : ''}"></span>`)}
    </span>`;
  }
}

customElements.define('vt-level-bars', LevelBars);
