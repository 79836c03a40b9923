// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import { shared } from './shared-styles.js';
import './call-button.js';
import './call-summary.js';
import './keypad-dialog.js';
import './message-form.js';
import './microphone-meter.js';
import './notice-bar.js';
import './page-header.js';
import './transcript-log.js';
import './welcome-words.js';
import 'shoelace/components/button/button.js';
import { icon } from './icons.js';
import { text } from '../text.js';

/** The whole page: passes the state down and takes what the caller does to the call. */
export class CallPage extends LitElement {
  static styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-rows: minmax(0, 1fr);
        height: 100%;
        padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
      }

      .frame {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr) auto;
        width: 100%;
        max-width: var(--vt-column);
        height: 100%;
        min-height: 0;
        margin: 0 auto;
        background: var(--vt-surface);
      }

      main {
        display: flex;
        flex-direction: column;
        min-height: 0;
        overflow: hidden auto;
        overscroll-behavior: contain;
        scrollbar-width: thin;
        scrollbar-color: var(--vt-line-strong) transparent;
      }

      main:focus-visible {
        outline-offset: -2px;
      }

      .dock {
        display: grid;
        gap: var(--vt-space-3);
        padding: var(--vt-space-3) var(--vt-space-4) var(--vt-space-4);
        border-top: 1px solid var(--vt-line-colour);
      }

      .controls {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto minmax(0, 1fr);
        align-items: center;
        gap: var(--vt-space-3);
        min-height: 56px;
      }

      .controls.alone {
        grid-template-columns: minmax(0, 1fr);
      }

      .keypad {
        justify-self: end;
      }

      @media (max-width: 479px) {
        .keypad::part(base) {
          width: var(--vt-touch);
          padding: 0;
          justify-content: center;
        }

        .keypad::part(label) {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }

        .keypad::part(prefix) {
          margin: 0;
        }
      }

      @media (min-width: 768px) and (min-height: 560px) {
        .frame {
          height: calc(100% - 2 * var(--vt-space-8));
          max-height: 880px;
          margin: auto;
          border: 1px solid var(--vt-line-colour);
          border-radius: var(--vt-radius-large);
          box-shadow: var(--vt-shadow);
          overflow: hidden;
        }

        .dock {
          padding: var(--vt-space-4) var(--vt-space-6) var(--vt-space-6);
        }
      }
    `,
  ];

  /** @param {import('../store.js').Store} store @param {import('../call.js').Call} call */
  begin(store, call) {
    this.store = store;
    this.call = call;
    store.subscribe(() => this.requestUpdate());
    this.requestUpdate();
  }

  render() {
    if (!this.store) {
      return nothing;
    }
    const state = this.store.state;
    const active = state.phase === 'inCall' || state.phase === 'reconnecting';
    return html`
      <div class="frame">
        <vt-page-header .state=${state}></vt-page-header>
        <main tabindex="0" aria-label=${state.phase === 'idle' ? text.before : text.transcript}>
          ${state.phase === 'idle' ? html`<vt-welcome-words .page=${state.page}></vt-welcome-words>` : nothing}
          ${state.phase === 'ended' ? html`<vt-call-summary .state=${state}></vt-call-summary>` : nothing}
          <vt-transcript-log ?hidden=${state.phase === 'idle'} .state=${state}></vt-transcript-log>
        </main>
        <div class="dock">
          <vt-notice-bar .notice=${state.notice} @vt-action=${this.#act} @vt-dismiss=${() => this.store?.set({ notice: null })}></vt-notice-bar>
          <div class="controls ${active ? '' : 'alone'}">
            ${active ? html`<vt-microphone-meter .state=${state} .level=${() => this.call?.sound.capture?.level ?? 0} @vt-mute=${this.#mute}></vt-microphone-meter>` : nothing}
            <vt-call-button .state=${state} @vt-call=${this.#start} @vt-hang-up=${() => this.call?.hangUp()}></vt-call-button>
            ${active ? this.#keypadButton() : nothing}
          </div>
          <vt-message-form .state=${state} @vt-message=${this.#type}></vt-message-form>
        </div>
      </div>
      <vt-keypad-dialog
        .open=${state.keypadOpen}
        .challenge=${state.challenge}
        @vt-digits=${(/** @type {CustomEvent} */ event) => this.call?.key(event.detail)}
        @vt-close=${() => this.store?.set({ keypadOpen: false })}
      ></vt-keypad-dialog>
    `;
  }

  #keypadButton() {
    const disabled = this.store?.state.phase !== 'inCall';
    return html`<sl-button class="keypad" size="large" ?disabled=${disabled} @click=${() => this.store?.set({ keypadOpen: true })}>
      ${icon('keypad', 'prefix')}${text.keypad}
    </sl-button>`;
  }

  #start() {
    this.call?.start({ voice: this.store?.state.page.speech ?? true });
  }

  /** @param {CustomEvent<string>} event */
  #type(event) {
    const phase = this.store?.state.phase;
    if (phase === 'idle' || phase === 'ended') {
      this.call?.start({ voice: false, words: event.detail });
    } else {
      this.call?.type(event.detail);
    }
  }

  /** @param {CustomEvent<boolean>} event */
  #mute(event) {
    this.call?.mute(event.detail);
  }

  /** @param {CustomEvent<'resume' | 'sound'>} event */
  #act(event) {
    if (event.detail === 'sound') {
      this.call?.unblock();
    } else {
      this.call?.comeBack();
    }
  }
}

customElements.define('vt-call-page', CallPage);
