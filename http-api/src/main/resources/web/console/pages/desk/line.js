// @ts-check
import { address } from '../../api.js';
import { session } from '../../session.js';

const PROTOCOL = 'voice-teller.staff.v1';
/** How long a line may take to open before it counts as failed. */
const OPENING_MS = 10000;

/**
 * @typedef {object} LineOwner who is told what happens, in the order of events
 * @property {(event: any) => void} onEvent
 * @property {(whose: number, pcm: DataView) => void} onSound PCM s16le, mono; whose, as the frame's first byte says
 * @property {(opened: boolean) => void} onClosed once; not opened: the bank refused it or cannot be reached
 */

/** The WebSocket of one who has a call, listens to it or whispers. It does not come back by itself. */
export class Line {
  /** @param {string} callId @param {import('../../hand-off.js').Mode} mode @param {LineOwner} owner */
  constructor(callId, mode, owner) {
    this.owner = owner;
    this.opened = false;
    this.closed = false;
    const door = address(`/v1/admin/calls/${encodeURIComponent(callId)}/line`, { mode, reason: session.reason });
    this.socket = new WebSocket(new URL(door, location.href.replace(/^http/, 'ws')), PROTOCOL);
    this.socket.binaryType = 'arraybuffer';
    this.patience = setTimeout(() => this.#gone(), OPENING_MS);
    this.socket.onopen = () => {
      this.opened = true;
      clearTimeout(this.patience);
    };
    this.socket.onmessage = ({ data }) => this.#received(data);
    this.socket.onclose = () => this.#gone();
    this.onOffline = () => this.#gone();
    window.addEventListener('offline', this.onOffline);
  }

  /** @param {string | ArrayBuffer} data */
  #received(data) {
    if (this.closed) {
      return;
    }
    if (typeof data === 'string') {
      this.owner.onEvent(JSON.parse(data));
    } else if (data.byteLength > 2) {
      const bytes = new DataView(data);
      this.owner.onSound(bytes.getUint8(0), new DataView(data, 1));
    }
  }

  #gone() {
    if (!this.closed) {
      this.close();
      this.owner.onClosed(this.opened);
    }
  }

  /** @param {object} event @returns {boolean} whether it could be sent */
  send(event) {
    return this.sendRaw(JSON.stringify(event));
  }

  /** @param {string | ArrayBuffer} data @returns {boolean} */
  sendRaw(data) {
    const open = !this.closed && this.socket.readyState === WebSocket.OPEN;
    if (open) {
      this.socket.send(data);
    }
    return open;
  }

  /** @returns {number} bytes that the network has not taken yet */
  buffered() {
    return this.socket.bufferedAmount;
  }

  /** The owner is told nothing any more. */
  close() {
    this.closed = true;
    clearTimeout(this.patience);
    window.removeEventListener('offline', this.onOffline);
    this.socket.close();
  }
}
