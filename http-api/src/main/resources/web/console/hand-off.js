// @ts-check
import { html, nothing } from 'lit';
import { badge } from './components/badges.js';
import { session } from './session.js';
import { words } from './text.js';

/** @typedef {'take' | 'listen' | 'whisper'} Mode of a line, as docs/hand-off.md has them */

/** @type {Record<Mode, {title: string, action: string, needs: import('./types.js').Permission}>} */
export const modes = {
  take: { title: 'Taking', action: 'Take over', needs: 'take-calls' },
  listen: { title: 'Listening to', action: 'Listen', needs: 'listen-to-calls' },
  whisper: { title: 'Whispering to', action: 'Whisper', needs: 'listen-to-calls' },
};

/** @param {URLSearchParams} query @returns {Mode} */
export const modeOf = (query) => {
  const mode = query.get('mode');
  return mode === 'listen' || mode === 'whisper' ? mode : 'take';
};

/** @param {string} callId @param {Mode} mode @returns {string} the page of one who has this line */
export const deskPlace = (callId, mode) => `/console/hand-off/${encodeURIComponent(callId)}${mode === 'take' ? '' : `?mode=${mode}`}`;

/** @param {string} label as `Pat Staff (openid:4711)` @returns {string} `Pat Staff` */
export const staffName = (label) => label.replace(/ \([^()]*\)$/, '');

/** @param {import('./types.js').HandOffState} [handOff] @returns {boolean} whether we have it, as far as names tell; the bank decides */
const isOurs = (handOff) => staffName(handOff?.staff ?? '') === session.who?.name;

/**
 * What this person may do with a call that goes on: nobody takes what a colleague has, but who lost
 * their own line takes it again.
 *
 * @param {import('./types.js').HandOffState} [handOff] @returns {Mode[]}
 */
export const ways = (handOff) =>
  /** @type {Mode[]} */ (['take', 'listen']).filter((mode) => session.may(modes[mode].needs) && !(mode === 'take' && handOff?.state === 'taken' && !isOurs(handOff)));

/** Who has the call if not the agent alone. @param {import('./types.js').HandOffState} [handOff] */
export const handOffBadge = (handOff) =>
  handOff === undefined
    ? nothing
    : handOff.state === 'queued'
      ? badge('Waits for a person', 'warning', { dot: true, title: words.handOffReason(handOff.reason) })
      : badge(handOff.staff ? `With ${staffName(handOff.staff)}` : 'With a colleague', 'note', { title: `${handOff.staff ?? ''} ${words.handOffReason(handOff.reason)}` });

/** Links to what may be done, for a row of a table. @param {import('./types.js').LiveCall} call */
export const wayLinks = ({ callId, handOff }) =>
  html`<span class="ways">${ways(handOff).map((mode) => html`<a href=${deskPlace(callId, mode)} aria-label="${modes[mode].action}: ${callId}">${modes[mode].action}</a>`)}</span>`;
