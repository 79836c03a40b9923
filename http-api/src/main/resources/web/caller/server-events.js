// @ts-check
import * as conversation from './conversation.js';
import { savedCall } from './saved-call.js';
import { text } from './text.js';

/** @typedef {import('./call.js').Call} Call */

/** @param {Call} call @param {any} event */
const started = (call, event) => {
  const { state } = call.store;
  const startedAt = state.startedAt || Date.now();
  savedCall.write({ token: event.resumeToken, voice: state.voice, startedAt });
  call.live = true;
  call.soundTurn = '';
  const { playback } = call.sound;
  if (playback) {
    playback.rateHz = event.outputSampleRateHz ?? playback.rateHz;
    playback.clear();
  }
  const entries = conversation.settled(state.entries);
  call.store.set({
    phase: 'inCall',
    startedAt,
    notice: null,
    challenge: null,
    entries: call.resuming ? conversation.remarked(entries, text.back, Date.now()) : entries,
  });
  call.unsent.splice(0).forEach((words) => call.connection?.send({ type: 'text.input', text: words }));
  if (playback?.blocked) {
    const { title, text: words, action } = text.notice.soundBlocked;
    call.store.set({ notice: { tone: 'quiet', title, text: words, action: { label: action, name: 'sound' } } });
  }
};

/** @param {Call} call @param {any} event */
const challenged = (call, event) => {
  call.store.set({
    challenge: { kind: event.kind, destination: event.destination ?? '' },
    keypadOpen: event.kind !== 'securityQuestion',
  });
};

/**
 * What was waited for is waited for no longer. A level that was reached has closed it before; so it
 * came to nothing, and the caller is told, unless nothing was shown of it.
 *
 * @param {Call} call
 */
const challengeClosed = (call) => {
  const { challenge, keypadOpen, notice } = call.store.state;
  if (challenge) {
    const shown = keypadOpen || challenge.kind === 'securityQuestion';
    const words = text.notice.challengeClosed[challenge.kind];
    call.store.set({ challenge: null, keypadOpen: false, notice: shown ? { tone: 'quiet', ...words } : notice });
  }
};

/** @param {Call} call @param {any} event */
const failed = (call, event) => {
  if (!call.live && call.resuming && !event.retryable) {
    call.finish('lost', { tone: 'warning', ...text.notice.resumeRefused });
    savedCall.forget();
  } else if (event.code === 'server_draining' || (!call.live && call.resuming)) {
    // It goes on at another server, or is still on its way there.
    call.connection?.renew();
  } else {
    console.warn('The bank reports a fault', event.code);
    call.store.set({ notice: { tone: 'warning', ...text.notice.fault } });
  }
};

/** The agent answers: who was asked to wait need not any more. @param {Call} call @param {any} event */
const answered = (call, event) => {
  if (event.role === 'agent' && event.text && call.store.state.notice?.untilAnswer) {
    call.store.set({ notice: null });
  }
};

/**
 * Brings one event of the bank into the store and to the speaker. An event that is not known is
 * skipped: a newer bank may say more than this page understands.
 *
 * @param {Call} call @param {any} event
 */
export const onServerEvent = (call, event) => {
  const { store } = call;
  const { playback } = call.sound;
  const now = Date.now();
  switch (event.type) {
    case 'call.started':
      started(call, event);
      break;
    case 'transcript':
      call.tell((entries) => conversation.transcribed(entries, event, now));
      answered(call, event);
      break;
    case 'notice':
      call.toneTurn = event.turnId;
      store.set({ notice: { tone: 'quiet', title: text.notice.bank, text: event.message, untilAnswer: true } });
      break;
    case 'audio.start':
      call.soundTurn = event.turnId;
      if (playback && !playback.blocked) {
        playback.start(event.turnId);
      }
      if (playback && !playback.blocked && event.turnId !== call.toneTurn) {
        call.tell((entries) => conversation.soundStarted(entries, event.turnId, now));
      }
      break;
    case 'audio.end':
      playback?.end();
      call.tell((entries) => conversation.soundEnded(entries, event.turnId, event.durationMs));
      break;
    case 'audio.clear':
      playback?.clear();
      call.tell((entries) => conversation.soundCut(entries, event.turnId));
      break;
    case 'tool.started':
      call.tell((entries) => conversation.toolStarted(entries, event, now));
      break;
    case 'tool.finished':
      call.tell((entries) => conversation.toolFinished(entries, event, now));
      break;
    case 'authentication.challenge':
      challenged(call, event);
      break;
    case 'authentication.challengeClosed':
      challengeClosed(call);
      break;
    case 'handOff.changed':
      store.set({ notice: { tone: 'quiet', ...text.notice.handOff[event.state] } });
      break;
    case 'authentication.level':
      store.set({ level: event.level, challenge: null, keypadOpen: false });
      break;
    case 'call.ended':
      call.finish(event.reason);
      break;
    case 'server.draining':
      if (event.elsewhere) {
        call.moveWhenQuiet(event.endsInMs);
      }
      break;
    case 'error':
      failed(call, event);
      break;
  }
};
