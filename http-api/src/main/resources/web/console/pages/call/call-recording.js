// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import { api } from '../../api.js';
import { icon } from '../../components/icons.js';
import { Resource } from '../../components/resource.js';
import { shared } from '../../components/shared-styles.js';
import { format } from '../../format.js';
import { inWords } from '../../text.js';

/** The call's sound, taken out only when somebody asks for it: that too is audited. */
class CallRecording extends LitElement {
  static properties = { recording: { attribute: false }, callId: { attribute: false }, began: { attribute: false } };

  static styles = [
    shared,
    css`
      h2 {
        margin-bottom: var(--vt-space-3);
      }

      audio {
        display: block;
        width: 100%;
      }

      .gaps {
        display: grid;
        gap: var(--vt-space-1);
        margin-top: var(--vt-space-3);
        padding-top: var(--vt-space-3);
        border-top: 1px solid var(--vt-line-colour);
        font-size: var(--vt-size-small);
      }

      .gaps b {
        font-weight: 600;
      }

      .invalid {
        margin-top: var(--vt-space-2);
        color: var(--vt-danger);
        font-size: var(--vt-size-small);
      }

      .hint {
        margin-bottom: var(--vt-space-3);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../../types.js').Recording} */
    this.recording = { available: false };
    this.callId = '';
    this.began = '';
    /** @type {Resource<string>} */
    this.sound = new Resource(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    if (this.sound.value) {
      URL.revokeObjectURL(this.sound.value);
    }
  }

  render() {
    if (!this.recording.available) {
      return html`<h2>Recording</h2><p class="quiet">This call has none.</p>`;
    }
    const { value, loading, problem } = this.sound;
    return html`
      <h2>Recording</h2>
      ${value
        ? html`<audio controls src=${value} aria-label="Recording of this call"></audio>`
        : html`<p class="hint small quiet">Caller on the left, agent on the right. Taking it out is audited.</p>
            <sl-button ?loading=${loading} @click=${this.#take}>${icon('save', { slot: 'prefix' })}Take it out</sl-button>`}
      ${problem ? html`<p class="invalid" role="alert">${problem.title}. ${problem.detail}</p>` : nothing}
      ${this.recording.gaps?.length
        ? html`<ul class="gaps" aria-label="Left out of the recording">${this.recording.gaps.map((it) => html`<li><b>${this.#at(it.from)}${it.until ? ` – ${this.#at(it.until)}` : ''}</b> <span class="quiet">left out: ${inWords(it.reason).toLowerCase()}</span></li>`)}</ul>`
        : nothing}
    `;
  }

  /** @param {string} time @returns {string} since the call began */
  #at(time) {
    return format.span(Date.parse(time) - Date.parse(this.began));
  }

  #take() {
    void this.sound.load(async (signal) => URL.createObjectURL(await api.blob(`/v1/admin/calls/${encodeURIComponent(this.callId)}/recording`, { signal })));
  }
}

customElements.define('vt-call-recording', CallRecording);
