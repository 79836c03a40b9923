// @ts-check
import { Capture } from '../../../../shared/audio/capture.js';
import { MicrophoneQueue } from '../../../../shared/audio/microphone-queue.js';
import { Speaker, canPlay } from './speaker.js';

/** Of the microphone's sound on the line. */
const RATE_HZ = 24000;

/**
 * @typedef {object} SoundOwner
 * @property {(event: object) => boolean} tell the bank
 * @property {(frame: ArrayBuffer) => void} send a frame of the microphone
 * @property {() => number} buffered bytes that the network has not taken yet
 * @property {() => void} onChange
 * @property {() => void} onMicrophoneLost
 * @property {() => void} onSilent nothing can be heard here
 */

/** What is heard of a line, and what is said into it. */
export class DeskSound {
  /** @param {SoundOwner} owner */
  constructor(owner) {
    this.owner = owner;
    /** Frames wait until the bank knows that they come. */
    this.told = false;
    this.queue = new MicrophoneQueue(owner.send, () => (this.told ? owner.buffered() : Infinity), RATE_HZ);
    /** @type {Capture | null} */
    this.capture = null;
    /** @type {Speaker | null} */
    this.speaker = null;
    this.wantedVolume = 1;
  }

  openSpeaker() {
    if (this.speaker) {
      return;
    }
    if (!canPlay()) {
      this.owner.onSilent();
      return;
    }
    const speaker = new Speaker(this.owner.onChange);
    speaker.volume = this.wantedVolume;
    this.speaker = speaker;
    speaker.ready.catch((error) => {
      // One that was closed while it came is missed by nobody.
      if (this.speaker === speaker) {
        console.warn('The line cannot be heard', error);
        this.closeSpeaker();
        this.owner.onSilent();
      }
    });
  }

  /** @param {number} volume 0 to 1 */
  set volume(volume) {
    this.wantedVolume = volume;
    if (this.speaker) {
      this.speaker.volume = volume;
    }
  }

  /** @throws {import('../../../../shared/audio/capture.js').CaptureError} when there is none to be had */
  async openMicrophone() {
    const asked = Symbol('asked');
    this.asked = asked;
    const capture = await Capture.start(
      (pcm) => this.queue.offer(pcm),
      () => {
        this.closeMicrophone();
        this.owner.onMicrophoneLost();
      },
      RATE_HZ,
    );
    if (this.asked !== asked) {
      capture.stop();
      return false;
    }
    this.capture = capture;
    this.told = this.owner.tell({ type: 'mic', on: true });
    return this.told;
  }

  closeMicrophone() {
    this.asked = undefined;
    this.capture?.stop();
    this.capture = null;
    this.queue.clear();
    if (this.told) {
      this.told = false;
      this.owner.tell({ type: 'mic', on: false });
    }
  }

  closeSpeaker() {
    this.speaker?.close();
    this.speaker = null;
  }

  close() {
    this.closeMicrophone();
    this.closeSpeaker();
  }
}
