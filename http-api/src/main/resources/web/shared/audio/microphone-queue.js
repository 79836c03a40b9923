// @ts-check
const BYTES_PER_SAMPLE = 2;
/** How much may lie in the socket before frames wait here, where they can still be dropped. */
const IN_SOCKET_MS = 100;
/** How much may wait here; beyond it the oldest goes, since old speech only delays an answer. */
const WAITING_MS = 500;

/**
 * The frames between the microphone and the socket. Never more than 600 ms of speech lie between
 * the two; what is dropped is the oldest, and it is counted.
 */
export class MicrophoneQueue {
  /** @param {(frame: ArrayBuffer) => void} send @param {() => number} bufferedBytes @param {number} rateHz */
  constructor(send, bufferedBytes, rateHz) {
    this.send = send;
    this.bufferedBytes = bufferedBytes;
    this.bytesPerMs = (rateHz * BYTES_PER_SAMPLE) / 1000;
    /** @type {ArrayBuffer[]} */
    this.waiting = [];
    this.droppedFrames = 0;
    this.sentFrames = 0;
  }

  /** @param {ArrayBuffer} frame */
  offer(frame) {
    this.waiting.push(frame);
    while (this.waiting.length > 0 && this.bufferedBytes() < IN_SOCKET_MS * this.bytesPerMs) {
      this.send(/** @type {ArrayBuffer} */ (this.waiting.shift()));
      this.sentFrames++;
    }
    while (this.#waitingBytes() > WAITING_MS * this.bytesPerMs) {
      this.waiting.shift();
      this.droppedFrames++;
    }
  }

  clear() {
    this.waiting = [];
  }

  #waitingBytes() {
    return this.waiting.reduce((sum, frame) => sum + frame.byteLength, 0);
  }
}
