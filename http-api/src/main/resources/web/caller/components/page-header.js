// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import { shared } from './shared-styles.js';
import { text } from '../text.js';

/** The bank's name, and in a call how safe it is and how sure the bank is of the caller. */
class PageHeader extends LitElement {
  static properties = { state: { attribute: false } };

  static styles = [
    shared,
    css`
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--vt-space-4);
        min-height: 64px;
        padding: var(--vt-space-2) var(--vt-space-4);
        border-bottom: 1px solid var(--vt-line-colour);
      }

      h1 {
        display: flex;
        align-items: center;
        gap: var(--vt-space-3);
        min-width: 0;
        margin: 0;
        font-size: var(--vt-size-large);
        font-weight: 650;
        line-height: var(--vt-line-tight);
        letter-spacing: -0.01em;
      }

      .mark {
        flex: none;
        width: 32px;
        height: 32px;
        padding: 6px;
        border-radius: var(--vt-radius);
        background: var(--vt-accent);
        color: var(--vt-on-accent);
      }

      .status {
        display: grid;
        justify-items: end;
        flex: none;
        font-size: var(--vt-size-small);
        line-height: var(--vt-line-tight);
      }

      .secure {
        display: flex;
        align-items: center;
        gap: 6px;
        font-weight: 600;
      }

      .secure::before {
        content: '';
        width: 8px;
        height: 8px;
        border-radius: 50%;
        background: var(--vt-accent);
      }

      .secure.lost::before {
        background: var(--vt-warning);
      }

      .level {
        color: var(--vt-ink-quiet);
      }

      @media (min-width: 768px) {
        header {
          padding: var(--vt-space-3) var(--vt-space-6);
        }
      }

      @media (max-width: 479px) {
        .meaning {
          display: none;
        }

        h1 {
          font-size: var(--vt-size-body);
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../store.js').State | null} */
    this.state = null;
  }

  render() {
    if (!this.state) {
      return nothing;
    }
    const { page, phase, level } = this.state;
    const active = phase === 'inCall' || phase === 'reconnecting';
    return html`
      <header>
        <h1>
          <svg class="mark" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true">
            <path d="M2 8v4M6 5v10M10 7.5v5M14 3v14M18 8v4" />
          </svg>
          ${page.bankName}
        </h1>
        ${active ? this.#status(phase, level) : nothing}
      </header>
      <p class="unseen" role="status">${text.phase[phase]}</p>
    `;
  }

  /** @param {string} phase @param {number} level */
  #status(phase, level) {
    const meaning = text.levelMeaning[level] ?? '';
    const state = phase === 'inCall' ? text.secure : text.reconnecting;
    return html`
      <div class="status" title=${meaning} data-level=${level}>
        <span class="secure ${phase === 'inCall' ? '' : 'lost'}">${state}</span>
        <span class="level">${text.level(level)}<span class="meaning"> · ${meaning}</span></span>
      </div>
    `;
  }
}

customElements.define('vt-page-header', PageHeader);
