// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import '../../components/page-head.js';
import './board-figures.js';
import './board-table.js';
import './alarm-list.js';
import { badgeStyles } from '../../components/badges.js';
import { announced, connectionBadge } from '../../components/connection-badge.js';
import { shared } from '../../components/shared-styles.js';
import { problemState, stateStyles } from '../../components/state-block.js';
import { LiveBoardWatch, liveBoard } from '../../live-board.js';

/** What happens now, in the whole bank. */
class NowPage extends LitElement {
  static styles = [
    shared,
    badgeStyles,
    stateStyles,
    css`
      .connection {
        min-width: 9em;
        text-align: right;
      }

      @media (max-width: 760px) {
        .connection {
          text-align: left;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.watch = new LiveBoardWatch(this, () => this.#changed());
    this.condition = liveBoard.condition;
    this.announced = '';
  }

  #changed() {
    this.announced = announced(this.condition, liveBoard.condition, this.announced);
    this.condition = liveBoard.condition;
    this.requestUpdate();
  }

  render() {
    const { board, condition, problem } = liveBoard;
    const count = board.active.length;
    return html`
      <vt-page-head heading="Now" figure=${board.known ? String(count) : ''} unit=${count === 1 ? 'call in progress' : 'calls in progress'}>
        <div class="connection">${connectionBadge(condition)}</div>
      </vt-page-head>
      <p class="unseen" role="status">${this.announced}</p>
      ${problem
        ? problemState(problem, () => liveBoard.retry())
        : html`<div class="stack">
            <vt-board-figures .board=${board} .known=${board.known} .beat=${this.#beat()}></vt-board-figures>
            ${board.alarms.length > 0 ? html`<vt-alarm-list .alarms=${board.alarms}></vt-alarm-list>` : nothing}
            <vt-board-table .lines=${[...board.lines.values()]} .known=${board.known} .stale=${condition === 'lost'}></vt-board-table>
          </div>`}
    `;
  }

  #drawn = 0;

  /** Another number at each drawing: the board is one object that changes. */
  #beat() {
    return ++this.#drawn;
  }
}

customElements.define('vt-now-page', NowPage);
