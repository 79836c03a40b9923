// @ts-check
import { LitElement, html } from 'lit';
import { format } from '../format.js';

/** @type {Set<{requestUpdate: () => void}>} */
const shown = new Set();
setInterval(() => shown.forEach((it) => it.requestUpdate()), 1000);

/** How far the bank's clock is ahead of this computer's, in milliseconds. */
let ahead = 0;

/** @param {string} asOf the bank's time just now */
export const setBankClock = (asOf) => {
  ahead = Date.parse(asOf) - Date.now();
};

/** How long something has been going on, second by second, by the bank's clock. */
class RunTime extends LitElement {
  static properties = { since: {} };

  constructor() {
    super();
    this.since = '';
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    shown.add(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    shown.delete(this);
  }

  render() {
    return html`<time title=${format.exact(this.since)}>${format.span(Date.now() + ahead - Date.parse(this.since))}</time>`;
  }
}

customElements.define('vt-run-time', RunTime);

/** @param {string} since */
export const runTime = (since) => html`<vt-run-time .since=${since}></vt-run-time>`;
