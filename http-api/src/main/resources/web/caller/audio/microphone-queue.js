// @ts-check
const BYTES_PER_MS = 32;
/** How much may lie in the socket before frames wait here, where they can still be dropped. */
const IN_SOCKET_MS = 100;
/** How much may wait here; beyond it the oldest goes, since old speech only delays an answer. */
const WAITING_MS = 500;

/**
 * The frames between the microphone and the socket. Never more than 600 ms of speech lie between
 * the two; what is dropped is the oldest, and it is counted.
 */
export class MicrophoneQueue {
  /** @param {(frame: ArrayBuffer) => void} send @param {() => number} bufferedBytes */
  constructor(send, bufferedBytes) {
    this.send = send;
    this.bufferedBytes = bufferedBytes;
    /** @type {ArrayBuffer[]} */
    this.waiting = [];
    this.droppedFrames = 0;
    this.sentFrames = 0;
  }

  /** @param {ArrayBuffer} frame */
  offer(frame) {
    this.waiting.push(frame);
    while (this.waiting.length > 0 && this.bufferedBytes() < IN_SOCKET_MS * BYTES_PER_MS) {
      this.send(/** @type {ArrayBuffer} */ (this.waiting.shift()));
      this.sentFrames++;
    }
    while (this.#waitingBytes() > WAITING_MS * BYTES_PER_MS) {
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
