// @ts-check
/* global AudioWorkletProcessor, registerProcessor, sampleRate */
import { Resampler } from '../../shared/audio/resampler.js';

/** Sound that must be there before a turn begins, or goes on after it ran dry. */
const JITTER_MS = 60;
const POSITION_EVERY_MS = 100;
/** A minute: more than any turn; what comes beyond it is dropped and counted. */
const LONGEST_QUEUE_MS = 60000;
/** A millisecond's ramp at a cut, so that it does not click. */
const FADE_SAMPLES = Math.round(sampleRate / 200);

/**
 * Plays turns of speech without gaps, in the order they came.
 *
 * Takes `start {turnId, rateHz}`, `audio {samples}`, `end` and `clear`; posts `position {turnId,
 * playedMs}` while playing, `ended {turnId, playedMs}` when a turn was heard to its end, and
 * `cleared {turnId, playedMs}` when it was cut.
 */
class PlaybackProcessor extends AudioWorkletProcessor {
  constructor() {
    super();
    /** @type {{turnId: string, chunks: Float32Array[], queued: number, played: number, complete: boolean, resampler: Resampler}[]} */
    this.turns = [];
    this.offset = 0;
    this.running = false;
    this.sincePosition = 0;
    this.last = 0;
    this.droppedMs = 0;
    this.port.onmessage = ({ data }) => this.#take(data);
  }

  /** @param {any} message */
  #take(message) {
    const newest = this.turns.at(-1);
    switch (message.type) {
      case 'start':
        this.turns.push({
          turnId: message.turnId,
          chunks: [],
          queued: 0,
          played: 0,
          complete: false,
          resampler: new Resampler(message.rateHz, sampleRate),
        });
        break;
      case 'audio':
        if (newest && !newest.complete) {
          this.#queue(newest, newest.resampler.process(message.samples));
        }
        break;
      case 'end':
        if (newest) {
          newest.complete = true;
        }
        break;
      case 'clear':
        this.#clear();
        break;
    }
  }

  /** @param {{chunks: Float32Array[], queued: number}} turn @param {Float32Array} samples */
  #queue(turn, samples) {
    const queuedMs = (turn.queued * 1000) / sampleRate;
    if (queuedMs > LONGEST_QUEUE_MS) {
      this.droppedMs += (samples.length * 1000) / sampleRate;
      this.port.postMessage({ type: 'dropped', droppedMs: this.droppedMs });
    } else if (samples.length > 0) {
      turn.chunks.push(samples);
      turn.queued += samples.length;
    }
  }

  #clear() {
    const current = this.turns[0];
    if (current) {
      this.#post('cleared', current);
    }
    this.turns = [];
    this.offset = 0;
    this.running = false;
  }

  /** @param {string} type @param {{turnId: string, played: number}} turn */
  #post(type, turn) {
    this.port.postMessage({ type, turnId: turn.turnId, playedMs: Math.round((turn.played * 1000) / sampleRate) });
    this.sincePosition = 0;
  }

  /** @param {Float32Array[][]} _inputs @param {Float32Array[][]} outputs */
  process(_inputs, outputs) {
    const output = outputs[0][0];
    let written = 0;
    while (written < output.length && this.turns.length > 0) {
      const turn = this.turns[0];
      if (!this.running) {
        this.running = turn.complete || (turn.queued * 1000) / sampleRate >= JITTER_MS;
        if (!this.running) {
          break;
        }
      }
      written += this.#copy(turn, output, written);
      if (turn.chunks.length === 0) {
        this.running = turn.complete;
        if (!turn.complete) {
          break;
        }
        this.#post('ended', turn);
        this.turns.shift();
        this.running = false;
      }
    }
    this.#fade(output, written);
    const current = this.turns[0];
    if (current && this.running) {
      this.sincePosition += output.length;
      if ((this.sincePosition * 1000) / sampleRate >= POSITION_EVERY_MS) {
        this.#post('position', current);
      }
    }
    return true;
  }

  /** @param {any} turn @param {Float32Array} output @param {number} from @returns {number} samples written */
  #copy(turn, output, from) {
    let written = 0;
    while (from + written < output.length && turn.chunks.length > 0) {
      const chunk = turn.chunks[0];
      const count = Math.min(output.length - from - written, chunk.length - this.offset);
      output.set(chunk.subarray(this.offset, this.offset + count), from + written);
      written += count;
      this.offset += count;
      if (this.offset === chunk.length) {
        turn.chunks.shift();
        this.offset = 0;
      }
    }
    turn.queued -= written;
    turn.played += written;
    return written;
  }

  /** Where sound stops, lets the last sample die away. @param {Float32Array} output @param {number} from */
  #fade(output, from) {
    if (from > 0) {
      this.last = output[from - 1];
    }
    for (let i = from; i < output.length; i++) {
      this.last *= 1 - 1 / (FADE_SAMPLES / 8);
      output[i] = this.last;
    }
  }
}

registerProcessor('playback', PlaybackProcessor);
