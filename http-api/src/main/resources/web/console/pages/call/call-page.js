// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import '../../components/confirm-dialog.js';
import '../../components/page-head.js';
import './audio-facts.js';
import './call-recording.js';
import './call-timeline.js';
import './chain-check.js';
import { request } from '../../api.js';
import { badge, badgeStyles, levelBadge, stateBadge } from '../../components/badges.js';
import { factStyles, facts } from '../../components/facts.js';
import { icon } from '../../components/icons.js';
import { Resource } from '../../components/resource.js';
import { runTime } from '../../components/run-time.js';
import { shared } from '../../components/shared-styles.js';
import { lineSkeleton, problemState, stateStyles } from '../../components/state-block.js';
import { timeAgo } from '../../components/time-ago.js';
import { format } from '../../format.js';
import { deskPlace, handOffBadge, modes, ways } from '../../hand-off.js';
import { session } from '../../session.js';
import { words } from '../../text.js';
import { CallState } from './call-state.js';

/** One call: all that was said, done and kept, in one timeline. */
class CallPage extends LitElement {
  static properties = { callId: { attribute: false }, query: { attribute: false }, ending: { state: true } };

  static styles = [
    shared,
    badgeStyles,
    stateStyles,
    factStyles,
    css`
      .layout {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 272px;
        align-items: start;
        gap: var(--vt-space-5);
      }

      aside {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--vt-space-5);
      }

      aside h2 {
        margin-bottom: var(--vt-space-3);
      }

      @media (max-width: 1100px) {
        .layout {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  constructor() {
    super();
    this.callId = '';
    this.query = new URLSearchParams();
    this.ending = false;
    /** @type {Resource<import('../../types.js').Call>} */
    this.asked = new Resource(this);
    /** @type {CallState | null} */
    this.state = null;
  }

  connectedCallback() {
    super.connectedCallback();
    const state = new CallState(this.callId, () => this.requestUpdate());
    this.state = state;
    void this.asked.load((signal) => state.load(signal));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.state?.close();
  }

  render() {
    const call = this.state?.call;
    return html`
      <vt-page-head heading=${`Call ${this.callId.replace(/^call-/i, '')}`} back="/console/calls" backTitle="Calls">
        ${call ? html`<span slot="beside" class="row">${stateBadge(call.call.state)}${handOffBadge(call.live?.handOff)}${this.#connection()}</span>` : nothing}
        ${call && call.call.state !== 'ended' ? html`<div class="row">${this.#ways(call)}</div>` : nothing}
      </vt-page-head>
      ${this.asked.problem ? problemState(this.asked.problem, this.asked.retry) : call ? this.#call(call) : html`<div class="card">${lineSkeleton(12)}</div>`}
      <vt-confirm-dialog
        heading="End this call?"
        action="End call"
        danger
        ?open=${this.ending}
        .work=${(/** @type {string} */ key) => this.#end(key)}
        @vt-close=${() => (this.ending = false)}
      >The caller hears that the call ends. What has been said and done is kept. It stands in the audit log that you ended it.</vt-confirm-dialog>
    `;
  }

  /** What can be done with a call that goes on. @param {import('../../types.js').Call} call */
  #ways({ live }) {
    return html`
      ${ways(live?.handOff).map((mode) => html`<sl-button href=${deskPlace(this.callId, mode)} variant=${mode === 'take' ? 'primary' : 'default'}>${icon(mode === 'take' ? 'handOff' : 'ear', { slot: 'prefix' })}${modes[mode].action}</sl-button>`)}
      ${session.may('end-calls') ? html`<sl-button class="end" variant="danger" outline @click=${() => (this.ending = true)}>${icon('hangUp', { slot: 'prefix' })}End call</sl-button>` : nothing}
    `;
  }

  /** @param {import('../../types.js').Call} call */
  #call(call) {
    return html`
      <div class="layout">
        <div class="stack">
          <vt-chain-check .chain=${call.chain} .callId=${this.callId}></vt-chain-check>
          <vt-call-timeline .steps=${call.steps} .began=${call.call.startedAt} .fresh=${this.state?.fresh ?? new Set()} .live=${call.live ?? null}></vt-call-timeline>
        </div>
        <aside aria-label="About this call">
          <section class="card">${this.#about(call)}</section>
          ${call.live ? html`<section class="card"><h2>Just now</h2>${this.#now(call.live)}</section>` : nothing}
          ${session.may('hear-recordings') ? html`<section class="card"><vt-call-recording .recording=${call.recording} .callId=${this.callId} .began=${call.call.startedAt}></vt-call-recording></section>` : nothing}
        </aside>
      </div>
    `;
  }

  /** @param {import('../../types.js').Call} call */
  #about({ call }) {
    const { customerId, startedAt, endedAt, endReason, channel, jurisdiction, level, attestation } = call;
    return facts([
      ['Customer', customerId ? (session.may('see-customers') ? html`<a href="/console/customers/${encodeURIComponent(customerId)}">${customerId}</a>` : customerId) : 'Not known'],
      ['Level', levelBadge(level)],
      ['Began', timeAgo(startedAt)],
      ['Length', endedAt ? format.span(Date.parse(endedAt) - Date.parse(startedAt)) : runTime(startedAt)],
      ...(call.state === 'ended' ? /** @type {[string, unknown][]} */ ([['Ended because', words.endReason(endReason) || '–']]) : []),
      ['Channel', words.channel(channel)],
      ['Jurisdiction', jurisdiction],
      ...(attestation ? /** @type {[string, unknown][]} */ ([['Number', words.attestation(attestation)]]) : []),
    ]);
  }

  /** @param {import('../../types.js').LiveCall} live */
  #now(live) {
    const doing = live.state === 'waiting' ? 'Waiting for the caller' : live.doing === 'using-tool' && live.tool ? words.tool(live.tool) : words.doing(live.doing);
    return html`${facts([
      ['Doing', html`${doing} <span class="quiet">${runTime(live.since)}</span>`],
      ['Last answer', live.latencyMs === undefined ? '–' : format.milliseconds(live.latencyMs)],
      ['Turns', live.turns],
      ['Node', html`<span class="code">${live.node}</span>`],
    ])}${live.audio ? html`<vt-audio-facts .audio=${live.audio}></vt-audio-facts>` : nothing}`;
  }

  #connection() {
    switch (this.state?.condition) {
      case 'live':
        return badge('As it is spoken', 'note', { title: 'New steps appear by themselves' });
      case 'lost':
        return badge('Connection lost, trying again', 'warning', { dot: true });
      case 'refused':
        return badge('Not followed live', 'warning');
      default:
        return nothing;
    }
  }

  /** @param {string} key */
  async #end(key) {
    await request('POST', `/v1/admin/calls/${encodeURIComponent(this.callId)}/end`, { key });
    return 'It is being ended.';
  }
}

customElements.define('vt-call-page', CallPage);
