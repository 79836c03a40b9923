// @ts-check
/** Half the filter's length in periods of the lower of the two rates. */
const HALF_PERIODS = 16;
const KAISER_BETA = 8;

/** @param {number} a @param {number} b @returns {number} */
const gcd = (a, b) => (b === 0 ? a : gcd(b, a % b));

/** Modified Bessel function of the first kind, order zero. @param {number} x */
const bessel = (x) => {
  let sum = 1;
  let term = 1;
  for (let k = 1; k < 32; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
};

/**
 * Changes the sample rate of a mono stream, block after block without seams: a polyphase filter
 * with a Kaiser window, cut off just below half of the lower rate.
 */
export class Resampler {
  /** @param {number} from samples per second of what comes in @param {number} to of what goes out */
  constructor(from, to) {
    const divisor = gcd(from, to);
    this.up = to / divisor;
    this.down = from / divisor;
    const cutoff = Math.min(1, to / from) * 0.94;
    this.half = Math.ceil(HALF_PERIODS / Math.min(1, to / from));
    this.taps = this.half * 2;
    this.filters = from === to ? [] : this.#design(cutoff);
    this.history = new Float32Array(this.taps);
    /** Position of the next output, in input samples times `up`, from the start of history. */
    this.position = this.half * this.up;
  }

  /** @param {number} cutoff @returns {Float32Array[]} one filter per phase */
  #design(cutoff) {
    const scale = bessel(KAISER_BETA);
    return Array.from({ length: this.up }, (_, phase) => {
      const filter = new Float32Array(this.taps);
      let sum = 0;
      for (let tap = 0; tap < this.taps; tap++) {
        const distance = tap - this.half + 1 - phase / this.up;
        const x = Math.PI * distance * cutoff;
        const sinc = x === 0 ? 1 : Math.sin(x) / x;
        const edge = distance / this.half;
        const window = Math.abs(edge) >= 1 ? 0 : bessel(KAISER_BETA * Math.sqrt(1 - edge * edge)) / scale;
        filter[tap] = sinc * window;
        sum += filter[tap];
      }
      return filter.map((value) => value / sum);
    });
  }

  /**
   * @param {Float32Array} input any number of samples
   * @returns {Float32Array} the samples that can be known so far
   */
  process(input) {
    if (this.filters.length === 0) {
      return input;
    }
    const samples = new Float32Array(this.history.length + input.length);
    samples.set(this.history);
    samples.set(input, this.history.length);
    const output = [];
    let base = Math.floor(this.position / this.up);
    while (base + this.half < samples.length) {
      const filter = this.filters[this.position % this.up];
      const start = base - this.half + 1;
      let sum = 0;
      for (let tap = 0; tap < this.taps; tap++) {
        sum += filter[tap] * samples[start + tap];
      }
      output.push(sum);
      this.position += this.down;
      base = Math.floor(this.position / this.up);
    }
    const kept = Math.max(0, Math.min(samples.length, base - this.half + 1));
    this.history = samples.slice(kept);
    this.position -= kept * this.up;
    return Float32Array.from(output);
  }
}
