// @ts-check
/** The first waits between attempts to reconnect; the last one repeats. */
const WAITS_MS = [300, 1000, 2000, 4000, 8000, 15000];
const GIVE_UP_AFTER_MS = 180000;
/** How long a socket may take to open before it counts as failed. */
const OPENING_MS = 10000;
const PROTOCOL = 'voice-teller.v1';

/** @typedef {'unreachable' | 'full' | 'draining' | 'starting' | 'gaveUp'} Fault why there are no more attempts */

/**
 * @typedef {object} Owner who is told what happens; all are called in the order of events
 * @property {() => object} hello the `call.start` of this attempt
 * @property {(event: any) => void} onEvent an event of the bank
 * @property {(pcm: ArrayBuffer) => void} onSound
 * @property {() => boolean} resumable whether there is a call to come back to
 * @property {() => void} onLost the connection broke; attempts to come back have begun
 * @property {(fault: Fault, retryAfterS: number) => void} onGone no more attempts
 */

/** The voice WebSocket, opened again by itself while its call can be resumed. */
export class Connection {
  /** @param {Owner} owner */
  constructor(owner) {
    this.owner = owner;
    /** @type {WebSocket | null} */
    this.socket = null;
    this.closed = false;
    this.attempt = 0;
    this.lostAt = 0;
    this.timer = 0;
    this.onOffline = () => this.#lost(this.socket);
    this.onOnline = () => this.lostAt > 0 && this.#again(0);
    window.addEventListener('offline', this.onOffline);
    window.addEventListener('online', this.onOnline);
  }

  open() {
    const door = this.owner.resumable() ? '/v1/calls?resume' : '/v1/calls';
    const socket = new WebSocket(new URL(door, location.href.replace(/^http/, 'ws')), PROTOCOL);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    const patience = setTimeout(() => this.#lost(socket), OPENING_MS);
    socket.onopen = () => {
      clearTimeout(patience);
      socket.send(JSON.stringify(this.owner.hello()));
    };
    socket.onmessage = ({ data }) => this.#received(socket, data);
    socket.onclose = () => {
      clearTimeout(patience);
      this.#lost(socket);
    };
  }

  /** @param {WebSocket} socket @param {string | ArrayBuffer} data */
  #received(socket, data) {
    if (this.closed || socket !== this.socket) {
      return;
    }
    if (data instanceof ArrayBuffer) {
      this.owner.onSound(data);
      return;
    }
    const event = JSON.parse(data);
    if (event.type === 'call.started') {
      this.attempt = 0;
      this.lostAt = 0;
    }
    this.owner.onEvent(event);
  }

  /** Leaves this socket and tries to come back; the bank may do so on another node. */
  renew() {
    this.#lost(this.socket);
  }

  /** @param {WebSocket | null} socket */
  #lost(socket) {
    if (this.closed || socket === null || socket !== this.socket) {
      return;
    }
    this.socket = null;
    socket.close();
    if (!this.owner.resumable()) {
      this.#gone('unreachable');
      return;
    }
    if (this.lostAt === 0) {
      this.lostAt = Date.now();
      this.owner.onLost();
    }
    if (Date.now() - this.lostAt > GIVE_UP_AFTER_MS) {
      this.#gone('gaveUp');
      return;
    }
    const wait = WAITS_MS[Math.min(this.attempt, WAITS_MS.length - 1)];
    this.attempt++;
    this.#again(wait * (0.5 + Math.random()));
  }

  /** @param {number} waitMs */
  #again(waitMs) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (!this.closed && this.socket === null) {
        this.open();
      }
    }, waitMs);
  }

  /**
   * A browser does not tell why a socket was refused, so the door is asked again without one: then it
   * answers in words, and says when to come again.
   *
   * @param {'unreachable' | 'gaveUp'} fault
   */
  async #gone(fault) {
    this.close();
    const answer = fault === 'unreachable' ? await this.#ask() : null;
    if (answer?.status === 503) {
      const reason = await answer.json().then(({ reason }) => reason, () => 'full');
      const why = reason === 'draining' || reason === 'starting' ? reason : 'full';
      this.owner.onGone(why, Number(answer.headers.get('Retry-After')) || 0);
    } else {
      this.owner.onGone(fault, 0);
    }
  }

  /** @returns {Promise<Response | null>} null when even that cannot be reached */
  async #ask() {
    try {
      return await fetch('/v1/calls', { cache: 'no-store', signal: AbortSignal.timeout(5000) });
    } catch {
      return null;
    }
  }

  /** @param {object} event @returns {boolean} whether it could be sent */
  send(event) {
    return this.sendRaw(JSON.stringify(event));
  }

  /** @param {string | ArrayBuffer} data @returns {boolean} */
  sendRaw(data) {
    const open = this.socket?.readyState === WebSocket.OPEN;
    if (open) {
      this.socket?.send(data);
    }
    return open;
  }

  /** @returns {number} bytes that the network has not taken yet */
  buffered() {
    return this.socket?.readyState === WebSocket.OPEN ? this.socket.bufferedAmount : Infinity;
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    window.removeEventListener('offline', this.onOffline);
    window.removeEventListener('online', this.onOnline);
    this.socket?.close();
    this.socket = null;
  }
}
