// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import './definition-button.js';
import { shared } from './shared-styles.js';
import { stateStyles } from './state-block.js';
import { format } from '../format.js';
import { placeOf } from '../router.js';
import { session } from '../session.js';

/** A report's figures, each with its definition and the way to what it counts. */
class FigureTiles extends LitElement {
  static properties = { figures: { attribute: false } };

  static styles = [
    shared,
    stateStyles,
    css`
      dl,
      .tiles {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(172px, 1fr));
        gap: var(--vt-space-3);
      }

      dl > div,
      .tiles > div {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        align-content: space-between;
        gap: var(--vt-space-2);
        min-height: 100px;
        padding: var(--vt-space-4);
        border: 1px solid var(--vt-line-colour);
        border-radius: var(--vt-radius-large);
        background: var(--vt-surface);
      }

      .tiles > div.block {
        border: 0;
        background: var(--vt-waiting);
      }

      dt {
        display: flex;
        align-items: start;
        justify-content: space-between;
        gap: var(--vt-space-2);
        color: var(--vt-ink-quiet);
        font-size: var(--vt-size-small);
        font-weight: 500;
        line-height: 20px;
        overflow-wrap: break-word;
      }

      dt > span {
        min-width: 0;
      }

      dd {
        font-size: var(--vt-size-figure);
        font-weight: 650;
        line-height: 1.15;
        letter-spacing: -0.02em;
        overflow-wrap: anywhere;
      }

      dd a {
        color: inherit;
        text-decoration: none;
      }

      dd a:hover {
        color: var(--vt-accent);
        text-decoration: underline;
      }

      dd.none {
        color: var(--vt-ink-quiet);
      }

      dl.six {
        grid-template-columns: repeat(3, minmax(0, 1fr));
      }

      @media (min-width: 1440px) {
        dl.six {
          grid-template-columns: repeat(6, minmax(0, 1fr));
        }
      }

      @media (max-width: 480px) {
        dl.six,
        dl {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }

        dl > div {
          padding: var(--vt-space-3);
        }

        dd {
          font-size: var(--vt-size-digits);
        }

        dd.money {
          font-size: var(--vt-size-body);
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../types.js').Figure[] | null} null while they are asked for */
    this.figures = null;
  }

  render() {
    if (!this.figures) {
      return html`<div class="tiles" role="status" aria-label="Loading">${Array.from({ length: 4 }, () => html`<div class="block"></div>`)}</div>`;
    }
    return html`<dl class=${this.figures.length === 6 ? 'six' : ''}>${this.figures.map((it) => this.#tile(it))}</dl>`;
  }

  /** @param {import('../types.js').Figure} figure */
  #tile({ title, value, unit, currency, definition, entries }) {
    const place = placeOf(entries);
    const href = place && (!/^\/console\/(audit|consents)/.test(place) || session.may('search-audit')) ? place : '';
    const words = format.figure(value, unit, currency);
    return html`<div>
      <dt><span>${title}</span><vt-definition about=${title} definition=${definition} href=${href}></vt-definition></dt>
      <dd class=${value === null ? 'none' : unit === 'minorUnits' ? 'money' : ''} title=${value === null ? 'Nothing to reckon it from' : nothing}>${href && value !== null ? html`<a href=${href} title="See the entries behind it">${words}</a>` : words}</dd>
    </div>`;
  }
}

customElements.define('vt-figure-tiles', FigureTiles);
