// @ts-check
import { LitElement, html, nothing } from 'lit';
import { format } from '../format.js';

/** @type {Set<{requestUpdate: () => void}>} */
const shown = new Set();
setInterval(() => shown.forEach((it) => it.requestUpdate()), 20000);

/** A time as people say it, with the exact one on hover. Keeps up with the clock. */
class TimeAgo extends LitElement {
  static properties = { at: {} };

  constructor() {
    super();
    this.at = '';
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
    return this.at ? html`<time datetime=${this.at} title=${format.exact(this.at)}>${format.ago(this.at)}</time>` : nothing;
  }
}

customElements.define('vt-time', TimeAgo);

/** @param {string} [at] */
export const timeAgo = (at) => (at ? html`<vt-time .at=${at}></vt-time>` : html`<span class="quiet">–</span>`);
