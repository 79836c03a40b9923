// @ts-check
import { LitElement, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import './activity-line.js';
import { heardText } from '../conversation.js';
import { shared } from './shared-styles.js';
import { activityWords, text, timeOfDay } from '../text.js';
import { transcriptStyles } from './transcript-styles.js';

/** How near the end the reader must be for the log to follow new words. */
const NEAR_END_PX = 120;

/** @typedef {import('../conversation.js').Entry} Entry */
/** @typedef {import('../conversation.js').Turn} Turn */

/** @param {Entry} entry @returns {boolean} whether nothing of it will change while it is heard */
const settled = (entry) =>
  entry.type === 'turn' ? entry.sound !== 'playing' && (entry.final || entry.sound !== 'none') : entry.type === 'remark' || entry.outcome !== null;

/** @param {Entry} entry @returns {string} */
const spoken = (entry) => {
  switch (entry.type) {
    case 'turn':
      return `${text.speaker[entry.role]}: ${heardText(entry)}`;
    case 'activity':
      return `${activityWords(entry)}. ${entry.confirmation ? `${text.confirmation} ${entry.confirmation}` : ''}`;
    case 'remark':
      return entry.text;
  }
};

/** Who said what, as it is heard, and between it what the agent did. */
class TranscriptLog extends LitElement {
  static properties = { state: { attribute: false } };

  static styles = [shared, transcriptStyles];

  constructor() {
    super();
    /** @type {import('../store.js').State | null} */
    this.state = null;
    this.follows = true;
    this.ended = false;
  }

  firstUpdated() {
    const scroller = this.#scroller();
    scroller.addEventListener('scroll', () => {
      this.follows = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX;
    });
    const sizes = new ResizeObserver(() => this.#follow());
    sizes.observe(scroller);
    sizes.observe(this);
  }

  updated() {
    const ended = this.state?.phase === 'ended';
    if (ended && !this.ended) {
      this.#scroller().scrollTop = 0;
    }
    this.ended = ended;
    this.#follow();
  }

  /** Keeps the newest words in sight, unless the reader has gone back to earlier ones. */
  #follow() {
    const scroller = this.#scroller();
    if (this.follows && !this.hidden && !this.ended) {
      scroller.scrollTop = scroller.scrollHeight;
    }
  }

  /** @returns {HTMLElement} what the page lets scroll around this log */
  #scroller() {
    return /** @type {HTMLElement} */ (this.parentElement);
  }

  render() {
    const entries = this.state?.entries ?? [];
    const waiting = entries.length === 0 && this.state?.phase === 'inCall';
    return html`
      <ol class="log" aria-label=${text.transcript}>
        ${repeat(entries, (entry) => entry.id, (entry) => this.#entry(entry))}
        ${waiting ? html`<li class="remark">${text.waitingForGreeting}</li>` : nothing}
      </ol>
      <div class="unseen" role="log" aria-live="polite" aria-relevant="additions">
        ${repeat(entries.filter(settled), (entry) => entry.id, (entry) => html`<p>${spoken(entry)}</p>`)}
      </div>
    `;
  }

  /** @param {Entry} entry */
  #entry(entry) {
    switch (entry.type) {
      case 'turn':
        return this.#turn(entry);
      case 'activity':
        return html`<li class="activity"><vt-activity-line .activity=${entry}></vt-activity-line></li>`;
      case 'remark':
        return html`<li class="remark">${entry.text}</li>`;
    }
  }

  /** @param {Turn} turn */
  #turn(turn) {
    const words = heardText(turn);
    if (!words) {
      return nothing;
    }
    const partial = turn.role === 'caller' && !turn.final;
    return html`
      <li class="turn ${turn.role === 'staff' ? 'agent' : turn.role} ${partial ? 'partial' : ''}" data-turn=${turn.id}>
        <span class="who">
          ${text.speaker[turn.role]}
          <time datetime=${new Date(turn.at).toISOString()}>${timeOfDay(turn.at)}</time>
        </span>
        <span class="words">${words}</span>
      </li>
    `;
  }
}

customElements.define('vt-transcript-log', TranscriptLog);
