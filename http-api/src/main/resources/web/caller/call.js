// @ts-check
import * as conversation from './conversation.js';
import { Capture, CaptureError, canCapture } from './audio/capture.js';
import { Connection } from './connection.js';
import { MicrophoneQueue } from './audio/microphone-queue.js';
import { Playback, canPlay } from './audio/playback.js';
import { onServerEvent } from './server-events.js';
import { savedCall } from './saved-call.js';
import { text } from './text.js';

/** How long after the end the last words may still be heard. */
const LAST_WORDS_MS = 15000;
/** How long the bank may take to say that the call has ended after we hung up. */
const GOODBYE_MS = 2000;

/** One call at a time: sound, connection and what the store is told of them. */
export class Call {
  /** @param {import('./store.js').Store} store */
  constructor(store) {
    this.store = store;
    /** @type {Connection | null} */
    this.connection = null;
    /** @type {Capture | null} */
    this.capture = null;
    /** @type {Playback | null} */
    this.playback = null;
    this.microphone = new MicrophoneQueue(
      (frame) => this.connection?.sendRaw(frame),
      () => (this.live && this.connection ? this.connection.buffered() : Infinity),
    );
    /** Whether the bank has answered on the present connection. */
    this.live = false;
    /** Whether the present connection asked to come back to a call. */
    this.resuming = false;
    /** @type {string[]} typed before the bank answered */
    this.unsent = [];
    this.soundTurn = '';
  }

  /** Begins a call. @param {{voice: boolean, words?: string}} how */
  async start({ voice, words }) {
    this.#release();
    savedCall.forget();
    this.store.clear();
    this.store.set({ phase: 'connecting', voice });
    this.#openPlayback();
    if (voice && !(await this.#openMicrophone())) {
      this.#release();
      return;
    }
    if (words) {
      this.type(words);
    }
    this.#connect();
  }

  /** Comes back to the call this tab was in, after a reload or when attempts had been given up. */
  async comeBack() {
    const saved = savedCall.read();
    if (!saved) {
      return;
    }
    const reloaded = this.store.state.entries.length === 0;
    this.store.set({ phase: 'reconnecting', voice: saved.voice, startedAt: saved.startedAt, notice: null });
    if (reloaded) {
      this.store.set({ entries: conversation.remarked([], text.earlier, Date.now()) });
    }
    this.#openPlayback();
    if (saved.voice && !this.capture && !(await this.#openMicrophone())) {
      this.store.set({ phase: 'reconnecting', voice: false });
    }
    this.#connect();
  }

  #connect() {
    this.connection = new Connection({
      hello: () => this.#hello(),
      onEvent: (event) => onServerEvent(this, event),
      onSound: (pcm) => this.#sound(pcm),
      resumable: () => savedCall.read() !== null,
      onLost: () => this.#lost(),
      onGone: (fault, retryAfterS) => this.#gone(fault, retryAfterS),
    });
    this.connection.open();
  }

  #hello() {
    const resume = savedCall.read()?.token;
    this.resuming = resume !== undefined;
    this.live = false;
    return { type: 'call.start', channel: 'browser', locale: navigator.language, ...(resume ? { resume } : {}) };
  }

