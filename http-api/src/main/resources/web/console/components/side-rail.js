// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import { icon } from './icons.js';
import { shared } from './shared-styles.js';
import { liveBoard } from '../live-board.js';
import { places } from '../text.js';
import { session } from '../session.js';

/** Which page belongs to which entry of the rail. */
const within = /** @type {Record<string, string>} */ ({ call: 'calls', desk: 'handOffs', customer: 'customers', dispute: 'disputes', audit: 'compliance', consents: 'compliance' });

/** The way to every page that the role may see, and how many callers wait for a person. */
class SideRail extends LitElement {
  static properties = { current: {}, bankName: {}, queued: { state: true } };

  static styles = [
    shared,
    css`
      nav {
        display: flex;
        flex-direction: column;
        gap: var(--vt-space-1);
        padding: var(--vt-space-4) var(--vt-space-3);
      }

      .bank {
        display: flex;
        align-items: center;
        gap: var(--vt-space-3);
        min-height: 40px;
        margin-bottom: var(--vt-space-3);
        padding: 0 var(--vt-space-2);
        font-weight: 650;
        line-height: var(--vt-line-tight);
      }

      .mark {
        flex: none;
        width: 32px;
        height: 32px;
        padding: 6px;
        border-radius: var(--vt-radius);
        background: var(--vt-accent);
        color: var(--vt-on-accent);
      }

      .group {
        padding: var(--vt-space-4) var(--vt-space-3) var(--vt-space-1);
        color: var(--vt-ink-quiet);
        font-size: var(--vt-size-tiny);
        font-weight: 600;
      }

      a {
        display: flex;
        align-items: center;
        gap: var(--vt-space-3);
        min-height: 36px;
        padding: 0 var(--vt-space-3);
        border-radius: var(--vt-radius);
        color: var(--vt-ink-quiet);
        font-weight: 500;
        text-decoration: none;
      }

      a:hover {
        background: var(--vt-raised);
        color: var(--vt-ink);
      }

      a[aria-current] {
        background: var(--vt-accent-soft);
        color: var(--vt-accent);
        font-weight: 600;
      }

      .count {
        min-width: 22px;
        margin-left: auto;
        padding: 0 6px;
        border-radius: var(--vt-radius-round);
        background: var(--vt-warning-soft);
        color: var(--vt-warning);
        font-size: var(--vt-size-tiny);
        font-weight: 650;
        line-height: 22px;
        text-align: center;
      }

      @media (max-width: 1120px) {
        a {
          min-height: 44px;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.current = '';
    this.bankName = '';
    this.queued = 0;
    /** @type {() => void} */
    this.end = () => {};
    this.looked = () => this.#watch();
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.looked);
    this.#watch();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.looked);
    this.end();
  }

  /** A tab that nobody looks at does without: a browser has but six connections for all of them. */
  #watch() {
    this.end();
    const wanted = !document.hidden && session.may('see-calls');
    this.end = wanted ? liveBoard.subscribe(() => (this.queued = liveBoard.board.queued)) : () => {};
    this.queued = liveBoard.board.queued;
  }

  render() {
    const here = within[this.current] ?? this.current;
    const open = places.filter((it) => session.may(it.needs));
    return html`
      <nav aria-label="Console">
        <p class="bank">
          <svg class="mark" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true">
            <path d="M2 8v4M6 5v10M10 7.5v5M14 3v14M18 8v4" />
          </svg>
          ${this.bankName}
        </p>
        ${open.map((it, i) => html`
          ${it.group && it.group !== open[i - 1]?.group ? html`<p class="group">${it.group}</p>` : nothing}
          <a href=${it.path} aria-current=${it.name === here ? 'page' : nothing} title="g then ${it.key}">${icon(it.icon)}${it.title}${it.name === 'handOffs' && this.queued > 0 ? html` <span class="count">${this.queued}<span class="unseen"> waiting</span></span>` : nothing}</a>
        `)}
      </nav>
    `;
  }
}

customElements.define('vt-side-rail', SideRail);
