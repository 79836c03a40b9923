// @ts-check
import { LitElement, css, html } from 'lit';
import { badge, badgeStyles } from '../../components/badges.js';
import { factStyles, facts } from '../../components/facts.js';
import { shared } from '../../components/shared-styles.js';
import { format } from '../../format.js';

const streams = /** @type {const} */ ({ open: ['Open', 'good'], renewing: ['Being renewed', 'note'], failed: ['Failed', 'danger'] });

/** How the sound of a call is doing. */
class AudioFacts extends LitElement {
  static properties = { audio: { attribute: false } };

  static styles = [
    shared,
    badgeStyles,
    factStyles,
    css`
      h3 {
        margin: var(--vt-space-4) 0 var(--vt-space-2);
        padding-top: var(--vt-space-4);
        border-top: 1px solid var(--vt-line-colour);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../../types.js').AudioState} */
    this.audio = { stream: 'open', renewals: 0, droppedToModelMs: 0, droppedToCallerMs: 0, bargeIns: 0 };
  }

  render() {
    const { stream, renewals, droppedToModelMs, droppedToCallerMs, bargeIns } = this.audio;
    const [state, tone] = streams[stream];
    return html`<h3>Sound</h3>${facts([
      ['Stream to the model', badge(state, tone)],
      ['Renewed', `${renewals} ×`],
      ['Lost to the model', format.milliseconds(droppedToModelMs)],
      ['Lost to the caller', format.milliseconds(droppedToCallerMs)],
      ['Interruptions', bargeIns],
    ])}`;
  }
}

customElements.define('vt-audio-facts', AudioFacts);
