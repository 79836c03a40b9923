// @ts-check
import * as conversation from './conversation.js';
import { CallSound } from './audio/call-sound.js';
import { CaptureError, canCapture } from '../shared/audio/capture.js';
import { Connection } from './connection.js';
import { canPlay } from './audio/playback.js';
import { onServerEvent } from './server-events.js';
import { savedCall } from './saved-call.js';
import { text } from './text.js';

/** How long after the end the last words may still be heard. */
const LAST_WORDS_MS = 15000;
/** How long the bank may take to say that the call has ended after we hung up. */
const GOODBYE_MS = 2000;
/** How often it is looked whether the call can move. */
const LOOK_MS = 200;

/** One call at a time: sound, connection and what the store is told of them. */
export class Call {
  /** @param {import('./store.js').Store} store */
  constructor(store) {
    this.store = store;
    /** @type {Connection | null} */
    this.connection = null;
    /** Whether the bank has answered on the present connection. */
    this.live = false;
    /** Whether the present connection asked to come back to a call. */
    this.resuming = false;
    /** @type {string[]} typed before the bank answered */
    this.unsent = [];
    /** Changes whenever a call is let go, so that what was asked for it before comes to nothing. */
    this.attempt = 0;
    /** The turn that sound now coming in belongs to. */
    this.soundTurn = '';
    /** A tone of the bank's while the agent is silent; nobody's turn. */
    this.toneTurn = '';
    this.sound = new CallSound({
      send: (frame) => this.connection?.sendRaw(frame),
      bufferedBytes: () => (this.live && this.connection ? this.connection.buffered() : Infinity),
      onHeard: (position) => this.tell((entries) => conversation.heard(entries, position)),
      onReport: ({ turnId, playedMs }) => this.live && this.connection?.send({ type: 'playback.position', turnId, playedMs }),
      onMicrophoneLost: () => store.set({ voice: false, notice: { tone: 'warning', ...text.notice.microphoneLost } }),
      onSilent: () => this.tell(conversation.settled),
    });
  }

  /** Begins a call. @param {{voice: boolean, words?: string}} how */
  async start({ voice, words }) {
    this.#release();
    savedCall.forget();
    this.store.clear();
    this.store.set({ phase: 'connecting', voice });
    this.sound.openSpeaker();
    const { attempt } = this;
    const heard = !voice || (await this.#openMicrophone());
    if (attempt !== this.attempt) {
      return;
    }
    if (!heard) {
      this.#release();
      this.store.set({ phase: 'idle' });
    } else {
      this.#connect();
      if (words) {
        this.type(words);
      }
    }
  }

  /** Comes back to the call this tab was in, after a reload or when attempts had been given up. */
  async comeBack() {
    const saved = savedCall.read();
    if (!saved) {
      return;
    }
    const { entries } = this.store.state;
    this.store.set({
      phase: 'reconnecting',
      voice: saved.voice,
      startedAt: saved.startedAt,
      notice: null,
      entries: entries.length > 0 ? entries : conversation.remarked([], text.earlier, Date.now()),
    });
    this.sound.openSpeaker();
    const { attempt } = this;
    const heard = !saved.voice || (await this.#openMicrophone());
    if (attempt === this.attempt) {
      this.store.set({ voice: saved.voice && heard });
      this.#connect();
    }
  }

  #connect() {
    const connection = new Connection({
      hello: () => this.#hello(),
      onEvent: (event) => onServerEvent(this, event),
      onSound: (pcm) => this.#heardFromBank(pcm),
      microphone: () => (this.store.state.page.webRtc && this.store.state.voice ? this.sound.microphoneStream : null),
      onVoice: (voice) => (voice ? this.sound.playStream(voice) : this.sound.playPieces()),
      resumable: () => savedCall.read() !== null,
      onLost: () => this.#lost(),
      onGone: (fault, retryAfterS) => this.connection === connection && this.#gone(fault, retryAfterS),
    });
    this.connection = connection;
    connection.open();
  }

  #hello() {
    const resume = savedCall.read()?.token;
    this.resuming = resume !== undefined;
    this.live = false;
    return { type: 'call.start', channel: 'browser', locale: navigator.language, ...(resume ? { resume } : {}) };
  }

