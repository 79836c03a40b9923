// @ts-check
import { setBasePath } from 'shoelace/utilities/base-path.js';
import { registerIconLibrary } from 'shoelace/utilities/icon-library.js';
import { Call } from './call.js';
import { Store } from './store.js';
import { savedCall } from './saved-call.js';
import { text } from './text.js';
import './components/call-page.js';

const shoelace = import.meta.resolve('shoelace/');
setBasePath(shoelace);
// The components' own icons are data: addresses, which the policy does not let them fetch.
registerIconLibrary('system', { resolver: (name) => `${shoelace}assets/icons/${name}.svg` });

const store = new Store();
const call = new Call(store);
const page = /** @type {import('./components/call-page.js').CallPage} */ (document.querySelector('vt-call-page'));
page.begin(store, call);

/** For tests and the browser's console: what the ear would notice and the eye cannot. */
Object.assign(window, {
  voiceTeller: {
    playbackLevel: () => call.sound.playback?.level() ?? 0,
    microphoneLevel: () => call.sound.capture?.level ?? 0,
    droppedMicrophoneFrames: () => call.sound.microphone.droppedFrames,
    way: () => call.way,
    droppedPlaybackMs: () => call.sound.playback?.droppedMs ?? 0,
  },
});

/** @returns {Promise<import('./store.js').PageText>} */
const bankWords = async () => {
  try {
    return await (await fetch('/page.json')).json();
  } catch (error) {
    // Calls may still work; only the bank's own words are missing.
    console.warn('The bank does not say its name', error);
    return store.state.page;
  }
};

const words = await bankWords();
store.set({ page: words });
if (!words.speech) {
  store.set({ notice: { tone: 'quiet', ...text.notice.noSpeech } });
} else if (!Call.canSpeak) {
  store.set({ notice: { tone: 'warning', ...text.notice.unsupported } });
}
if (savedCall.read()) {
  await call.comeBack();
}