  #openPlayback() {
    if (canPlay() && !this.playback) {
      this.playback = Playback.open(
        (position) => this.store.set({ entries: conversation.heard(this.store.state.entries, position) }),
        ({ turnId, playedMs }) => this.live && this.connection?.send({ type: 'playback.position', turnId, playedMs }),
      );
      this.playback.ready.catch((error) => {
        console.warn('The sound cannot be played', error);
        this.playback = null;
        this.store.set({ entries: conversation.settled(this.store.state.entries) });
      });
    }
  }

  /** @returns {Promise<boolean>} whether there is a microphone now; if not, the caller was told why */
  async #openMicrophone() {
    try {
      this.capture = await Capture.start(
        (pcm) => this.microphone.offer(pcm),
        () => this.#microphoneLost(),
      );
      return true;
    } catch (error) {
      if (!(error instanceof CaptureError)) {
        throw error;
      }
      const words = text.notice[error.fault];
      this.store.set({ phase: 'idle', notice: { tone: 'warning', ...words } });
      return false;
    }
  }

  #microphoneLost() {
    this.capture?.stop();
    this.capture = null;
    this.store.set({ voice: false, notice: { tone: 'warning', ...text.notice.microphoneLost } });
  }

  /** @param {ArrayBuffer} pcm */
  #sound(pcm) {
    const ms = this.playback?.push(pcm) ?? 0;
    this.store.set({ entries: conversation.soundCame(this.store.state.entries, this.soundTurn, ms) });
  }

  #lost() {
    this.live = false;
    this.microphone.clear();
    const words = navigator.onLine ? text.notice.lost : text.notice.offline;
    this.store.set({ phase: 'reconnecting', notice: { tone: 'warning', ...words } });
  }

  /** @param {'unreachable' | 'full' | 'gaveUp'} fault @param {number} retryAfterS */
  #gone(fault, retryAfterS) {
    const words = text.notice[fault];
    if (fault === 'gaveUp') {
      const action = { label: text.notice.gaveUp.action, name: /** @type {const} */ ('resume') };
      this.finish('lost', { tone: 'danger', title: words.title, text: words.text, action });
    } else {
      this.#release();
      this.store.clear();
      const until = retryAfterS > 0 ? Date.now() + retryAfterS * 1000 : undefined;
      this.store.set({ notice: { tone: 'warning', ...words, until } });
    }
  }

  /** @param {string} words */
  type(words) {
    const { challenge, entries } = this.store.state;
    const shown = challenge ? '•'.repeat(Math.min(words.length, 12)) : words;
    this.store.set({ entries: conversation.typed(entries, shown, Date.now()) });
    this.playback?.resume();
    if (!this.live || !this.connection?.send({ type: 'text.input', text: words })) {
      this.unsent.push(words);
    }
  }

  /** @param {string} digits ended with # */
  key(digits) {
    this.connection?.send({ type: 'keypad.input', digits });
    this.store.set({ keypadOpen: false });
  }

  /** @param {boolean} muted */
  mute(muted) {
    if (this.capture) {
      this.capture.muted = muted;
    }
    this.store.set({ muted });
  }

  /** Lets the sound go on that the browser held back. */
  async unblock() {
    await Promise.all([this.playback?.resume(), this.capture?.resume()]);
    this.store.set({ notice: null });
  }

  hangUp() {
    this.playback?.clear();
    const said = this.live && this.connection?.send({ type: 'call.end' });
    if (said) {
      const connection = this.connection;
      setTimeout(() => this.connection === connection && this.finish('callerHungUp'), GOODBYE_MS);
    } else {
      this.finish('callerHungUp');
    }
  }

  /** The call is over. @param {string} reason @param {import('./store.js').Notice | null} [notice] */
  finish(reason, notice = null) {
    const { startedAt } = this.store.state;
    const entries = reason === 'lost' ? this.store.state.entries : conversation.closed(this.store.state.entries);
    if (reason !== 'lost') {
      savedCall.forget();
    }
    this.store.set({
      phase: startedAt > 0 ? 'ended' : 'idle',
      endReason: reason,
      endedAt: Date.now(),
      challenge: null,
      keypadOpen: false,
      notice,
      entries: this.playback?.playing ? entries : conversation.settled(entries),
    });
    this.#release(LAST_WORDS_MS);
  }

  /** @param {number} [lastWordsMs] how long what is queued may still be heard */
  #release(lastWordsMs = 0) {
    this.live = false;
    this.unsent = [];
    this.microphone.clear();
    this.capture?.stop();
    this.capture = null;
    this.connection?.close();
    this.connection = null;
    const playback = this.playback;
    this.playback = null;
    setTimeout(() => playback?.close(), playback?.playing ? lastWordsMs : 0);
  }

  /** @returns {boolean} */
  static get canSpeak() {
    return canCapture() && canPlay();
  }
}
