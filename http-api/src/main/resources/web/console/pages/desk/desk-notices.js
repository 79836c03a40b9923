// @ts-check
import { LitElement, html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import { icon } from '../../components/icons.js';
import { shared } from '../../components/shared-styles.js';
import { words } from '../../text.js';
import { deskStyles } from './desk-styles.js';

/** What somebody at the desk must know beside the words. */
class DeskNotices extends LitElement {
  static properties = { desk: { attribute: false }, callId: { attribute: false }, beat: { attribute: false } };

  static styles = [shared, deskStyles];

  constructor() {
    super();
    /** @type {import('./desk.js').Desk | null} */
    this.desk = null;
    this.callId = '';
    this.beat = 0;
  }

  render() {
    const { desk } = this;
    if (!desk) {
      return nothing;
    }
    return html`
      ${this.#phase(desk)}
      <div role="status">
        ${desk.challenge ? this.#notice('note', 'lock', `The bank waits for ${desk.awaited}. You do not hear or see it.`) : nothing}
        ${desk.callerGone ? this.#notice('warning', 'alert', 'The caller’s connection broke. The line is kept for them.') : nothing}
        ${desk.live && desk.mode === 'whisper' && !desk.staff ? this.#notice('note', 'info', 'No colleague has the call: there is nobody to whisper to.') : nothing}
        ${desk.notice ? this.#notice('warning', 'alert', desk.notice) : nothing}
      </div>
    `;
  }

  /** @param {import('./desk.js').Desk} desk */
  #phase({ phase, mode, refusal, staff, queued, endReason, asked }) {
    const known = endReason !== '' && endReason !== 'over';
    switch (phase) {
      case 'opening':
      case 'open':
        return nothing;
      case 'lost':
        return html`<div role="alert">${this.#notice('danger', 'alert', mode === 'take' ? 'The line broke. The caller waits for you for ten seconds, then in the queue again.' : 'The line broke.', this.#again('Open it again'))}</div>`;
      case 'refused':
        return html`<div role="alert">${this.#notice('danger', 'alert', refusal ? html`<b>${refusal.title}.</b> ${refusal.text}` : 'The line did not open.', this.#again('Try again'))}</div>`;
      case 'back':
        return html`<div role="status">${this.#notice('note', 'check', queued ? 'The caller waits in the queue again.' : 'You gave the call back. The agent has it again.', this.#again('Take over again'), this.#queue())}</div>`;
      case 'taken':
        return html`<div role="alert">${this.#notice('warning', 'alert', `${staff} has the call now.`, this.#queue())}</div>`;
      case 'over':
        return html`<div role="status">${this.#notice('note', 'hangUp', asked === 'end' ? 'You ended the call.' : `The call has ended${known ? `: ${words.endReason(endReason).toLowerCase()}` : ''}.`, this.#queue())}</div>`;
    }
  }

  /** @param {string} tone @param {import('../../components/icons.js').IconName} name @param {unknown} text @param {unknown[]} deeds */
  #notice(tone, name, text, ...deeds) {
    return html`<div class="notice ${tone}">${icon(name)}<p>${text}</p>${deeds}</div>`;
  }

  /** @param {string} action */
  #again(action) {
    return html`<sl-button size="small" variant="primary" @click=${() => this.dispatchEvent(new CustomEvent('vt-again'))}>${action}</sl-button>`;
  }

  #queue() {
    return html`<sl-button size="small" href="/console/hand-off">To the queue</sl-button>`;
  }
}

customElements.define('vt-desk-notices', DeskNotices);
