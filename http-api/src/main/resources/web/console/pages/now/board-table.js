// @ts-check
import { LitElement, css, html } from 'lit';
import { badge, badgeStyles, levelBadge, stateBadge } from '../../components/badges.js';
import { dataTable, tableSkeleton, tableStyles } from '../../components/data-table.js';
import { callOf } from '../../components/row-links.js';
import { runTime } from '../../components/run-time.js';
import { shared } from '../../components/shared-styles.js';
import { emptyState, stateStyles } from '../../components/state-block.js';
import { format } from '../../format.js';
import { handOffBadge, wayLinks } from '../../hand-off.js';
import { words } from '../../text.js';

/** A turn that took longer than this is worth a look. */
const SLOW_MS = 1500;

/** Every call in progress, each in its place for as long as it lasts. */
class BoardTable extends LitElement {
  static properties = { lines: { attribute: false }, known: { attribute: false }, stale: { attribute: false } };

  static styles = [
    shared,
    badgeStyles,
    tableStyles,
    stateStyles,
    css`
      .stale {
        opacity: 0.6;
      }

      .doing {
        display: inline-flex;
        flex-wrap: wrap;
        gap: 0 6px;
      }

      .slow {
        color: var(--vt-warning);
        font-weight: 600;
      }

      tr.ended td {
        color: var(--vt-ink-quiet);
      }

      .hand-off,
      .ways {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 2px var(--vt-space-3);
      }

      .ways a {
        font-size: var(--vt-size-small);
        white-space: nowrap;
      }

      @media (prefers-reduced-motion: no-preference) {
        tr.odd td {
          animation: odd 1.6s ease-out;
        }

        tr.even td {
          animation: even 1.6s ease-out;
        }
      }

      @keyframes odd {
        from {
          background: var(--vt-mark);
        }
      }

      @keyframes even {
        from {
          background: var(--vt-mark);
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../../board.js').Line[]} */
    this.lines = [];
    this.known = false;
    this.stale = false;
  }

  render() {
    if (!this.known) {
      return tableSkeleton(6, 6);
    }
    if (this.lines.length === 0) {
      return emptyState('Nobody is calling', 'A call appears here the moment it begins.');
    }
    return html`<div class=${this.stale ? 'stale' : ''}>${dataTable({
      caption: 'Calls in progress, the longest first',
      rows: this.lines,
      key: (it) => it.call.callId,
      rowClass: ({ beat, ended }) => `${ended ? 'ended' : ''} ${beat === 0 ? '' : beat % 2 ? 'odd' : 'even'}`,
      columns: [
        { title: 'Call', short: true, cell: ({ call }) => callOf(call) },
        { title: 'Caller', cell: ({ call, ended }) => (ended ? stateBadge('ended') : stateBadge(call.state)) },
        { title: 'Level', cell: ({ call }) => levelBadge(call.level, { short: true }) },
        { title: 'Doing', cell: ({ call, ended }) => (ended ? html`<span class="quiet">Over</span>` : this.#doing(call)) },
        { title: 'For', numeric: true, cell: ({ call, ended }) => (ended ? '–' : runTime(call.since)) },
        { title: 'Last answer', numeric: true, cell: ({ call }) => this.#latency(call.latencyMs) },
        { title: 'Length', numeric: true, cell: ({ call, ended }) => (ended ? '–' : runTime(call.startedAt)) },
        { title: 'Turns', numeric: true, minor: true, cell: ({ call }) => call.turns },
        { title: 'Hand-off', cell: ({ call, ended }) => (ended ? '–' : html`<span class="hand-off">${handOffBadge(call.handOff)}${wayLinks(call)}</span>`) },
        { title: 'Channel', short: true, minor: true, cell: ({ call }) => words.channel(call.channel) },
        { title: 'Node', short: true, minor: true, cell: ({ call }) => html`<span class="code">${call.node}</span>` },
      ],
    })}</div>`;
  }

  /** @param {import('../../types.js').LiveCall} call */
  #doing({ doing, tool, state }) {
    if (state === 'waiting') {
      return html`<span class="quiet">Line is kept</span>`;
    }
    if (doing === 'awaiting-secret') {
      return badge(words.doing(doing), 'note');
    }
    return html`<span class="doing">${doing === 'using-tool' && tool ? words.tool(tool) : words.doing(doing)}</span>`;
  }

  /** @param {number} [milliseconds] */
  #latency(milliseconds) {
    return milliseconds === undefined
      ? html`<span class="quiet">–</span>`
      : html`<span class=${milliseconds > SLOW_MS ? 'slow' : ''}>${format.milliseconds(milliseconds)}</span>`;
  }
}

customElements.define('vt-board-table', BoardTable);
