// @ts-check
import { LitElement, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../../components/icons.js';
import { shared } from '../../components/shared-styles.js';
import { format } from '../../format.js';
import { transcriptStyles } from './transcript-styles.js';

/** How near the end the reader must be for the log to follow new words. */
const NEAR_END_PX = 120;

/** @typedef {import('./conversation.js').Entry} Entry */
/** @typedef {import('./conversation.js').Turn} Turn */

/** Who said what, as it is spoken, and what happened between. */
class LineTranscript extends LitElement {
  static properties = { entries: { attribute: false }, mode: {}, staff: {} };

  static styles = [shared, transcriptStyles];

  constructor() {
    super();
    /** @type {Entry[]} */
    this.entries = [];
    this.mode = 'take';
    this.staff = '';
    this.follows = true;
  }

  get #scroller() {
    return /** @type {HTMLElement} */ (this.renderRoot.querySelector('.scroller'));
  }

  firstUpdated() {
    const scroller = this.#scroller;
    scroller.addEventListener('scroll', () => {
      this.follows = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX;
    });
    new ResizeObserver(() => this.#follow()).observe(scroller);
  }

  updated() {
    this.#follow();
  }

  /** Keeps the newest words in sight, unless the reader has gone back to earlier ones. */
  #follow() {
    if (this.follows) {
      this.#scroller.scrollTop = this.#scroller.scrollHeight;
    }
  }

  render() {
    const fresh = this.entries.filter((it) => (it.type === 'turn' ? !it.earlier && it.final : true));
    return html`
      <div class="scroller" tabindex="0" role="region" aria-label="What is said">
        <ol>${repeat(this.entries, keyOf, (entry) => this.#entry(entry))}</ol>
        ${this.entries.length === 0 ? html`<p class="remark">Nothing has been said yet</p>` : nothing}
      </div>
      <div class="unseen" role="log" aria-live="polite" aria-relevant="additions text" aria-label="New words">
        ${repeat(fresh, keyOf, (entry) => html`<p>${this.#spoken(entry)}</p>`)}
      </div>
    `;
  }

  /** @param {Entry} entry */
  #entry(entry) {
    switch (entry.type) {
      case 'turn':
        return this.#turn(entry);
      case 'whisper':
        return html`<li class="turn whisper"><span class="who">${icon('ear', { size: 14 })}${whisperer(entry)} <span class="heard">the caller does not hear this</span></span><span class="words">${entry.text}</span></li>`;
      case 'remark':
        return html`<li class="remark"><time title=${format.clock(new Date(entry.at).toISOString())}>${entry.text}</time></li>`;
    }
  }

  /** @param {Turn} turn */
  #turn(turn) {
    const own = turn.speaker === 'staff' && this.mode === 'take' && !turn.earlier;
    return html`<li class="turn ${turn.speaker} ${own ? 'own' : ''} ${turn.final ? '' : 'partial'} ${turn.fate}">
      <span class="who">${this.#speaker(turn)}</span>
      <span class="words">${turn.text}</span>
      ${this.#fate(turn)}
    </li>`;
  }

  /** @param {Turn} turn */
  #speaker({ speaker, earlier }) {
    switch (speaker) {
      case 'caller':
        return 'Caller';
      case 'agent':
        return 'Agent';
      case 'staff':
        return this.mode === 'take' && !earlier ? 'You' : (!earlier && this.staff) || 'Staff of the bank';
    }
  }

  /** @param {Turn} turn */
  #fate({ fate, because }) {
    switch (fate) {
      case 'refused':
        return html`<span class="fate">${icon('alert', { size: 14 })}Not said: ${because}</span>`;
      case 'unknown':
        return html`<span class="fate">${icon('alert', { size: 14 })}The line broke: nobody knows whether the caller got this</span>`;
      case 'sent':
        return html`<span class="fate quiet">On its way</span>`;
      default:
        return nothing;
    }
  }

  /** @param {Entry} entry */
  #spoken(entry) {
    switch (entry.type) {
      case 'turn':
        return `${this.#speaker(entry)}: ${entry.text}${entry.fate === 'refused' ? `. Not said: ${entry.because}` : ''}`;
      case 'whisper':
        return `${whisperer(entry)}: ${entry.text}`;
      case 'remark':
        return entry.text;
    }
  }
}

/** @param {Entry} entry @returns {string} */
const keyOf = (entry) => (entry.type === 'turn' ? `${entry.speaker} ${entry.id}` : entry.id);

/** @param {import('./conversation.js').Whisper} whisper */
const whisperer = ({ from }) => (from ? `${from} whispers` : 'You whispered');

customElements.define('vt-line-transcript', LineTranscript);
