// @ts-check
import { LitElement, css, html } from 'lit';
import { shared } from '../../components/shared-styles.js';
import { format } from '../../format.js';
import { levels } from '../../text.js';

/** The board in four figures. */
class BoardFigures extends LitElement {
  static properties = { board: { attribute: false }, known: { attribute: false }, beat: { attribute: false } };

  static styles = [
    shared,
    css`
      dl {
        display: grid;
        grid-template-columns: repeat(4, minmax(0, 1fr)) ;
        border: 1px solid var(--vt-line-colour);
        border-radius: var(--vt-radius-large);
        background: var(--vt-surface);
      }

      dl > div {
        display: grid;
        align-content: start;
        gap: var(--vt-space-1);
        min-height: 108px;
        padding: var(--vt-space-4) var(--vt-space-5);
        border-left: 1px solid var(--vt-line-colour);
      }

      dl > div:first-child {
        border-left: 0;
      }

      dt {
        color: var(--vt-ink-quiet);
        font-size: var(--vt-size-small);
        font-weight: 500;
      }

      dd.value {
        font-size: var(--vt-size-figure);
        font-weight: 650;
        line-height: 1.15;
        letter-spacing: -0.02em;
      }

      .levels {
        display: grid;
        grid-template-columns: repeat(4, auto);
        justify-content: start;
        gap: 2px var(--vt-space-4);
        margin-top: var(--vt-space-1);
      }

      .levels span {
        display: grid;
        white-space: nowrap;
        line-height: 1.2;
      }

      .levels b {
        font-size: var(--vt-size-large);
        font-weight: 650;
      }

      @media (max-width: 860px) {
        dl {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }

        dl > div {
          min-height: 92px;
        }

        dl > div:nth-child(odd) {
          border-left: 0;
        }

        dl > div:nth-child(n + 3) {
          border-top: 1px solid var(--vt-line-colour);
        }

        .levels {
          gap: 2px var(--vt-space-4);
        }
      }

      @media (max-width: 520px), (min-width: 1121px) and (max-width: 1360px) {
        .levels {
          grid-template-columns: repeat(2, auto);
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../../board.js').Board | null} */
    this.board = null;
    this.known = false;
    this.beat = 0;
  }

  render() {
    const board = this.board;
    const { turns, p50Ms, p95Ms } = board?.latency ?? { turns: 0 };
    /** @param {unknown} value */
    const told = (value) => (this.known ? value : '–');
    /** @param {number | undefined} milliseconds */
    const took = (milliseconds) => told(milliseconds === undefined ? '–' : format.milliseconds(milliseconds));
    return html`
      <dl>
        <div>
          <dt>In progress</dt>
          <dd class="value">${told(board?.active.length)}</dd>
          <dd class="small quiet">${told(board?.waiting)} waiting for the caller to come back</dd>
        </div>
        <div>
          <dt title="From the end of the caller's words to the first sound of the answer, over the turns of the last five minutes">Answer, median</dt>
          <dd class="value">${took(p50Ms)}</dd>
          <dd class="small quiet">${told(format.count(turns))} turns in five minutes</dd>
        </div>
        <div>
          <dt title="One turn in twenty took longer than this">Answer, 95th percentile</dt>
          <dd class="value">${took(p95Ms)}</dd>
          <dd class="small quiet">One turn in twenty takes longer</dd>
        </div>
        <div>
          <dt>Level of verification</dt>
          <dd class="levels">${levels.map((name, level) => html`<span title=${name}><b>${told(board?.atLevel(level))}</b><span class="small quiet">Level ${level}</span></span>`)}</dd>
        </div>
      </dl>
    `;
  }
}

customElements.define('vt-board-figures', BoardFigures);
