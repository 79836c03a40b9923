// @ts-check
import { levelAt, samplesOf } from '../../../../shared/audio/samples.js';

/** Whose sound a frame of the line holds, by its first byte, and its rate. */
const CALLER = 1;
const BANK = 2;
const WHISPER = 3;

const rates = new Map([[CALLER, 16000], [BANK, 24000], [WHISPER, 24000]]);
/** A voice that is spoken just now must not fall behind; the model's may come ahead of time. */
const SPOKEN_NOW_MS = 500;
const AHEAD_OF_TIME_MS = 60000;

/** The line's voices, mixed. */
export class Speaker {
  /** @param {() => void} changed whether it can be heard is another answer now */
  constructor(changed) {
    this.context = new AudioContext({ sampleRate: 24000, latencyHint: 'interactive' });
    this.context.onstatechange = changed;
    this.gain = new GainNode(this.context);
    this.analyser = new AnalyserNode(this.context, { fftSize: 2048 });
    this.gain.connect(this.analyser).connect(this.context.destination);
    this.droppedMs = 0;
    /** @type {any[]} what came before the worklet was there */
    this.early = [];
    /** @type {AudioWorkletNode | null} */
    this.node = null;
    this.ready = this.#load().then(changed);
  }

  async #load() {
    await this.context.audioWorklet.addModule(new URL('speaker-worklet.js', import.meta.url));
    if (this.context.state === 'closed') {
      return;
    }
    const node = new AudioWorkletNode(this.context, 'speaker', { numberOfInputs: 0, outputChannelCount: [1] });
    node.port.onmessage = ({ data }) => (this.droppedMs += data.ms);
    node.connect(this.gain);
    rates.forEach((rateHz, whose) => node.port.postMessage({ type: 'voice', whose, rateHz }));
    this.early.forEach((message) => node.port.postMessage(message));
    this.early = [];
    this.node = node;
  }

  /** @param {number} whose @param {DataView} pcm s16le, mono, at this voice's rate; of another's nothing is heard */
  play(whose, pcm) {
    if (!rates.has(whose) || this.context.state !== 'running') {
      return;
    }
    this.#post({ type: 'audio', whose, samples: samplesOf(pcm) });
  }

  /** Who speaks for the bank now: what the one before had still to say is not heard. @param {boolean} model */
  bankIs(model) {
    this.#post({ type: 'clear', whose: BANK });
    this.#post({ type: 'bound', whose: BANK, longestMs: model ? AHEAD_OF_TIME_MS : SPOKEN_NOW_MS });
  }

  /** @param {any} message */
  #post(message) {
    if (this.node) {
      this.node.port.postMessage(message);
    } else {
      this.early.push(message);
    }
  }

  /** @param {number} volume 0 to 1 */
  set volume(volume) {
    this.gain.gain.value = volume;
  }

  /** Whether the browser holds the sound back until the page is touched. */
  get blocked() {
    return this.node !== null && this.context.state === 'suspended';
  }

  resume() {
    return this.context.state === 'suspended' ? this.context.resume() : Promise.resolve();
  }

  /** @returns {number} root mean square of what is heard now, 0 to 1 */
  level() {
    return levelAt(this.analyser);
  }

  close() {
    if (this.context.state !== 'closed') {
      void this.context.close();
    }
  }
}

/** @returns {boolean} whether this browser can play the line */
export const canPlay = () => typeof AudioWorkletNode === 'function';
