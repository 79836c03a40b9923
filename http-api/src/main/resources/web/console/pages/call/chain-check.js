// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import { icon } from '../../components/icons.js';
import { shared } from '../../components/shared-styles.js';
import { format } from '../../format.js';

/** Whether the call's audit entries are all there, unchanged and in order. */
class ChainCheck extends LitElement {
  static properties = { chain: { attribute: false }, callId: { attribute: false } };

  static styles = [
    shared,
    css`
      .check {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 2px var(--vt-space-3);
        padding: var(--vt-space-3) var(--vt-space-5);
        border: 1px solid color-mix(in srgb, var(--vt-good) 30%, transparent);
        border-radius: var(--vt-radius-large);
        background: var(--vt-good-soft);
      }

      .check.damaged {
        border-color: color-mix(in srgb, var(--vt-danger) 40%, transparent);
        background: var(--vt-danger-soft);
      }

      .icon {
        grid-row: span 2;
        align-self: center;
        color: var(--vt-good);
      }

      .damaged .icon,
      .damaged b {
        color: var(--vt-danger);
      }

      b {
        font-weight: 650;
      }

      .head {
        color: var(--vt-ink-quiet);
        font-size: var(--vt-size-small);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../../types.js').Chain} */
    this.chain = { whole: true, entries: 0 };
    this.callId = '';
  }

  render() {
    const { whole, entries, head, finding } = this.chain;
    return html`<div class="check ${whole ? '' : 'damaged'}" role=${whole ? 'note' : 'alert'}>
      ${icon(whole ? 'shield' : 'alert', { size: 24 })}
      <p><b>${whole ? 'The audit chain is whole' : 'The audit chain is damaged'}</b>${whole ? html` · ${format.count(entries)} ${entries === 1 ? 'entry' : 'entries'} checked, none missing, none changed` : nothing}</p>
      <p class="head">${whole ? (head ? html`Head <span class="code" title=${head}>${head.slice(0, 16)}…</span>` : 'Nothing to chain yet') : finding}</p>
    </div>`;
  }
}

customElements.define('vt-chain-check', ChainCheck);
