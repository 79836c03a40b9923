// @ts-check
import { LineWatch } from './line-watch.js';
import { PeerLine, canPeer, wantedWay } from './peer-line.js';

/** The first waits between attempts to reconnect; the last one repeats. */
const WAITS_MS = [300, 1000, 2000, 4000, 8000, 15000];
const GIVE_UP_AFTER_MS = 180000;
/** How long a socket may take to open before it counts as failed. */
const OPENING_MS = 10000;
/** How often the events of a call by WebRTC are asked for again before the line counts as lost. */
const REJOINS = 6;
const REJOIN_AFTER_MS = 500;
const PROTOCOL = 'voice-teller.v1';

/** @typedef {'unreachable' | 'full' | 'draining' | 'starting' | 'gaveUp'} Fault why there are no more attempts */

/**
 * @typedef {object} Owner who is told what happens; all are called in the order of events
 * @property {() => {resume?: string}} hello the `call.start` of this attempt
 * @property {(event: any) => void} onEvent an event of the bank
 * @property {(pcm: ArrayBuffer) => void} onSound
 * @property {() => MediaStream | null} microphone for a call by WebRTC; null where that is not to be tried
 * @property {(voice: MediaStream | null) => void} onVoice how the agent's voice comes: as a stream, or in pieces
 * @property {() => boolean} resumable whether there is a call to come back to
 * @property {() => void} onLost the connection broke; attempts to come back have begun
 * @property {(fault: Fault, retryAfterS: number) => void} onGone no more attempts
 */

/**
 * The line to the bank, opened again by itself while its call can be resumed: by WebRTC, with a WebSocket
 * for the events beside the sound, or by the voice WebSocket alone where WebRTC does not get through.
 */
export class Connection {
  /** @param {Owner} owner */
  constructor(owner) {
    this.owner = owner;
    /** @type {WebSocket | null} */
    this.socket = null;
    /** @type {PeerLine | null} */
    this.line = null;
    /** @type {LineWatch | null} of a call by the WebSocket alone; by WebRTC the network is checked all the time */
    this.watch = null;
    /** Whether a line by WebRTC is being tried. */
    this.opening = false;
    this.rejoins = 0;
    this.blocked = wantedWay() === 'websocket';
    this.closed = false;
    this.attempt = 0;
    this.lostAt = 0;
    this.timer = 0;
    this.onOnline = () => this.lostAt > 0 && this.#again(0);
    this.onOffline = () => this.line === null && this.#lost(this.socket);
    window.addEventListener('offline', this.onOffline);
    window.addEventListener('online', this.onOnline);
  }

  async open() {
    const line = await this.#peer();
    if (this.closed) {
      line?.close();
    } else if (line) {
      this.line = line;
      this.#openSocket(line.events, () => ({ type: 'call.join', token: line.token }));
    } else if (wantedWay() === 'webrtc' && !this.owner.resumable()) {
      this.#gone('unreachable');
    } else {
      this.owner.onVoice(null);
      this.#openSocket(this.owner.resumable() ? '/v1/calls?resume' : '/v1/calls', () => this.owner.hello());
    }
  }

  /** @returns {Promise<PeerLine | null>} null where WebRTC does not get through, or is not to be tried */
  async #peer() {
    const microphone = this.blocked || !canPeer() ? null : this.owner.microphone();
    if (!microphone || this.opening) {
      return null;
    }
    this.opening = true;
    const line = new PeerLine(microphone, (voice) => this.owner.onVoice(voice), () => this.line === line && this.#lost(this.socket));
    const hello = this.owner.hello();
    const isConnected = await line.connect(hello);
    this.opening = false;
    if (!isConnected && wantedWay() !== 'webrtc') {
      // What does not get through once would cost each attempt to come back a second.
      this.blocked = true;
    }
    return isConnected ? line : null;
  }

  /** @param {string} door @param {() => object} first what is said first */
  #openSocket(door, first) {
    const socket = new WebSocket(new URL(door, location.href.replace(/^http/, 'ws')), PROTOCOL);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    const patience = setTimeout(() => this.#lost(socket), OPENING_MS);
    socket.onopen = () => {
      clearTimeout(patience);
      socket.send(JSON.stringify(first()));
    };
    socket.onmessage = ({ data }) => this.#received(socket, data);
    socket.onclose = () => {
      clearTimeout(patience);
      if (!this.#rejoin(socket)) {
        this.#lost(socket);
      }
    };
  }

  /**
   * Only the events broke, as they do when the network changes: the sound goes on meanwhile. Or the
   * bank's server is gone: who answers in its place does not know the call, and takes it up.
   *
   * @param {WebSocket} socket @returns {boolean} whether they are asked for again
   */
  #rejoin(socket) {
    const { line } = this;
    if (this.closed || socket !== this.socket || !line || line.closed || this.rejoins >= REJOINS) {
      return false;
    }
    this.rejoins++;
    const still = () => !this.closed && this.line === line && socket === this.socket;
    line.isForgotten().then((forgotten) => {
      if (forgotten && still()) {
        this.#lost(socket);
      }
    });
    setTimeout(() => {
      if (still()) {
        this.#openSocket(line.events, () => ({ type: 'call.join', token: line.token }));
      }
    }, REJOIN_AFTER_MS);
    return true;
  }

  /** @param {WebSocket} socket @param {string | ArrayBuffer} data */
  #received(socket, data) {
    if (this.closed || socket !== this.socket) {
      return;
    }
    this.watch?.heard();
    if (data instanceof ArrayBuffer) {
      this.owner.onSound(data);
      return;
    }
    const event = JSON.parse(data);
    this.rejoins = 0;
    if (event.type === 'line.checked') {
      return;
    }
    if (event.type === 'call.started') {
      if (this.line?.begun) {
        return;
      }
      if (this.line) {
        this.line.begun = true;
      }
      this.attempt = 0;
      this.lostAt = 0;
      if (!this.line) {
        this.#watch(socket);
      }
    }
    this.owner.onEvent(event);
  }

  /** @param {WebSocket} socket */
  #watch(socket) {
    this.watch?.stop();
    this.watch = new LineWatch(
      () => this.send({ type: 'line.check' }),
      () => this.#lost(socket),
    );
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
    this.watch?.stop();
    this.#leaveLine();
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
      if (!this.closed && this.socket === null && !this.opening) {
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
    const isSound = typeof data !== 'string';
    if (isSound && this.line) {
      return true;
    }
    if (open) {
      this.socket?.send(data);
    }
    return open;
  }

  /** @returns {number} bytes that the network has not taken yet */
  buffered() {
    return this.socket?.readyState === WebSocket.OPEN ? this.socket.bufferedAmount : Infinity;
  }

  /** @returns {'webrtc' | 'websocket'} */
  get way() {
    return this.line ? 'webrtc' : 'websocket';
  }

  #leaveLine() {
    this.line?.close();
    this.line = null;
  }

  close() {
    this.closed = true;
    this.watch?.stop();
    this.#leaveLine();
    clearTimeout(this.timer);
    window.removeEventListener('offline', this.onOffline);
    window.removeEventListener('online', this.onOnline);
    this.socket?.close();
    this.socket = null;
  }
}
