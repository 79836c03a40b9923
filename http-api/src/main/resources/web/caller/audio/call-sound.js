// @ts-check
import { Capture } from '../../shared/audio/capture.js';
import { MicrophoneQueue } from '../../shared/audio/microphone-queue.js';
import { Playback, canPlay } from './playback.js';
import { StreamPlayback } from './stream-playback.js';

/** Of the microphone's sound on the wire. */
const RATE_HZ = 16000;

/**
 * @typedef {object} SoundOwner
 * @property {(frame: ArrayBuffer) => void} send a frame of the microphone to the bank
 * @property {() => number} bufferedBytes what the network has not taken yet; Infinity while there is none
 * @property {(position: import('./playback.js').Position) => void} onHeard
 * @property {(position: import('./playback.js').Position) => void} onReport
 * @property {() => void} onMicrophoneLost
 * @property {() => void} onSilent playback is impossible here: words must not wait for it
 */

/** Both directions of a call's sound. */
export class CallSound {
  /** @param {SoundOwner} owner */
  constructor(owner) {
    this.owner = owner;
    this.microphone = new MicrophoneQueue(owner.send, owner.bufferedBytes, RATE_HZ);
    /** @type {Capture | null} */
    this.capture = null;
    /** @type {Playback | StreamPlayback | null} */
    this.playback = null;
  }

  /** The microphone as a browser's own line carries it. @returns {MediaStream | null} */
  get microphoneStream() {
    return this.capture?.stream ?? null;
  }

  /** From now on the agent's voice comes as a stream. @param {MediaStream} voice */
  playStream(voice) {
    this.playback?.close();
    const context = new AudioContext({ latencyHint: 'interactive' });
    const playback = new StreamPlayback(context, this.owner.onHeard);
    playback.play(voice);
    this.playback = playback;
  }

  /** From now on it comes in pieces, as it does when nothing else was said. */
  playPieces() {
    if (this.playback instanceof StreamPlayback) {
      this.playback.close();
      this.playback = null;
    }
    this.openSpeaker();
  }

  openSpeaker() {
    if (!canPlay() || this.playback) {
      return;
    }
    const playback = Playback.open(this.owner.onHeard, this.owner.onReport);
    this.playback = playback;
    playback.ready.catch((error) => {
      console.warn('The sound cannot be played', error);
      this.playback = this.playback === playback ? null : this.playback;
      this.owner.onSilent();
    });
  }

  /** @throws {import('../../shared/audio/capture.js').CaptureError} when there is none to be had */
  async openMicrophone() {
    const asked = Symbol('asked');
    this.asked = asked;
    const capture = await Capture.start(
      (pcm) => this.microphone.offer(pcm),
      () => {
        this.closeMicrophone();
        this.owner.onMicrophoneLost();
      },
      RATE_HZ,
    );
    if (this.asked === asked) {
      this.capture = capture;
    } else {
      capture.stop();
    }
  }

  closeMicrophone() {
    this.asked = undefined;
    this.microphone.clear();
    this.capture?.stop();
    this.capture = null;
  }

  /** @param {boolean} muted */
  mute(muted) {
    if (this.capture) {
      this.capture.muted = muted;
      this.capture.stream.getAudioTracks().forEach((track) => (track.enabled = !muted));
    }
  }

  /** To be called in answer to a touch or key. */
  async unblock() {
    await Promise.all([this.playback?.resume(), this.capture?.resume()]);
  }

  /** @param {number} lastWordsMs how long what is queued may still be heard */
  close(lastWordsMs) {
    this.closeMicrophone();
    const playback = this.playback;
    this.playback = null;
    setTimeout(() => playback?.close(), playback?.playing ? lastWordsMs : 0);
  }
}
