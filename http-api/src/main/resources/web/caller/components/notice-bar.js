// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import { icon } from './icons.js';
import { shared } from './shared-styles.js';
import { text } from '../text.js';

/** What went wrong in plain words, and what to do next. */
class NoticeBar extends LitElement {
  static properties = { notice: { attribute: false } };

  static styles = [
    shared,
    css`
      .notice {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: var(--vt-space-1) var(--vt-space-3);
        padding: var(--vt-space-3);
        border-radius: var(--vt-radius);
        background: var(--vt-raised);
      }

      .warning {
        background: var(--vt-warning-soft);
      }

      .danger {
        background: var(--vt-danger-soft);
      }

      .notice > .icon {
        margin-top: 2px;
        color: var(--vt-accent);
      }

      .warning > .icon {
        color: var(--vt-warning);
      }

      .danger > .icon {
        color: var(--vt-danger);
      }

      .title {
        font-weight: 600;
      }

      sl-button {
        margin-top: var(--vt-space-2);
      }

      .close {
        display: grid;
        place-items: center;
        width: 32px;
        height: 32px;
        margin: -4px -4px 0 0;
        border: 0;
        border-radius: var(--vt-radius);
        background: none;
        color: var(--vt-ink-quiet);
        cursor: pointer;
      }

      .close:hover {
        color: var(--vt-ink);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../store.js').Notice | null} */
    this.notice = null;
    this.tick = 0;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.tick);
  }

  updated() {
    clearTimeout(this.tick);
    if ((this.notice?.until ?? 0) > Date.now()) {
      this.tick = setTimeout(() => this.requestUpdate(), 1000);
    }
  }

  render() {
    return html`<div role="status">${this.notice ? this.#words(this.notice) : nothing}</div>`;
  }

  /** @param {import('../store.js').Notice} notice */
  #words(notice) {
    return html`
      <div class="notice ${notice.tone}">
        ${icon('alert')}
        <div>
          <p class="title">${notice.title}</p>
          <p>${notice.until ? text.notice.fullUntil(Math.ceil((notice.until - Date.now()) / 1000)) : notice.text}</p>
          ${notice.action ? html`<sl-button @click=${() => this.#say('vt-action')}>${notice.action.label}</sl-button>` : nothing}
        </div>
        <button class="close" type="button" aria-label=${text.notice.dismiss} @click=${() => this.#say('vt-dismiss')}>${icon('cross')}</button>
      </div>
    `;
  }

  /** @param {string} name */
  #say(name) {
    this.dispatchEvent(new CustomEvent(name, { detail: this.notice?.action?.name }));
  }
}

customElements.define('vt-notice-bar', NoticeBar);
