// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import { clock, text, toolWords } from '../text.js';
import { doneIn, save } from '../summary.js';
import { icon } from './icons.js';
import { shared } from './shared-styles.js';

/** After the call: how long it was, what was done, and a way to keep it. */
class CallSummary extends LitElement {
  static properties = { state: { attribute: false } };

  static styles = [
    shared,
    css`
      section {
        display: grid;
        gap: var(--vt-space-4);
        margin: var(--vt-space-4) var(--vt-space-4) 0;
        padding: var(--vt-space-4);
        border: 1px solid var(--vt-line-colour);
        border-radius: var(--vt-radius-large);
        background: var(--vt-raised);
      }

      h2 {
        font-size: var(--vt-size-large);
        font-weight: 650;
        line-height: var(--vt-line-tight);
      }

      .quiet,
      dt {
        color: var(--vt-ink-quiet);
      }

      dl {
        display: grid;
        gap: var(--vt-space-2);
      }

      dl > div {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 var(--vt-space-4);
      }

      .done {
        padding-top: var(--vt-space-2);
        border-top: 1px solid var(--vt-line-colour);
      }

      .done dt {
        color: var(--vt-ink);
      }

      sl-button {
        justify-self: start;
      }

      @media (min-width: 768px) {
        section {
          margin: var(--vt-space-6) var(--vt-space-6) 0;
          padding: var(--vt-space-5);
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../store.js').State | null} */
    this.state = null;
  }

  render() {
    if (!this.state) {
      return nothing;
    }
    const state = this.state;
    const done = doneIn(state);
    const reason = text.reason[/** @type {keyof typeof text.reason} */ (state.endReason)] ?? '';
    return html`
      <section aria-labelledby="title">
        <div>
          <h2 id="title">${text.summary}</h2>
          <p class="quiet">${reason}</p>
        </div>
        <dl>
          <div><dt>${text.duration}</dt><dd>${clock(state.endedAt - state.startedAt)}</dd></div>
          ${done.map(
            (it) => html`<div class="done">
              <dt>${toolWords(it.tool).done}</dt>
              <dd class="quiet">${it.confirmation ? `${text.confirmation} ${it.confirmation}` : nothing}</dd>
            </div>`,
          )}
        </dl>
        ${done.length === 0 ? html`<p class="quiet">${text.nothingDone}</p>` : nothing}
        <sl-button @click=${() => save(state)}>${icon('save', 'prefix')}${text.save}</sl-button>
      </section>
    `;
  }
}

customElements.define('vt-call-summary', CallSummary);
