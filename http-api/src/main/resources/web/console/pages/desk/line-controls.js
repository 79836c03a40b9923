// @ts-check
import { LitElement, css, html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import '../../../shared/level-bars.js';
import { icon } from '../../components/icons.js';
import { shared } from '../../components/shared-styles.js';

/** The microphone and the loudspeaker of a line. */
class LineControls extends LitElement {
  static properties = { microphone: {}, mode: {}, live: { type: Boolean }, blocked: { type: Boolean }, volume: { state: true }, muted: { state: true } };

  static styles = [
    shared,
    css`
      .controls {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--vt-space-3) var(--vt-space-5);
      }

      .voice {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--vt-space-3);
      }

      .hears {
        color: var(--vt-ink-quiet);
        font-size: var(--vt-size-small);
      }

      .hears.on {
        color: var(--vt-danger);
        font-weight: 600;
      }

      .loudness {
        display: flex;
        align-items: center;
        gap: var(--vt-space-2);
        margin-left: auto;
      }

      input {
        width: 112px;
        accent-color: var(--vt-accent);
      }

      input:focus-visible {
        outline: 2px solid var(--vt-focus);
        outline-offset: 2px;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {'off' | 'opening' | 'on'} */
    this.microphone = 'off';
    /** @type {import('../../hand-off.js').Mode} */
    this.mode = 'take';
    this.live = false;
    this.blocked = false;
    this.volume = 100;
    this.muted = false;
    /** @type {() => number} */
    this.level = () => 0;
  }

  render() {
    return html`<div class="controls">
      ${this.mode === 'listen' ? html`<span class="hears">Nobody hears that you listen.</span>` : this.#voice()}
      <span class="loudness">
        ${this.blocked ? html`<sl-button size="small" variant="primary">Turn the sound on</sl-button>` : nothing}
        <sl-button @click=${this.#mute}>${icon(this.muted ? 'silent' : 'loud', { slot: 'prefix' })}${this.muted ? 'Unmute' : 'Mute'}</sl-button>
        <input type="range" min="0" max="100" step="5" aria-label="Volume" .value=${String(this.volume)} ?disabled=${this.muted} @input=${this.#turn} />
      </span>
    </div>`;
  }

  #voice() {
    const on = this.microphone === 'on';
    const whom = this.mode === 'take' ? 'the caller' : 'your colleague';
    return html`<span class="voice">
      <sl-button variant=${on ? 'danger' : 'default'} ?loading=${this.microphone === 'opening'} ?disabled=${!this.live} @click=${() => this.#tell('vt-microphone', null)}>
        ${icon(on ? 'microphone' : 'microphoneOff', { slot: 'prefix' })}${on ? 'Close the microphone' : 'Open the microphone'}
      </sl-button>
      ${on ? html`<vt-level-bars label="Level of your microphone" .level=${() => this.level()}></vt-level-bars>` : nothing}
      <span class="hears ${on ? 'on' : ''}" role="status">${on ? `Your microphone is open: ${whom} hears you` : 'Your microphone is closed'}</span>
    </span>`;
  }

  #mute() {
    this.muted = !this.muted;
    this.#tellVolume();
  }

  /** @param {Event} event */
  #turn(event) {
    this.volume = Number(/** @type {HTMLInputElement} */ (event.target).value);
    this.#tellVolume();
  }

  #tellVolume() {
    this.#tell('vt-volume', this.muted ? 0 : this.volume / 100);
  }

  /** @param {string} name @param {number | null} detail */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('vt-line-controls', LineControls);
