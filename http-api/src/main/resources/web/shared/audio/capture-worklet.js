// @ts-check
/* global AudioWorkletProcessor, registerProcessor, sampleRate */
import { Resampler } from './resampler.js';

const FRAMES_PER_SECOND = 50;

/**
 * Cuts the microphone into frames of 20 ms, PCM s16le, mono, at the rate that `processorOptions`
 * names, whatever the context's own, and posts each with its level (root mean square, 0 to 1).
 */
class CaptureProcessor extends AudioWorkletProcessor {
  /** @param {{processorOptions: {rateHz: number}}} options */
  constructor({ processorOptions: { rateHz } }) {
    super();
    this.resampler = new Resampler(sampleRate, rateHz);
    this.samples = rateHz / FRAMES_PER_SECOND;
    this.frame = new DataView(new ArrayBuffer(this.samples * 2));
    this.filled = 0;
    this.energy = 0;
  }

  /** @param {Float32Array[][]} inputs */
  process(inputs) {
    const channel = inputs[0]?.[0];
    if (channel) {
      this.resampler.process(channel).forEach((sample) => this.#take(sample));
    }
    return true;
  }

  /** @param {number} sample */
  #take(sample) {
    const limited = Math.max(-1, Math.min(1, sample));
    this.frame.setInt16(this.filled * 2, Math.round(limited * 32767), true);
    this.energy += limited * limited;
    this.filled++;
    if (this.filled === this.samples) {
      const pcm = this.frame.buffer;
      const level = Math.sqrt(this.energy / this.samples);
      this.port.postMessage({ pcm, level }, [pcm]);
      this.frame = new DataView(new ArrayBuffer(this.samples * 2));
      this.filled = 0;
      this.energy = 0;
    }
  }
}

registerProcessor('capture', CaptureProcessor);