  /** @returns {Promise<boolean>} whether there is a microphone; if not, the caller was told why */
  async #openMicrophone() {
    try {
      await this.sound.openMicrophone();
      return true;
    } catch (error) {
      if (!(error instanceof CaptureError)) {
        throw error;
      }
      this.store.set({ notice: { tone: 'warning', ...text.notice[error.fault] } });
      return false;
    }
  }

  /** @param {(entries: import('./conversation.js').Entry[]) => import('./conversation.js').Entry[]} change */
  tell(change) {
    this.store.set({ entries: change(this.store.state.entries) });
  }

  /** @param {ArrayBuffer} pcm */
  #heardFromBank(pcm) {
    const ms = this.sound.playback?.push(pcm) ?? 0;
    this.tell((entries) => conversation.soundCame(entries, this.soundTurn, ms));
  }

  #lost() {
    this.live = false;
    this.sound.microphone.clear();
    const words = navigator.onLine ? text.notice.lost : text.notice.offline;
    this.store.set({ phase: 'reconnecting', notice: { tone: 'warning', ...words } });
  }

  /** @param {import('./connection.js').Fault} fault @param {number} retryAfterS */
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

  /**
   * The bank's server goes away, and another one takes the call up: leaves this one when nobody speaks
   * and nothing is under way, or when half of the time is over.
   *
   * @param {number} endsInMs
   */
  moveWhenQuiet(endsInMs) {
    const { connection } = this;
    const socket = connection?.socket;
    const latest = Date.now() + endsInMs / 2;
    const look = () => {
      if (this.connection !== connection || connection?.socket !== socket) {
        return;
      }
      if (Date.now() >= latest || (!this.sound.playback?.playing && !conversation.isBusy(this.store.state.entries))) {
        connection?.renew();
      } else {
        setTimeout(look, LOOK_MS);
      }
    };
    look();
  }

  /** @param {string} words */
  type(words) {
    const shown = this.store.state.challenge ? '•'.repeat(Math.min(words.length, 12)) : words;
    this.tell((entries) => conversation.typed(entries, shown, Date.now()));
    this.sound.playback?.resume();
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
    this.sound.mute(muted);
    this.store.set({ muted });
  }

  /** Lets the sound go on that the browser held back. */
  async unblock() {
    await this.sound.unblock();
    this.store.set({ notice: null });
  }

  hangUp() {
    this.sound.playback?.clear();
    const { connection } = this;
    if (this.live && connection?.send({ type: 'call.end' })) {
      setTimeout(() => this.connection === connection && this.finish('callerHungUp'), GOODBYE_MS);
    } else {
      this.finish('callerHungUp');
    }
  }

  /** The call is over. @param {string} reason @param {import('./store.js').Notice | null} [notice] */
  finish(reason, notice = null) {
    if (reason !== 'lost') {
      savedCall.forget();
      this.tell(conversation.closed);
    }
    if (!this.sound.playback?.playing) {
      this.tell(conversation.settled);
    }
    this.store.set({
      phase: this.store.state.startedAt > 0 ? 'ended' : 'idle',
      endReason: reason,
      endedAt: Date.now(),
      challenge: null,
      keypadOpen: false,
      notice,
    });
    this.#release(LAST_WORDS_MS);
  }

  /** @param {number} [lastWordsMs] */
  #release(lastWordsMs = 0) {
    this.attempt++;
    this.live = false;
    this.unsent = [];
    this.connection?.close();
    this.connection = null;
    this.sound.close(lastWordsMs);
  }

  /** How the sound of this call goes. @returns {'webrtc' | 'websocket' | ''} */
  get way() {
    return this.connection?.way ?? '';
  }

  /** @returns {boolean} whether this browser can carry speech here */
  static get canSpeak() {
    return canCapture() && canPlay();
  }
}
