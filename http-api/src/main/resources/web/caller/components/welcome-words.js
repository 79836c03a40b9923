// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import { icon } from './icons.js';
import { shared } from './shared-styles.js';
import { text } from '../text.js';

/** Before the call: what will happen, and that it may be recorded. */
class WelcomeWords extends LitElement {
  static properties = { page: { attribute: false } };

  static styles = [
    shared,
    css`
      :host {
        margin: auto;
        padding: var(--vt-space-6) var(--vt-space-4);
        width: 100%;
        max-width: 34rem;
      }

      h2 {
        margin-bottom: var(--vt-space-6);
        font-size: var(--vt-size-title);
        font-weight: 650;
        line-height: var(--vt-line-tight);
        letter-spacing: -0.015em;
        text-wrap: balance;
      }

      h3 {
        margin-bottom: var(--vt-space-2);
        font-size: var(--vt-size-small);
        font-weight: 600;
        color: var(--vt-ink-quiet);
      }

      li {
        display: flex;
        gap: var(--vt-space-3);
        padding: var(--vt-space-3) 0;
        border-top: 1px solid var(--vt-line-colour);
      }

      li .icon {
        margin-top: 2px;
        color: var(--vt-accent);
      }

      .notice {
        display: flex;
        gap: var(--vt-space-3);
        padding: var(--vt-space-3) 0;
        border-block: 1px solid var(--vt-line-colour);
        color: var(--vt-ink-quiet);
      }

      .notice .icon {
        margin-top: 2px;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../store.js').PageText | null} */
    this.page = null;
  }

  render() {
    if (!this.page?.bankName) {
      return nothing;
    }
    return html`
      <h2>${text.headline(this.page.bankName)}</h2>
      <h3>${text.before}</h3>
      <ul>
        ${this.page.whatHappens.map((words) => html`<li>${icon('check')}<span>${words}</span></li>`)}
      </ul>
      <p class="notice">${icon('record')}<span>${this.page.recordingNotice}</span></p>
    `;
  }
}

customElements.define('vt-welcome-words', WelcomeWords);
