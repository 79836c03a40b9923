// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import 'shoelace/components/dropdown/dropdown.js';
import 'shoelace/components/button/button.js';
import 'shoelace/components/menu/menu.js';
import 'shoelace/components/menu-item/menu-item.js';
import { icon } from './icons.js';
import { controls } from './control-styles.js';
import { shared } from './shared-styles.js';
import { SessionWatch, session } from '../session.js';
import { signOut } from '../sign-in.js';
import { words } from '../text.js';

/** Who is signed in and why they look; on a phone also the way to the rail. */
class ShellHeader extends LitElement {
  static properties = { bankName: {} };

  static styles = [
    shared,
    controls,
    css`
      :host {
        position: sticky;
        top: 0;
        z-index: 5;
      }

      header {
        display: flex;
        align-items: center;
        gap: var(--vt-space-3);
        height: 56px;
        padding: 0 var(--vt-space-8);
        border-bottom: 1px solid var(--vt-line-colour);
        background: var(--vt-ground);
      }

      .space {
        flex: 1;
        min-width: 0;
      }

      .menu {
        display: none;
        min-width: 44px;
        min-height: 44px;
        justify-content: center;
        color: var(--vt-ink);
      }

      .reason {
        max-width: 44ch;
        color: var(--vt-ink-quiet);
      }

      .reason span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .reason b {
        color: var(--vt-ink);
        font-weight: 600;
      }

      .who {
        text-align: left;
        padding: var(--vt-space-2) var(--vt-space-5) var(--vt-space-3);
        border-bottom: 1px solid var(--vt-line-colour);
        overflow-wrap: anywhere;
      }

      .who b {
        display: block;
      }

      .panel {
        max-width: min(320px, 90vw);
        border: 1px solid var(--vt-line-colour);
        border-radius: var(--vt-radius);
        background: var(--vt-surface);
        box-shadow: var(--vt-shadow);
      }

      .name {
        display: block;
        max-width: 24ch;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      @media (max-width: 1120px) {
        header {
          padding: 0 var(--vt-space-2);
        }

        .menu {
          display: inline-flex;
        }

        .help {
          display: none;
        }

        .reason .because {
          display: none;
        }
      }

      @media (max-width: 480px) {
        .name {
          max-width: 10ch;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.bankName = '';
    new SessionWatch(this);
  }

  render() {
    return html`
      <header>
        <button class="plain-button menu" type="button" aria-label="Menu" @click=${() => this.#say('vt-menu')}>${icon('menu', { size: 22 })}</button>
        <div class="space"></div>
        ${session.reason
          ? html`<button class="plain-button reason" type="button" title="Stands in the audit log with everything you open. Press to change it." @click=${() => this.#say('vt-ask-reason')}>
              ${icon('eye', { size: 16 })}<span><span class="because">Looking because of </span><b>${session.reason}</b></span>
            </button>`
          : nothing}
        <button class="plain-button help" type="button" aria-label="Keyboard shortcuts" title="Keyboard shortcuts (?)" @click=${() => this.#say('vt-help')}>${icon('question')}</button>
        <sl-dropdown placement="bottom-end" distance="4">
          <sl-button slot="trigger" size="small" caret><span class="name">${session.who?.name ?? ''}</span></sl-button>
          <div class="panel">
            <p class="who small"><b>${session.who?.name}</b><span class="quiet">${(session.who?.roles ?? []).map((it) => words.role(it)).join(', ')}</span></p>
            <sl-menu @sl-select=${() => void signOut()}><sl-menu-item value="out">Sign out</sl-menu-item></sl-menu>
          </div>
        </sl-dropdown>
      </header>
    `;
  }

  /** @param {string} name */
  #say(name) {
    this.dispatchEvent(new CustomEvent(name));
  }
}

customElements.define('vt-shell-header', ShellHeader);
