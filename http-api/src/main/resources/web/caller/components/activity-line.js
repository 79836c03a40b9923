// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import { icon } from './icons.js';
import { activityWords, seconds, text } from '../text.js';
import { shared } from './shared-styles.js';

/** Anything quicker is shown without its duration. */
const WORTH_SAYING_MS = 100;

const outcomeIcons = /** @type {const} */ ({ succeeded: 'check', proposed: 'question', answered: 'check', declined: 'cross', refused: 'lock', failed: 'alert' });

/** A quiet line for what the agent is doing, and how it went. */
class ActivityLine extends LitElement {
  static properties = { activity: { attribute: false } };

  static styles = [
    shared,
    css`
      p {
        display: grid;
        grid-template-columns: 16px minmax(0, 1fr);
        align-items: center;
        gap: var(--vt-space-2);
        color: var(--vt-ink-quiet);
        font-size: var(--vt-size-small);
      }

      .words {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--vt-space-2);
      }

      .icon {
        width: 16px;
        height: 16px;
        color: var(--vt-accent);
      }

      .proposed {
        color: var(--vt-ink);
      }

      .answered .icon,
      .declined .icon,
      .refused .icon {
        color: var(--vt-ink-quiet);
      }

      .failed .icon {
        color: var(--vt-warning);
      }

      .turning {
        flex: none;
        width: 14px;
        height: 14px;
        margin: 1px;
        border: 2px solid var(--vt-line-colour);
        border-top-color: var(--vt-accent);
        border-radius: 50%;
        animation: turn 900ms linear infinite;
      }

      .confirmation {
        color: var(--vt-ink);
        font-weight: 600;
      }

      @keyframes turn {
        to {
          transform: rotate(1turn);
        }
      }

      @media (prefers-reduced-motion: reduce) {
        .turning {
          animation: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../conversation.js').Activity | null} */
    this.activity = null;
  }

  render() {
    if (!this.activity) {
      return nothing;
    }
    const { outcome, confirmation, tookMs } = this.activity;
    const words = activityWords(this.activity);
    if (outcome === null) {
      return html`<p><span class="turning"></span>${words}</p>`;
    }
    return html`
      <p class=${outcome}>
        ${icon(outcomeIcons[outcome])}
        <span class="words">
          <span>${words}</span>
          ${tookMs >= WORTH_SAYING_MS ? html`<span>${seconds(tookMs)}</span>` : nothing}
          ${confirmation ? html`<span class="confirmation">${text.confirmation} ${confirmation}</span>` : nothing}
        </span>
      </p>
    `;
  }
}

customElements.define('vt-activity-line', ActivityLine);
