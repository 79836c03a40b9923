// @ts-check
import { LitElement, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { badgeStyles, outcomeBadge } from '../../components/badges.js';
import { icon } from '../../components/icons.js';
import { shared } from '../../components/shared-styles.js';
import { emptyState, stateStyles } from '../../components/state-block.js';
import { format } from '../../format.js';
import { words } from '../../text.js';
import { stepStyles } from './step-styles.js';
import { timelineStyles } from './timeline-styles.js';
import { placed } from './lanes.js';

const lanes = /** @type {const} */ ([
  { name: 'conversation', title: 'Conversation', icon: 'chat' },
  { name: 'tools', title: 'Tools', icon: 'tool' },
  { name: 'trust', title: 'Authentication, audit', icon: 'shield' },
]);

/** Who says something, by the kind of its step. @type {Record<string, string>} */
const speakers = { caller: 'Caller', agent: 'Agent', staff: 'Staff of the bank' };

/** What was said, what was done, and what was kept of it, side by side in the order it happened. */
class CallTimeline extends LitElement {
  static properties = {
    steps: { attribute: false },
    began: { attribute: false },
    fresh: { attribute: false },
    live: { attribute: false },
    withoutAudit: { state: true },
  };

  static styles = [shared, badgeStyles, stateStyles, stepStyles, timelineStyles];

  constructor() {
    super();
    /** @type {import('../../types.js').TimelineStep[]} */
    this.steps = [];
    this.began = '';
    /** @type {Set<number>} */
    this.fresh = new Set();
    /** @type {import('../../types.js').LiveCall | null} */
    this.live = null;
    /** Whether audit entries are left out, so that the conversation reads on. */
    this.withoutAudit = false;
  }

  render() {
    if (this.steps.length === 0) {
      return emptyState('Nothing has happened yet', 'The first step appears here by itself.');
    }
    const steps = this.withoutAudit ? this.steps.filter((it) => it.lane !== 'audit') : this.steps;
    return html`
      <section class="frame" aria-label="Timeline">
        <div class="tools">
          <h2>Timeline</h2>
          <label><input type="checkbox" .checked=${!this.withoutAudit} @change=${() => (this.withoutAudit = !this.withoutAudit)} /> Audit entries</label>
        </div>
        <div class="heads" aria-hidden="true"><span></span>${lanes.map((it) => html`<span>${icon(it.icon, { size: 15 })}${it.title}</span>`)}</div>
        <ol class="steps" aria-live=${this.live ? 'polite' : 'off'}>
          ${repeat(placed(steps), ({ step }) => step.number, ({ step, row, column, first }, i) => html`
            <li class="at-${column} ${first ? 'first' : ''} ${this.#at(step) === this.#at(steps[i - 1]) ? 'again' : ''} ${this.fresh.has(step.number) ? 'fresh' : ''}" .row=${row}>
              <time title=${format.exact(step.at)}>${this.#at(step)}</time>
              ${this.#step(step)}
            </li>`)}
        </ol>
      </section>
    `;
  }

  /** @param {import('../../types.js').TimelineStep} [step] @returns {string} since the call began */
  #at(step) {
    return step ? format.span(Date.parse(step.at) - Date.parse(this.began)) : '';
  }

  updated() {
    // The policy lets no style attribute through, but a script may set where an item stands.
    for (const item of this.renderRoot.querySelectorAll('li')) {
      item.style.gridRow = String(/** @type {HTMLLIElement & {row: number}} */ (item).row);
    }
  }

  /** @param {import('../../types.js').TimelineStep} step */
  #step(step) {
    switch (step.lane) {
      case 'conversation':
        return speakers[step.kind]
          ? html`<div class="said ${step.kind}"><span class="who">${speakers[step.kind]}</span><p>${step.text}</p></div>`
          : html`<div class="event"><p>${step.text}</p></div>`;
      case 'tools':
        return this.#tool(step);
      case 'authentication':
        return html`<div class="event trust">${icon('lock', { size: 15 })}<p>${step.text}</p>${step.outcome && step.outcome !== 'succeeded' ? outcomeBadge(step.outcome) : nothing}</div>`;
      case 'audit':
        return this.#entry(step);
    }
  }

  /** @param {import('../../types.js').TimelineStep} step */
  #tool({ tool, text, outcome, tookMs, confirmation }) {
    return html`<div class="used">
      <p class="name">${tool ? words.tool(tool) : text}</p>
      <p class="row">${outcome ? outcomeBadge(outcome) : html`<span class="badge note">Begun</span>`}${tookMs === undefined ? nothing : html`<span class="quiet small">${format.milliseconds(tookMs)}</span>`}</p>
      ${tool && text ? html`<p class="small quiet">${text}</p>` : nothing}
      ${confirmation ? html`<p class="small">Confirmation <b class="code">${confirmation}</b></p>` : nothing}
    </div>`;
  }

  /** @param {import('../../types.js').TimelineStep} step */
  #entry({ text, audit }) {
    if (!audit) {
      return html`<div class="entry"><p>${text}</p></div>`;
    }
    return html`<details class="entry">
      <summary><span>${words.action(audit.action)}</span>${audit.result === 'SUCCESS' ? nothing : outcomeBadge(audit.result)}${audit.personalDataSeen ? html`<span class="seen" title="Personal data was seen">${icon('eye', { size: 14 })}</span>` : nothing}</summary>
      <dl>
        <dt>Entry</dt><dd class="code">${audit.auditId}</dd>
        ${audit.resource ? html`<dt>Resource</dt><dd class="code">${audit.resource}</dd>` : nothing}
        <dt>Level</dt><dd>${audit.level}</dd>
        ${audit.flags.length > 0 ? html`<dt>Flags</dt><dd>${audit.flags.join(', ')}</dd>` : nothing}
        ${audit.hash ? html`<dt>Hash</dt><dd class="code">${audit.hash}</dd>` : nothing}
      </dl>
    </details>`;
  }
}

customElements.define('vt-call-timeline', CallTimeline);
