// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import { shared } from './shared-styles.js';

/** A page's title with its one key figure, the way back, and what can be done. */
class PageHead extends LitElement {
  static properties = { heading: {}, figure: {}, unit: {}, back: {}, backTitle: {} };

  static styles = [
    shared,
    css`
      :host {
        margin-bottom: var(--vt-space-5);
      }

      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        justify-content: space-between;
        gap: var(--vt-space-3) var(--vt-space-6);
        min-height: 44px;
      }

      h1 {
        margin: 0;
        font-size: var(--vt-size-title);
        font-weight: 650;
        line-height: var(--vt-line-tight);
        letter-spacing: -0.015em;
        overflow-wrap: anywhere;
      }

      h1:focus {
        outline: none;
      }

      .titles {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: var(--vt-space-1) var(--vt-space-4);
        min-width: 0;
      }

      .figure {
        min-width: 0;
        overflow-wrap: anywhere;
        color: var(--vt-ink-quiet);
        font-size: var(--vt-size-body);
      }

      .figure b {
        color: var(--vt-ink);
        font-weight: 650;
      }

      .back {
        display: inline-flex;
        margin-bottom: var(--vt-space-1);
        font-size: var(--vt-size-small);
        text-decoration: none;
      }
    `,
  ];

  constructor() {
    super();
    this.heading = '';
    this.figure = '';
    this.unit = '';
    this.back = '';
    this.backTitle = '';
  }

  render() {
    return html`
      ${this.back ? html`<a class="back" href=${this.back}>← ${this.backTitle}</a>` : nothing}
      <div class="head">
        <div class="titles">
          <h1 tabindex="-1">${this.heading}</h1>
          ${this.figure ? html`<p class="figure"><b>${this.figure}</b> ${this.unit}</p>` : nothing}
          <slot name="beside"></slot>
        </div>
        <slot></slot>
      </div>
    `;
  }
}

customElements.define('vt-page-head', PageHead);
