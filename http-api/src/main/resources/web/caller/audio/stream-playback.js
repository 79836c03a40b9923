// @ts-check
import { levelAt } from '../../shared/audio/samples.js';

/** How often the page's words move on while the agent speaks. */
const MOVE_EVERY_MS = 100;

/**
 * The agent's speech as a stream that the browser itself receives and smooths; in the place of
 * `Playback`, and with its methods. Where a turn is, is told by the bank as its sound leaves.
 */
export class StreamPlayback {
  /**
   * @param {AudioContext} context one that was opened in answer to a touch or key
   * @param {(position: import('./playback.js').Position) => void} onHeard about ten times a second
   */
  constructor(context, onHeard) {
    this.context = context;
    this.onHeard = onHeard;
    this.rateHz = 24000;
    this.droppedMs = 0;
    this.turnId = '';
    this.startedAt = 0;
    this.timer = 0;
    this.analyser = new AnalyserNode(context, { fftSize: 1024 });
    this.analyser.connect(context.destination);
    /** @type {MediaStreamAudioSourceNode | null} */
    this.source = null;
    // Chromium gives a remote stream's sound to the graph only while an element plays it, too.
    this.element = new Audio();
    this.element.muted = true;
  }

  /** @param {MediaStream} voice */
  play(voice) {
    this.source?.disconnect();
    this.source = this.context.createMediaStreamSource(voice);
    this.source.connect(this.analyser);
    this.element.srcObject = voice;
    this.element.play().catch(() => undefined);
  }

  /** @returns {boolean} */
  get playing() {
    return this.turnId !== '';
  }

  /** @returns {boolean} whether the browser holds the sound back until the page is touched */
  get blocked() {
    const touched = navigator.userActivation?.hasBeenActive ?? true;
    return this.context.state === 'suspended' && !touched;
  }

  resume() {
    return this.context.state === 'suspended' ? this.context.resume() : Promise.resolve();
  }

  /** @param {string} turnId */
  start(turnId) {
    this.#leave('ended');
    this.turnId = turnId;
    this.startedAt = performance.now();
    this.timer = setInterval(() => this.#tell('position'), MOVE_EVERY_MS);
  }

  /** The sound comes by itself. @returns {number} */
  push() {
    return 0;
  }

  end() {
    this.#leave('ended');
  }

  clear() {
    this.#leave('cleared');
  }

  /** @param {'ended' | 'cleared'} kind */
  #leave(kind) {
    clearInterval(this.timer);
    if (this.turnId) {
      this.#tell(kind);
      this.turnId = '';
    }
  }

  /** @param {'position' | 'ended' | 'cleared'} kind */
  #tell(kind) {
    this.onHeard({ turnId: this.turnId, playedMs: Math.round(performance.now() - this.startedAt), kind });
  }

  /** @returns {number} root mean square of what the speaker gets now, 0 to 1 */
  level() {
    return levelAt(this.analyser);
  }

  close() {
    clearInterval(this.timer);
    this.element.srcObject = null;
    if (this.context.state !== 'closed') {
      this.context.close();
    }
  }
}
