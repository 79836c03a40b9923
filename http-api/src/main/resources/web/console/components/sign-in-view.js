// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import { icon } from './icons.js';
import { shared } from './shared-styles.js';
import { SessionWatch, session } from '../session.js';
import { signIn, signOut } from '../sign-in.js';

/** The door: who is not signed in, not any more, or may do nothing here. */
class SignInView extends LitElement {
  static properties = { settings: { attribute: false } };

  static styles = [
    shared,
    css`
      main {
        display: grid;
        place-items: center;
        min-height: 100vh;
        padding: var(--vt-space-5);
      }

      .door {
        display: grid;
        gap: var(--vt-space-4);
        width: min(100%, 420px);
        padding: var(--vt-space-8);
        border: 1px solid var(--vt-line-colour);
        border-radius: var(--vt-radius-large);
        background: var(--vt-surface);
        box-shadow: var(--vt-shadow);
      }

      .mark {
        width: 40px;
        height: 40px;
        padding: 8px;
        border-radius: var(--vt-radius);
        background: var(--vt-accent);
        color: var(--vt-on-accent);
      }

      h1 {
        margin: 0;
        font-size: var(--vt-size-title);
        line-height: var(--vt-line-tight);
        letter-spacing: -0.015em;
      }

      .notice {
        display: flex;
        gap: var(--vt-space-3);
        padding: var(--vt-space-3) var(--vt-space-4);
        border-radius: var(--vt-radius);
        background: var(--vt-warning-soft);
        color: var(--vt-warning);
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    this.settings = { bankName: '', openId: false };
    new SessionWatch(this);
  }

  render() {
    const { title, text } = this.#words();
    return html`
      <main>
        <div class="door">
          <svg class="mark" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true">
            <path d="M2 8v4M6 5v10M10 7.5v5M14 3v14M18 8v4" />
          </svg>
          <div>
            <p class="quiet">${this.settings.bankName}</p>
            <h1>${title}</h1>
          </div>
          <p>${text}</p>
          ${session.refusal ? html`<p class="notice" role="alert">${icon('alert')}${session.refusal}</p>` : nothing}
          ${this.#way()}
        </div>
      </main>
    `;
  }

  #words() {
    switch (session.standing) {
      case 'expired':
        return { title: 'Your session has ended', text: 'Sign in again and you are back where you were. Nothing you had opened is lost.' };
      case 'noRole':
        return { title: 'You have no role here yet', text: `You are signed in as ${session.who?.name}, but no role of the console has been given to you. Ask whoever manages roles at your bank.` };
      case 'unreachable':
        return { title: 'The console cannot be reached', text: 'The bank does not answer just now.' };
      default:
        return { title: 'Sign in to the console', text: 'For staff of the bank. What you look at is kept in the audit log.' };
    }
  }

  #way() {
    if (session.standing === 'unreachable') {
      return html`<sl-button variant="primary" @click=${() => void signIn()}>Try again</sl-button>`;
    }
    if (session.standing === 'noRole') {
      return html`<sl-button @click=${() => void signOut()}>Sign out</sl-button>`;
    }
    const link = html`<p class="small quiet">${this.settings.openId ? 'Or open the one-time link that the server prints when it starts.' : 'Open the one-time link that the server prints when it starts. It works once, for ten minutes.'}</p>`;
    return this.settings.openId
      ? html`<sl-button variant="primary" size="large" href="/v1/session/openid" @click=${() => session.keepPlace()}>Sign in with your bank account</sl-button>${link}`
      : link;
  }
}

customElements.define('vt-sign-in', SignInView);
