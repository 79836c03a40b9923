// @ts-check
import { levelAt, samplesOf } from '../../shared/audio/samples.js';

/** How often the bank is told what was heard; in between only the page's words move on. */
const REPORT_EVERY_MS = 250;

/** @typedef {{turnId: string, playedMs: number, kind: 'position' | 'ended' | 'cleared'}} Position */

/** @returns {boolean} whether this browser can play speech */
export const canPlay = () => typeof AudioWorkletNode === 'function';

/** The agent's speech: PCM s16le, mono, in any chunks, played without gaps. */
export class Playback {
  /**
   * Call it in answer to a touch or key, or the browser may hold the sound back.
   *
   * @param {(position: Position) => void} onHeard about ten times a second while playing
   * @param {(position: Position) => void} onReport for the bank: every 250 ms, at a turn's end, at a cut
   * @returns {Playback}
   */
  static open(onHeard, onReport) {
    return new Playback(new AudioContext({ sampleRate: 24000, latencyHint: 'interactive' }), onHeard, onReport);
  }

  /**
   * @param {AudioContext} context
   * @param {(position: Position) => void} onHeard @param {(position: Position) => void} onReport
   */
  constructor(context, onHeard, onReport) {
    this.context = context;
    this.onHeard = onHeard;
    this.onReport = onReport;
    this.rateHz = 24000;
    /** Turns that were begun and are not yet heard or cut. */
    this.openTurns = 0;
    this.lastReport = 0;
    this.droppedMs = 0;
    this.analyser = new AnalyserNode(context, { fftSize: 1024 });
    this.analyser.connect(context.destination);
    /** @type {any[]} what came before the worklet was there */
    this.early = [];
    /** @type {AudioWorkletNode | null} */
    this.node = null;
    this.ready = this.#load();
  }

  async #load() {
    await this.context.audioWorklet.addModule(new URL('playback-worklet.js', import.meta.url));
    if (this.context.state === 'closed') {
      return;
    }
    this.node = new AudioWorkletNode(this.context, 'playback', { numberOfInputs: 0, outputChannelCount: [1] });
    this.node.port.onmessage = ({ data }) => this.#heard(data);
    this.node.connect(this.analyser);
    this.early.forEach((message) => this.node?.port.postMessage(message));
    this.early = [];
  }

  /** @returns {boolean} whether something is still to be heard */
  get playing() {
    return this.openTurns > 0;
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
    this.openTurns++;
    this.#post({ type: 'start', turnId, rateHz: this.rateHz });
  }

  /** @param {ArrayBuffer} pcm an even number of bytes @returns {number} its length in milliseconds */
  push(pcm) {
    if (this.blocked) {
      return 0;
    }
    const samples = samplesOf(new DataView(pcm));
    this.#post({ type: 'audio', samples });
    return (samples.length * 1000) / this.rateHz;
  }

  end() {
    this.#post({ type: 'end' });
  }

  clear() {
    this.#post({ type: 'clear' });
  }

  /** @param {any} message */
  #post(message) {
    if (this.node) {
      this.node.port.postMessage(message);
    } else {
      this.early.push(message);
    }
  }

  /** @param {any} message */
  #heard(message) {
    if (message.type === 'dropped') {
      this.droppedMs = message.droppedMs;
      return;
    }
    const moving = message.type === 'position';
    const latencyMs = moving ? (this.context.outputLatency || 0) * 1000 : 0;
    const playedMs = Math.max(0, Math.round(message.playedMs - latencyMs));
    const position = { turnId: message.turnId, playedMs, kind: message.type };
    this.openTurns = message.type === 'cleared' ? 0 : this.openTurns - (message.type === 'ended' ? 1 : 0);
    this.onHeard(position);
    const now = performance.now();
    if (!moving || now - this.lastReport >= REPORT_EVERY_MS - 20) {
      this.lastReport = now;
      this.onReport(position);
    }
  }

  /** @returns {number} root mean square of what the speaker gets now, 0 to 1 */
  level() {
    return levelAt(this.analyser);
  }

  close() {
    if (this.context.state !== 'closed') {
      this.context.close();
    }
  }
}
