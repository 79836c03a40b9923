// @ts-check
const DOOR = '/v1/calls/webrtc';
/** How long connecting may take before the call goes by the WebSocket. */
const PATIENCE_MS = 1000;
/** How long, when nothing else is wanted. */
const LONG_PATIENCE_MS = 10000;
/** How long a network that changed may take before the line counts as lost. */
const RESTART_MS = 5000;

/** @typedef {{urls: string[], username: string, credential: string}} IceServer */

/** What `?via=` wants of the page, for tests and for support. @returns {'webrtc' | 'websocket' | 'best'} */
export const wantedWay = () => {
  const via = new URLSearchParams(location.search).get('via');
  return via === 'webrtc' || via === 'websocket' ? via : 'best';
};

/** @returns {boolean} whether this browser has WebRTC */
export const canPeer = () => typeof RTCPeerConnection === 'function';

/**
 * One call's sound by WebRTC: the microphone's track out, the agent's voice in. The bank's events come
 * by a WebSocket of their own, which is not known here.
 */
export class PeerLine {
  /**
   * @param {MediaStream} microphone
   * @param {(voice: MediaStream) => void} onVoice
   * @param {() => void} onLost the way to the bank is gone, and stayed so
   */
  constructor(microphone, onVoice, onLost) {
    this.microphone = microphone;
    this.onVoice = onVoice;
    this.onLost = onLost;
    /** @type {RTCPeerConnection | null} */
    this.peer = null;
    this.address = '';
    this.token = '';
    /** Whether a call that waits for its caller is come back to. */
    this.resuming = false;
    /** Whether the bank has said that its call has begun. */
    this.begun = false;
    this.closed = false;
    this.restartTimer = 0;
    this.onOnline = () => this.#restart();
  }

  /**
   * Offers the call and waits until it is connected.
   *
   * @param {{resume?: string}} hello the `call.start` of this attempt
   * @returns {Promise<boolean>} whether it is; if not, nothing is left of it
   */
  async connect(hello) {
    this.resuming = hello.resume !== undefined;
    const patience = wantedWay() === 'webrtc' ? LONG_PATIENCE_MS : PATIENCE_MS;
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), patience);
    try {
      await this.#connect(hello, giveUp.signal);
      window.addEventListener('online', this.onOnline);
      return true;
    } catch (error) {
      console.info('This call does not go by WebRTC', String(error));
      this.close();
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  /** @param {object} hello @param {AbortSignal} signal */
  async #connect(hello, signal) {
    const peer = new RTCPeerConnection({ iceServers: await relays(signal), bundlePolicy: 'max-bundle' });
    this.peer = peer;
    peer.ontrack = ({ track, streams }) => this.onVoice(streams[0] ?? new MediaStream([track]));
    for (const track of this.microphone.getAudioTracks()) {
      peer.addTrack(track, this.microphone);
    }
    await peer.setLocalDescription(await peer.createOffer());
    const answer = await fetch(DOOR, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...hello, sdp: peer.localDescription?.sdp }),
      signal,
    });
    this.address = answer.status === 201 ? (answer.headers.get('Location') ?? '') : '';
    this.token = answer.headers.get('Voice-Teller-Events') ?? '';
    if (!this.address) {
      throw new Error(`answered ${answer.status}`);
    }
    await peer.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
    await connected(peer, signal);
    peer.onconnectionstatechange = () => this.#changed(peer);
  }

  /** Where the events of this call are. */
  get events() {
    return `${this.address}/events`;
  }

  /** @returns {Promise<boolean>} whether a server of the bank answers there that does not know this call */
  async isForgotten() {
    try {
      const answer = await fetch(this.events, { cache: 'no-store', signal: AbortSignal.timeout(RESTART_MS) });
      return answer.status === 404;
    } catch {
      return false;
    }
  }

  /** @param {RTCPeerConnection} peer */
  #changed(peer) {
    if (peer.connectionState === 'connected') {
      clearTimeout(this.restartTimer);
    } else if (peer.connectionState === 'disconnected' || peer.connectionState === 'failed') {
      this.#restart();
    }
  }

  /** Looks for another way to the bank, from whatever network this is now. */
  async #restart() {
    const { peer } = this;
    if (this.closed || !peer) {
      return;
    }
    clearTimeout(this.restartTimer);
    this.restartTimer = setTimeout(() => !this.closed && peer.connectionState !== 'connected' && this.onLost(), RESTART_MS);
    try {
      await peer.setLocalDescription(await peer.createOffer({ iceRestart: true }));
      const answer = await fetch(this.address, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/sdp' },
        body: peer.localDescription?.sdp,
        signal: AbortSignal.timeout(RESTART_MS),
      });
      if (answer.status === 404) {
        this.onLost();
        return;
      }
      if (!answer.ok) {
        throw new Error(`answered ${answer.status}`);
      }
      await peer.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
    } catch (error) {
      // The timer decides: the network may be back before it is over.
      console.info('The line could not be begun anew', String(error));
    }
  }

  /** Takes the line down; the bank keeps the call for who comes back. */
  close() {
    if (this.closed) {
      return;
    }
    this.closed = true;
    clearTimeout(this.restartTimer);
    window.removeEventListener('online', this.onOnline);
    const wasConnected = this.peer?.connectionState === 'connected';
    this.peer?.close();
    if (this.address && !wasConnected && !this.begun && !this.resuming) {
      // Nobody shall wait for a caller who goes another way. A call that has begun would be over by this.
      fetch(this.address, { method: 'DELETE', keepalive: true }).catch(() => undefined);
    }
  }
}

/** @param {AbortSignal} signal @returns {Promise<IceServer[]>} */
const relays = async (signal) => {
  const answer = await fetch(DOOR, { cache: 'no-store', signal });
  return answer.ok ? (await answer.json()).iceServers : [];
};

/** @param {RTCPeerConnection} peer @param {AbortSignal} signal @returns {Promise<void>} */
const connected = (peer, signal) =>
  new Promise((resolve, reject) => {
    const look = () => {
      if (peer.connectionState === 'connected') {
        resolve();
      } else if (peer.connectionState === 'failed' || signal.aborted) {
        reject(new Error(signal.aborted ? 'not connected in time' : 'no way there'));
      }
    };
    peer.onconnectionstatechange = look;
    signal.addEventListener('abort', look);
    look();
  });
