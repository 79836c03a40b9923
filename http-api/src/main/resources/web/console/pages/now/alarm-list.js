// @ts-check
import { LitElement, css, html } from 'lit';
import { icon } from '../../components/icons.js';
import { shared } from '../../components/shared-styles.js';
import { timeAgo } from '../../components/time-ago.js';

/** What somebody should look after. */
class AlarmList extends LitElement {
  static properties = { alarms: { attribute: false } };

  static styles = [
    shared,
    css`
      ul {
        display: grid;
        gap: 1px;
        overflow: hidden;
        border-radius: var(--vt-radius-large);
      }

      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--vt-space-1) var(--vt-space-3);
        padding: var(--vt-space-3) var(--vt-space-5);
        background: var(--vt-danger-soft);
        color: var(--vt-danger);
      }

      .text {
        flex: 1;
        min-width: 12em;
        color: var(--vt-ink);
        overflow-wrap: anywhere;
      }

      .since {
        color: var(--vt-ink);
        font-size: var(--vt-size-small);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../../types.js').Alarm[]} */
    this.alarms = [];
  }

  render() {
    return html`<ul aria-label="Alarms" aria-live="polite">
      ${this.alarms.map((it) => html`<li>${icon('alert')}<span class="text">${it.text}</span><span class="since">since ${timeAgo(it.since)}</span></li>`)}
    </ul>`;
  }
}

customElements.define('vt-alarm-list', AlarmList);
