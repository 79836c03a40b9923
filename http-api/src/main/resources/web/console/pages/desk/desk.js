// @ts-check
import { CaptureError } from '../../../shared/audio/capture.js';
import { staffName } from '../../hand-off.js';
import { session } from '../../session.js';
import { words } from '../../text.js';
import * as conversation from './conversation.js';
import { Line } from './line.js';
import { DeskSound } from './sound/desk-sound.js';
import { whyRefused } from './why-refused.js';

/** @typedef {import('../../hand-off.js').Mode} Mode */

/**
 * @typedef {'opening' | 'open' | 'lost' | 'refused' | 'back' | 'taken' | 'over'} Phase
 * lost: the line broke; refused: it did not open; back: the call was given back; taken: a colleague has it; over: the call has ended
 */

/** How long after a call was given back the bank may still say that late words were not said. */
const LAST_NEWS_MS = 3000;

/** @type {Record<string, string>} */
const microphoneFaults = {
  microphoneRefused: 'The browser does not let this page use the microphone. Allow it beside the address, or type.',
  noMicrophone: 'There is no microphone. You can type instead.',
  microphoneBusy: 'The microphone is in use by another program. You can type instead.',
  unsupported: 'This browser cannot send sound. You can type instead.',
};

/** One person's line to one call: what they hear, see and say. */
export class Desk {
  /** @param {string} callId @param {Mode} mode @param {() => void} changed */
  constructor(callId, mode, changed) {
    this.callId = callId;
    this.mode = mode;
    this.changed = changed;
    /** @type {Phase} */
    this.phase = 'opening';
    /** @type {conversation.Entry[]} */
    this.entries = [];
    this.level = 0;
    /** Who of the bank has the call; nobody: the agent. */
    this.staff = '';
    /** As whom the bank knows us, once we have the call. */
    this.self = '';
    /** Whether the caller waits for a person. */
    this.queued = false;
    /** What the bank waits for that nobody may hear. @type {{kind: string} | null} */
    this.challenge = null;
    this.callerGone = false;
    this.endReason = '';
    /** Why the line did not open. @type {{title: string, text: string} | null} */
    this.refusal = null;
    /** Something that went wrong on the way. */
    this.notice = '';
    /** @type {'off' | 'opening' | 'on'} */
    this.microphone = 'off';
    /** What we asked for last: when the line closes, that is why. @type {'' | 'give-back' | 'end'} */
    this.asked = '';
    /** @type {Line | null} */
    this.line = null;
    this.timer = 0;
    this.sound = new DeskSound({
      tell: (event) => this.line?.send(event) ?? false,
      send: (frame) => this.line?.sendRaw(frame),
      buffered: () => this.line?.buffered() ?? Infinity,
      onChange: () => this.changed(),
      onMicrophoneLost: () => this.#say({ microphone: 'off', notice: 'The microphone is gone. You can type instead.' }),
      onSilent: () => this.#say({ notice: 'This browser cannot play the line: you see what is said and do not hear it.' }),
    });
  }

  /** Opens the line, for the first time or again. */
  open() {
    this.line?.close();
    this.asked = '';
    this.#say({ phase: 'opening', refusal: null, notice: '', challenge: null, callerGone: false });
    this.sound.openSpeaker();
    const line = new Line(this.callId, this.mode, {
      onEvent: (event) => this.#take(event),
      onSound: (whose, pcm) => this.live && this.sound.speaker?.play(whose, pcm),
      onClosed: (opened) => void this.#closed(opened),
    });
    this.line = line;
  }

  /** Whether there is a call to hear and to speak into. */
  get live() {
    return this.phase === 'open';
  }

  /** Whether words from here go to somebody: a whisper needs a colleague who has the call. */
  get canSpeak() {
    return this.live && (this.mode === 'take' || (this.mode === 'whisper' && this.staff !== ''));
  }

  /** @param {string} text @returns {boolean} whether it is on its way */
  type(text) {
    const turnId = crypto.randomUUID();
    if (!this.canSpeak || !this.line?.send({ type: 'say', turnId, text })) {
      return false;
    }
    const at = Date.now();
    this.#say({ entries: this.mode === 'take' ? conversation.withOwn(this.entries, turnId, text, at) : conversation.withWhisper(this.entries, '', text, at) });
    return true;
  }

  async toggleMicrophone() {
    if (this.microphone !== 'off') {
      this.#closeMicrophone();
      return;
    }
    this.#say({ microphone: 'opening', notice: '' });
    try {
      const on = await this.sound.openMicrophone();
      if (on) {
        this.#say({ microphone: 'on' });
      } else {
        this.#closeMicrophone();
      }
    } catch (error) {
      if (!(error instanceof CaptureError)) {
        throw error;
      }
      this.#say({ microphone: 'off', notice: microphoneFaults[error.fault] });
    }
  }

  giveBack() {
    this.#closeMicrophone();
    this.asked = 'give-back';
    this.line?.send({ type: 'give-back' });
    this.changed();
  }

