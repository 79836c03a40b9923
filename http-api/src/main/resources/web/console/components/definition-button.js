// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import 'shoelace/components/popup/popup.js';
import { icon } from './icons.js';
import { shared } from './shared-styles.js';

/** What a figure counts, for who asks; and the way to the entries behind it. */
class DefinitionButton extends LitElement {
  static properties = { about: {}, definition: {}, href: {}, open: { state: true } };

  static styles = [
    shared,
    css`
      :host {
        display: inline-block;
      }

      button {
        display: grid;
        place-items: center;
        width: 24px;
        height: 24px;
        padding: 0;
        border: 0;
        border-radius: 50%;
        background: none;
        color: var(--vt-ink-quiet);
        cursor: pointer;
      }

      button:hover {
        background: var(--vt-raised);
        color: var(--vt-ink);
      }

      .panel {
        width: min(320px, calc(100vw - 32px));
        padding: var(--vt-space-4);
        border: 1px solid var(--vt-line-colour);
        border-radius: var(--vt-radius);
        background: var(--vt-surface);
        box-shadow: var(--vt-shadow);
        color: var(--vt-ink);
        font-size: var(--vt-size-small);
        font-weight: 400;
        line-height: var(--vt-line);
        overflow-wrap: anywhere;
      }

      .panel b {
        display: block;
        margin-bottom: var(--vt-space-1);
      }

      .panel a {
        display: inline-block;
        margin-top: var(--vt-space-2);
      }

      sl-popup {
        --arrow-color: var(--vt-surface);
      }

      sl-popup::part(popup) {
        z-index: 20;
      }
    `,
  ];

  constructor() {
    super();
    this.about = '';
    this.definition = '';
    this.href = '';
    this.open = false;
    this.onElsewhere = (/** @type {Event} */ event) => {
      if (!event.composedPath().includes(this)) {
        this.open = false;
      }
    };
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.onElsewhere);
    document.removeEventListener('focusin', this.onElsewhere);
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('open')) {
      const change = this.open ? 'addEventListener' : 'removeEventListener';
      document[change]('pointerdown', this.onElsewhere);
      document[change]('focusin', this.onElsewhere);
    }
  }

  render() {
    return html`
      <sl-popup placement="bottom" distance="6" flip shift shift-padding="12" ?active=${this.open}>
        <button slot="anchor" type="button" aria-label=${`What “${this.about}” means`} aria-expanded=${this.open} @click=${() => (this.open = !this.open)} @keydown=${this.#key}>${icon('info', { size: 16 })}</button>
        ${this.open
          ? html`<div class="panel" role="region" aria-label="Definition" @keydown=${this.#key}>
              <b>${this.about}</b>
              <p>${this.definition}</p>
              ${this.href ? html`<a href=${this.href}>See the entries behind it</a>` : nothing}
            </div>`
          : nothing}
      </sl-popup>
    `;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'Escape' && this.open) {
      event.stopPropagation();
      this.open = false;
      /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('button'))?.focus();
    }
  }
}

customElements.define('vt-definition', DefinitionButton);
