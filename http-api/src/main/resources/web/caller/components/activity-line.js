// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import { icon } from './icons.js';
import { seconds, text, toolWords } from '../text.js';
import { shared } from './shared-styles.js';

/** A quiet line for what the agent is doing, and how it went. */
class ActivityLine extends LitElement {
  static properties = { activity: { attribute: false } };

  static styles = [
    shared,
    css`
      p {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 var(--vt-space-2);
        color: var(--vt-ink-quiet);
        font-size: var(--vt-size-small);
      }

      .icon {
        width: 16px;
        height: 16px;
        color: var(--vt-accent);
      }

      .failed .icon,
      .refused .icon {
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
    const { tool, outcome, confirmation, tookMs } = this.activity;
    const words = toolWords(tool);
    if (outcome === null) {
      return html`<p><span class="turning"></span>${words.doing}…</p>`;
    }
    const succeeded = outcome === 'succeeded';
    return html`
      <p class=${outcome}>
        ${icon(succeeded ? 'check' : 'alert')}
        <span>${succeeded ? words.done : `${words.doing}: ${text.outcome[outcome]}`}</span>
        <span>${seconds(tookMs)}</span>
        ${confirmation ? html`<span class="confirmation">${text.confirmation} ${confirmation}</span>` : nothing}
      </p>
    `;
  }
}

customElements.define('vt-activity-line', ActivityLine);
