// @ts-check
/* global AudioWorkletProcessor, registerProcessor, sampleRate */
import { Resampler } from '../../../../shared/audio/resampler.js';

/** Sound that must be there before a voice begins, or goes on after it ran dry. */
const JITTER_MS = 60;
/** What is left of a voice that has fallen behind. */
const CAUGHT_UP_MS = 100;
/** How quickly the last sample dies away where sound stops, so that it does not click. */
const FADE = 0.97;

/** @param {number} samples */
const inMs = (samples) => (samples * 1000) / sampleRate;

/** One voice: its sound in the order it came, at the context's rate. */
class Voice {
  /** @param {number} rateHz of what comes in */
  constructor(rateHz) {
    this.resampler = new Resampler(rateHz, sampleRate);
    /** @type {Float32Array[]} */
    this.chunks = [];
    this.offset = 0;
    this.queued = 0;
    this.waited = 0;
    this.running = false;
    this.last = 0;
    this.longestMs = 500;
  }

  /** @param {Float32Array} samples @returns {number} how many of the oldest were dropped */
  take(samples) {
    const ready = this.resampler.process(samples);
    if (ready.length > 0) {
      this.chunks.push(ready);
      this.queued += ready.length;
    }
    let dropped = 0;
    const behind = inMs(this.queued) > this.longestMs;
    while (behind && this.chunks.length > 1 && inMs(this.queued) > CAUGHT_UP_MS) {
      const oldest = /** @type {Float32Array} */ (this.chunks.shift());
      dropped += oldest.length - this.offset;
      this.queued -= oldest.length - this.offset;
      this.offset = 0;
    }
    return dropped;
  }

  clear() {
    this.chunks = [];
    this.offset = 0;
    this.queued = 0;
    this.waited = 0;
    this.running = false;
  }

  /** Adds this voice to the others. @param {Float32Array} output */
  mix(output) {
    if (!this.running && this.queued > 0) {
      this.waited += output.length;
      this.running = inMs(this.queued) >= JITTER_MS || inMs(this.waited) >= JITTER_MS;
    }
    for (let i = 0; i < output.length; i++) {
      this.last = this.running ? this.#next() : this.last * FADE;
      output[i] += this.last;
    }
  }

  #next() {
    const chunk = this.chunks[0];
    const sample = chunk[this.offset];
    this.offset++;
    this.queued--;
    if (this.offset === chunk.length) {
      this.chunks.shift();
      this.offset = 0;
      this.running = this.chunks.length > 0;
      this.waited = 0;
    }
    return sample;
  }
}

/**
 * Plays several voices at once, each without gaps. Takes `voice {whose, rateHz}`, `audio {whose,
 * samples}`, `bound {whose, longestMs}` and `clear {whose}`; posts `dropped {ms}`.
 */
class SpeakerProcessor extends AudioWorkletProcessor {
  constructor() {
    super();
    /** @type {Map<number, Voice>} */
    this.voices = new Map();
    this.port.onmessage = ({ data }) => this.#take(data);
  }

  /** @param {any} message */
  #take(message) {
    const voice = this.voices.get(message.whose);
    switch (message.type) {
      case 'voice':
        this.voices.set(message.whose, new Voice(message.rateHz));
        break;
      case 'audio':
        this.#play(voice, message.samples);
        break;
      case 'bound':
        if (voice) {
          voice.longestMs = message.longestMs;
        }
        break;
      case 'clear':
        voice?.clear();
        break;
    }
  }

  /** @param {Voice | undefined} voice @param {Float32Array} samples */
  #play(voice, samples) {
    const dropped = voice?.take(samples) ?? 0;
    if (dropped > 0) {
      this.port.postMessage({ type: 'dropped', ms: inMs(dropped) });
    }
  }

  /** @param {Float32Array[][]} _inputs @param {Float32Array[][]} outputs */
  process(_inputs, outputs) {
    const output = outputs[0][0];
    this.voices.forEach((voice) => voice.mix(output));
    return true;
  }
}

registerProcessor('speaker', SpeakerProcessor);
