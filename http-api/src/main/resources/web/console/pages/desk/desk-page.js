// @ts-check
import { LitElement, html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import '../../components/confirm-dialog.js';
import '../../components/page-head.js';
import './desk-notices.js';
import './line-controls.js';
import './line-transcript.js';
import './say-form.js';
import { api } from '../../api.js';
import { badge, badgeStyles, levelBadge } from '../../components/badges.js';
import { factStyles, facts } from '../../components/facts.js';
import { icon } from '../../components/icons.js';
import { Resource } from '../../components/resource.js';
import { runTime } from '../../components/run-time.js';
import { shared } from '../../components/shared-styles.js';
import { modes } from '../../hand-off.js';
import { LiveBoardWatch, liveBoard } from '../../live-board.js';
import { router } from '../../router.js';
import { session } from '../../session.js';
import { words } from '../../text.js';
import { Desk } from './desk.js';
import { deskStyles } from './desk-styles.js';

/** The desk of one who has a call, listens to it or whispers. */
class DeskPage extends LitElement {
  static properties = { callId: { attribute: false }, mode: { attribute: false }, ending: { state: true }, leaving: { state: true } };

  static styles = [shared, badgeStyles, factStyles, deskStyles];

  constructor() {
    super();
    this.callId = '';
    /** @type {import('../../hand-off.js').Mode} */
    this.mode = 'take';
    this.ending = false;
    /** Where the reader wants to go while the caller would be left behind. */
    this.leaving = '';
    this.watch = new LiveBoardWatch(this);
    /** @type {Desk | null} */
    this.desk = null;
    /** @type {Resource<string[]>} */
    this.summary = new Resource(this);
    // A browser holds the sound back until the page is touched, wherever that is.
    const touched = () => void this.desk?.sound.speaker?.resume();
    this.addEventListener('pointerdown', touched);
    this.addEventListener('keydown', touched);
    this.stays = (/** @type {BeforeUnloadEvent} */ event) => this.#holds && event.preventDefault();
  }

  connectedCallback() {
    super.connectedCallback();
    const desk = new Desk(this.callId, this.mode, () => this.requestUpdate());
    this.desk = desk;
    desk.open();
    void this.summary.load((signal) => this.#summaryOf(signal));
    window.addEventListener('beforeunload', this.stays);
    router.keeper = (to) => this.#lets(to);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('beforeunload', this.stays);
    router.keeper = null;
    this.desk?.close();
  }

  /** Whether a caller would be left with nobody. */
  get #holds() {
    return this.mode === 'take' && (this.desk?.live ?? false);
  }

  /** @param {string} to @returns {boolean} whether they may go there now */
  #lets(to) {
    const asked = this.#holds && this.leaving !== to;
    this.leaving = asked ? to : '';
    return !asked;
  }

  /** @param {AbortSignal} signal */
  async #summaryOf(signal) {
    /** @type {{items: import('../../types.js').HandOff[]}} */
    const { items } = await api.get('/v1/admin/hand-offs', { signal });
    return items.find((it) => it.call.callId === this.callId)?.summary ?? [];
  }

  render() {
    const { desk } = this;
    if (!desk) {
      return nothing;
    }
    return html`
      <vt-page-head heading=${`Call ${this.callId.replace(/^call-/i, '')}`} back="/console/hand-off" backTitle="Hand-off">
        <span slot="beside" class="row">${this.#badge(desk)}</span>
        <div class="row">${this.#deeds(desk)}</div>
      </vt-page-head>
      <vt-desk-notices .desk=${desk} .callId=${this.callId} .beat=${this.#beat()} @vt-again=${() => desk.open()}></vt-desk-notices>
      <div class="layout">
        <section class="line" aria-label="The line">
          <vt-line-transcript .entries=${desk.entries} .mode=${this.mode} .staff=${desk.staff}></vt-line-transcript>
          <vt-line-controls
            .microphone=${desk.microphone}
            .mode=${this.mode}
            .live=${desk.canSpeak}
            .blocked=${desk.sound.speaker?.blocked ?? false}
            .level=${() => desk.sound.capture?.level ?? 0}
            @vt-microphone=${() => void desk.toggleMicrophone()}
            @vt-volume=${(/** @type {CustomEvent<number>} */ event) => (desk.sound.volume = event.detail)}
          ></vt-line-controls>
          ${this.mode === 'listen' ? nothing : html`<vt-say-form ?whisper=${this.mode === 'whisper'} ?disabled=${!desk.canSpeak} .say=${(/** @type {string} */ text) => desk.type(text)}></vt-say-form>`}
        </section>
        <aside aria-label="About this call">${this.#about(desk)}</aside>
      </div>
      <vt-confirm-dialog
        heading="End this call?"
        action="End call"
        danger
        ?open=${this.ending}
        .work=${() => this.#end(desk)}
        @vt-close=${() => (this.ending = false)}
      >The call ends for the caller too. What has been said and done is kept. It stands in the audit log that you ended it.</vt-confirm-dialog>
      <vt-confirm-dialog
        heading="Leave the caller?"
        action="Leave"
        danger
        ?open=${this.leaving !== ''}
        .work=${async () => this.#leave()}
        @vt-close=${() => (this.leaving = '')}
      >You have this call. If you leave, the caller waits in the queue again. Give the call back first if the agent shall go on; what you want to look up opens in a tab of its own.</vt-confirm-dialog>
    `;
  }

  #drawn = 0;

  /** Another number at each drawing: the desk is one object that changes. */
  #beat() {
    return ++this.#drawn;
  }

  /** @param {Desk} desk */
  #badge({ phase, mode, staff }) {
    switch (phase) {
      case 'opening':
        return badge('Opening the line', 'quiet', { dot: true });
      case 'open':
        return mode === 'take'
          ? badge('You have the call', 'good', { dot: true })
          : html`${badge(mode === 'listen' ? 'You listen' : 'You whisper', 'note', { dot: true })}${badge(staff ? `With ${staff}` : 'With the agent', 'quiet')}`;
      case 'lost':
        return badge('The line broke', 'danger', { dot: true });
      case 'refused':
        return badge('Not open', 'danger', { dot: true });
      case 'back':
        return badge('Given back', 'quiet');
      case 'taken':
        return badge(`With ${staff}`, 'note');
      case 'over':
        return badge('Ended', 'quiet');
    }
  }

  /** @param {Desk} desk */
  #deeds(desk) {
    if (!desk.live) {
      return nothing;
    }
    if (this.mode === 'take') {
      return html`
        <sl-button ?loading=${desk.asked === 'give-back'} @click=${() => desk.giveBack()}>${icon('back', { slot: 'prefix' })}Give back</sl-button>
        <sl-button variant="danger" outline @click=${() => (this.ending = true)}>${icon('hangUp', { slot: 'prefix' })}End call</sl-button>
      `;
    }
    const other = this.mode === 'listen' ? 'whisper' : 'listen';
    return html`
      <sl-button href=${`/console/hand-off/${encodeURIComponent(this.callId)}?mode=${other}`}>${modes[other].action}</sl-button>
      ${!desk.staff && session.may('take-calls') ? html`<sl-button variant="primary" href=${`/console/hand-off/${encodeURIComponent(this.callId)}`}>${icon('handOff', { slot: 'prefix' })}Take over</sl-button>` : nothing}
    `;
  }

  /** @param {Desk} desk */
  #about(desk) {
    const call = liveBoard.board.lines.get(this.callId)?.call;
    const { handOff, customerId } = call ?? {};
    const summary = this.summary.value ?? [];
    return html`
      <section class="card">
        ${facts([
          ['Customer', customerId ? (session.may('see-customers') ? html`<a href="/console/customers/${encodeURIComponent(customerId)}" target="_blank" title="In a tab of its own">${customerId}</a>` : customerId) : 'Not known'],
          ['Level', levelBadge(call?.level ?? desk.level)],
          ...(handOff ? /** @type {[string, unknown][]} */ ([['Why', words.handOffReason(handOff.reason)], [handOff.state === 'queued' ? 'Waits' : 'Taken', runTime(handOff.since)]]) : []),
          ...(call ? /** @type {[string, unknown][]} */ ([['Length', runTime(call.startedAt)], ['Channel', words.channel(call.channel)]]) : []),
        ])}
        ${session.may('see-conversations') ? html`<p class="more"><a href="/console/calls/${encodeURIComponent(this.callId)}" target="_blank" title="In a tab of its own">The whole timeline</a></p>` : nothing}
      </section>
      ${summary.length > 0 ? html`<section class="card"><h2>So far</h2><ul class="summary">${summary.map((it) => html`<li>${it}</li>`)}</ul></section>` : nothing}
    `;
  }

  /** @param {Desk} desk @returns {Promise<string>} */
  async #end(desk) {
    return desk.end() ? 'It is being ended.' : 'You do not have the call any more.';
  }

  /** @returns {Promise<string>} */
  async #leave() {
    router.go(this.leaving);
    return 'You have left the call.';
  }
}

customElements.define('vt-desk-page', DeskPage);
