// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import '../../components/page-head.js';
import { badge, badgeStyles, levelBadge } from '../../components/badges.js';
import { announced, connectionBadge } from '../../components/connection-badge.js';
import { dataTable, tableSkeleton, tableStyles } from '../../components/data-table.js';
import { icon } from '../../components/icons.js';
import { callOf } from '../../components/row-links.js';
import { runTime } from '../../components/run-time.js';
import { shared } from '../../components/shared-styles.js';
import { emptyState, problemState, stateStyles } from '../../components/state-block.js';
import { deskPlace, handOffBadge, modes, ways } from '../../hand-off.js';
import { LiveBoardWatch, liveBoard } from '../../live-board.js';
import { words } from '../../text.js';
import { Queue } from './queue.js';

/** Callers who wait for a person of the bank, and those who have one. */
class HandOffPage extends LitElement {
  static styles = [
    shared,
    badgeStyles,
    tableStyles,
    stateStyles,
    css`
      .stale {
        opacity: 0.6;
      }

      .late {
        margin-bottom: var(--vt-space-4);
        color: var(--vt-danger);
      }

      .summary {
        display: grid;
        gap: 2px;
        font-size: var(--vt-size-small);
      }

      .has {
        display: grid;
        gap: 2px;
        justify-items: start;
      }

      .has .badge {
        max-width: none;
        overflow: visible;
        white-space: normal;
      }

      .do {
        display: flex;
        flex-wrap: wrap;
        gap: var(--vt-space-2);
      }

      tr.gone td {
        color: var(--vt-ink-quiet);
      }
    `,
  ];

  constructor() {
    super();
    this.queue = new Queue(() => this.requestUpdate());
    this.watch = new LiveBoardWatch(this, () => this.#changed());
    this.condition = liveBoard.condition;
    this.announced = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.queue.open();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.queue.close();
  }

  #changed() {
    this.announced = announced(this.condition, liveBoard.condition, this.announced);
    this.condition = liveBoard.condition;
    this.queue.look();
    this.requestUpdate();
  }

  render() {
    const { waiting, known } = this.queue;
    return html`
      <vt-page-head heading="Hand-off" figure=${known ? String(waiting) : ''} unit=${waiting === 1 ? 'caller waits for a person' : 'callers wait for a person'}>
        <div>${connectionBadge(liveBoard.condition)}</div>
      </vt-page-head>
      <p class="unseen" role="status">${this.announced}</p>
      <p class="unseen" role="status">${known ? `${waiting} ${waiting === 1 ? 'caller waits' : 'callers wait'} for a person.` : ''}</p>
      ${this.#state()}
    `;
  }

  #state() {
    const { rows, known, problem } = this.queue;
    if (!known) {
      return problem ? problemState(problem, () => this.queue.refresh()) : tableSkeleton(4, 6);
    }
    return html`
      ${problem ? html`<p class="late row" role="alert"><span>This is not the newest state: ${problem.title}. ${problem.detail}</span><sl-button size="small" @click=${() => this.queue.refresh()}>Try again</sl-button></p>` : nothing}
      ${rows.length === 0 ? emptyState('Nobody waits for a person', 'A caller appears here the moment they ask for one, or need one.') : this.#table(rows)}
    `;
  }

  /** @param {import('./queue.js').Row[]} rows */
  #table(rows) {
    return html`<div class=${liveBoard.condition === 'lost' ? 'stale' : ''}>${dataTable({
      caption: 'Callers who wait for a person or have one, the longest waiting first',
      rows,
      key: (it) => it.item.call.callId,
      rowClass: ({ gone }) => (gone ? 'gone' : ''),
      columns: [
        { title: 'Call', short: true, cell: ({ item }) => callOf(item.call) },
        { title: 'Why', cell: ({ item }) => words.handOffReason(item.call.handOff?.reason) },
        { title: 'Waiting', numeric: true, cell: ({ item, gone }) => (!gone && item.call.handOff?.state === 'queued' ? runTime(item.call.handOff.since) : '–') },
        { title: 'Level', cell: ({ item }) => levelBadge(item.call.level, { short: true }) },
        { title: 'So far', cell: ({ item }) => this.#summary(item.summary) },
        { title: 'Who has it', cell: (row) => this.#has(row) },
        { title: 'Actions', cell: (row) => (row.gone ? nothing : this.#do(row.item.call)) },
      ],
    })}</div>`;
  }

  /** @param {string[]} summary */
  #summary(summary) {
    return summary.length === 0 ? html`<span class="quiet">Nothing yet</span>` : html`<ul class="summary">${summary.map((it) => html`<li>${it}</li>`)}</ul>`;
  }

  /** @param {import('./queue.js').Row} row */
  #has({ item: { call }, gone }) {
    if (gone) {
      return badge('No longer here', 'quiet');
    }
    const { handOff } = call;
    if (handOff?.state === 'taken') {
      return html`<span class="has">${handOffBadge(handOff)}<span class="quiet small">for ${runTime(handOff.since)}</span></span>`;
    }
    const meanwhile = call.state === 'waiting' ? 'The line is kept' : handOff?.reason === 'model-unavailable' ? 'The caller hears tones' : 'The agent goes on';
    return html`<span class="has">${badge('Nobody yet', 'warning', { dot: true })}<span class="quiet small">${meanwhile}</span></span>`;
  }

  /** @param {import('../../types.js').LiveCall} call */
  #do({ callId, handOff }) {
    return html`<span class="do">${ways(handOff).map((mode) => html`<sl-button size="small" href=${deskPlace(callId, mode)} variant=${mode === 'take' ? 'primary' : 'default'}>
      ${icon(mode === 'take' ? 'handOff' : 'ear', { slot: 'prefix', size: 16 })}${modes[mode].action}<span class="unseen"> ${callId}</span>
    </sl-button>`)}</span>`;
  }
}

customElements.define('vt-hand-off-page', HandOffPage);