  /** @returns {boolean} whether the bank was told */
  end() {
    this.asked = 'end';
    return this.live && (this.line?.send({ type: 'end' }) ?? false);
  }

  /** Nobody looks any more. */
  close() {
    clearTimeout(this.timer);
    this.sound.close();
    this.line?.close();
    this.line = null;
  }

  /** @param {any} event of the bank; one that is unknown is ignored */
  #take(event) {
    const at = Date.now();
    switch (event.type) {
      case 'line.opened':
        this.#opened(event, at);
        break;
      case 'transcript':
        if (this.live) {
          this.#said(event, at);
        }
        break;
      case 'sound.cleared':
        this.sound.speaker?.bankIs(!this.staff);
        break;
      case 'hand-off':
        this.#handedOff(event, at);
        break;
      case 'words.refused':
        this.#say({ entries: conversation.withRefusal(this.entries, event.turnId, this.#because(), at) });
        break;
      case 'whisper':
        this.#say({ entries: conversation.withWhisper(this.entries, staffName(event.from), event.text, at) });
        break;
      case 'caller':
        this.#say({
          callerGone: event.state === 'gone',
          entries: conversation.withRemark(this.entries, event.state === 'gone' ? 'The caller’s connection broke' : 'The caller is back', at),
        });
        break;
      case 'challenge':
        this.#say({ challenge: event.open ? { kind: event.kind ?? '' } : null });
        break;
      case 'call.ended':
        this.#stop('over', { endReason: event.reason ?? '' });
        break;
      case 'error':
        this.#say({ notice: event.message ?? 'The bank could not use what was sent.' });
        break;
    }
  }

  /** @param {any} event @param {number} at */
  #said(event, at) {
    this.#say({ entries: conversation.withWords(this.entries, event, at) });
  }

  /** @param {any} event @param {number} at */
  #opened({ level, staff, history }, at) {
    const taken = this.mode === 'take';
    const told = conversation.withHistory(this.entries, history ?? [], at);
    this.self = taken ? (staff ?? '') : '';
    this.sound.speaker?.bankIs(!staff);
    this.#say({
      phase: 'open',
      level,
      staff: staffName(staff ?? (taken ? session.who?.name : undefined) ?? ''),
      queued: false,
      entries: conversation.withRemark(told, taken ? 'You have the call. The agent is silent.' : 'You hear the call from here on.', at),
    });
  }

  /** @param {any} event @param {number} at */
  #handedOff({ state, staff }, at) {
    const who = staffName(staff || 'A colleague');
    this.sound.speaker?.bankIs(state !== 'taken');
    if (this.mode !== 'take') {
      const text = { queued: 'The caller waits for a person', taken: `${who} has the call`, agent: 'The agent has the call again' }[/** @type {string} */ (state)] ?? '';
      this.#say({ queued: state === 'queued', staff: state === 'taken' ? who : '', entries: conversation.withRemark(this.entries, text, at) });
    } else if (state === 'taken' && (!this.self || !staff || staff === this.self)) {
      this.self = staff ?? this.self;
      this.#say({ staff: staffName(this.self), queued: false });
    } else if (this.live) {
      this.#stop(state === 'taken' ? 'taken' : 'back', { staff: state === 'taken' ? who : '', queued: state === 'queued' });
      // What was on its way may still be refused; more than that is not for us to hear.
      const { line } = this;
      this.timer = setTimeout(() => line?.close(), LAST_NEWS_MS);
    }
  }

  /** @returns {string} why late words were not said */
  #because() {
    if (this.mode === 'whisper') {
      return 'no colleague has the call any more';
    }
    switch (this.phase) {
      case 'over':
        return 'the call had ended';
      case 'taken':
        return `${this.staff} has the call`;
      default:
        return 'the call was given back';
    }
  }

  /** @param {boolean} opened */
  async #closed(opened) {
    if (this.phase === 'back' || this.phase === 'taken' || this.phase === 'over') {
      return;
    }
    if (this.asked && this.live) {
      this.#stop(this.asked === 'end' ? 'over' : 'back', {});
      return;
    }
    this.#stop(opened ? 'lost' : 'refused', { entries: conversation.withUnknown(this.entries) });
    if (!opened) {
      const { line } = this;
      const refusal = await whyRefused(this.callId, this.mode);
      if (this.line === line) {
        this.#say({ refusal });
      }
    }
  }

  /** There is nothing more to hear or say. @param {Phase} phase @param {Partial<Desk>} more */
  #stop(phase, more) {
    this.sound.close();
    this.#say({ phase, microphone: 'off', challenge: null, callerGone: false, ...more });
  }

  #closeMicrophone() {
    this.sound.closeMicrophone();
    this.#say({ microphone: 'off' });
  }

  /** @param {Partial<Desk>} what */
  #say(what) {
    Object.assign(this, what);
    this.changed();
  }

  /** What the bank waits for, in words. */
  get awaited() {
    return this.challenge?.kind ? words.challenge(this.challenge.kind) : 'a secret of the caller’s';
  }
}
