// @ts-check
/* global AudioWorkletProcessor, registerProcessor, sampleRate */
import { Resampler } from './resampler.js';

const WIRE_RATE_HZ = 16000;
const FRAME_SAMPLES = 320;

/**
 * Cuts the microphone into frames of 20 ms, PCM s16le, mono, 16 kHz, whatever the context's rate,
 * and posts each with its level (root mean square, 0 to 1).
 */
class CaptureProcessor extends AudioWorkletProcessor {
  constructor() {
    super();
    this.resampler = new Resampler(sampleRate, WIRE_RATE_HZ);
    this.frame = new DataView(new ArrayBuffer(FRAME_SAMPLES * 2));
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
    if (this.filled === FRAME_SAMPLES) {
      const pcm = this.frame.buffer;
      const level = Math.sqrt(this.energy / FRAME_SAMPLES);
      this.port.postMessage({ pcm, level }, [pcm]);
      this.frame = new DataView(new ArrayBuffer(FRAME_SAMPLES * 2));
      this.filled = 0;
      this.energy = 0;
    }
  }
}

registerProcessor('capture', CaptureProcessor);
