// @ts-check
import { LitElement, css, html } from 'lit';
import 'shoelace/components/dialog/dialog.js';
import { shared } from './shared-styles.js';
import { places } from '../text.js';
import { session } from '../session.js';

/** The keys, for who would rather not reach for the mouse. */
class ShortcutsDialog extends LitElement {
  static properties = { open: { type: Boolean } };

  static styles = [
    shared,
    css`
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--vt-space-2) var(--vt-space-5);
        align-items: center;
      }

      dt {
        display: flex;
        gap: var(--vt-space-1);
        justify-content: end;
      }

      kbd {
        min-width: 26px;
        padding: 2px 7px;
        border: 1px solid var(--vt-line-colour);
        border-bottom-width: 2px;
        border-radius: 6px;
        background: var(--vt-raised);
        font: 500 var(--vt-size-small) / 1.4 var(--vt-mono);
        text-align: center;
      }
    `,
  ];

  constructor() {
    super();
    this.open = false;
  }

  render() {
    return html`
      <sl-dialog label="Keyboard" ?open=${this.open} @sl-after-hide=${() => this.dispatchEvent(new CustomEvent('vt-close'))}>
        <dl>
          <dt><kbd>/</kbd></dt><dd>Search or filter on this page</dd>
          <dt><kbd>?</kbd></dt><dd>Show these keys</dd>
          <dt><kbd>Esc</kbd></dt><dd>Close what is open</dd>
          ${places.filter((it) => session.may(it.needs)).map((it) => html`<dt><kbd>g</kbd><kbd>${it.key}</kbd></dt><dd>Go to ${it.title}</dd>`)}
        </dl>
      </sl-dialog>
    `;
  }
}

customElements.define('vt-shortcuts-dialog', ShortcutsDialog);
