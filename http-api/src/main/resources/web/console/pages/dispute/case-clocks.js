// @ts-check
import { LitElement, css, html } from 'lit';
import { badgeStyles, clockBadge } from '../../components/badges.js';
import { shared } from '../../components/shared-styles.js';
import { format } from '../../format.js';
import { inWords } from '../../text.js';

/** Every clock of a case: what is due, when, by which rule. */
class CaseClocks extends LitElement {
  static properties = { clocks: { attribute: false } };

  static styles = [
    shared,
    badgeStyles,
    css`
      li {
        display: grid;
        grid-template-columns: 100px minmax(0, 1fr) auto;
        align-items: center;
        gap: 2px var(--vt-space-4);
        padding: var(--vt-space-3) 0;
        border-top: 1px solid var(--vt-line-colour);
      }

      li:first-child {
        padding-top: 0;
        border-top: 0;
      }

      li:last-child {
        padding-bottom: 0;
      }

      li > * {
        min-width: 0;
      }

      b {
        font-weight: 600;
      }

      .due {
        text-align: right;
      }

      .missed .due {
        color: var(--vt-danger);
      }

      @media (max-width: 480px) {
        li {
          grid-template-columns: minmax(0, 1fr) auto;
        }

        li > :first-child {
          grid-column: 1 / -1;
          justify-self: start;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../../types.js').Clock[]} */
    this.clocks = [];
  }

  render() {
    return html`<ul>${this.clocks.map((it) => html`<li class=${it.state}>
      <span>${clockBadge(it)}</span>
      <span><b>${inWords(it.name)}</b><br /><span class="small quiet">${it.rule}</span></span>
      <span class="due">${format.day(it.due)}<br /><span class="small quiet">${it.state === 'met' ? 'done' : format.daysAway(it.due)}</span></span>
    </li>`)}</ul>`;
  }
}

customElements.define('vt-case-clocks', CaseClocks);
