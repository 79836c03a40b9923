// @ts-check
import { heardText } from './conversation.js';
import { activityWords, clock, text, timeOfDay, toolWords } from './text.js';

/** @typedef {import('./store.js').State} State */

/** @param {State} state @returns {import('./conversation.js').Activity[]} what was done for the caller */
export const doneIn = (state) =>
  state.entries.flatMap((it) => (it.type === 'activity' && it.outcome === 'succeeded' ? [it] : []));

/** @param {import('./conversation.js').Entry} entry @returns {string} */
const line = (entry) => {
  const at = timeOfDay(entry.at);
  switch (entry.type) {
    case 'turn':
      return `${at}  ${text.speaker[entry.role]}: ${heardText(entry)}`;
    case 'activity': {
      const confirmation = entry.confirmation ? `, ${text.confirmation} ${entry.confirmation}` : '';
      return `${at}  [${activityWords(entry)}${confirmation}]`;
    }
    case 'remark':
      return `${at}  (${entry.text})`;
  }
};

/** @param {State} state @returns {string} the call as a text file */
export const asText = (state) => {
  const confirmed = doneIn(state)
    .filter((it) => it.confirmation)
    .map((it) => `${toolWords(it.tool).done}: ${text.confirmation} ${it.confirmation}`);
  return [
    text.file.heading(state.page.bankName),
    new Date(state.startedAt).toLocaleString(),
    `${text.duration}: ${clock(state.endedAt - state.startedAt)}`,
    '',
    ...(confirmed.length > 0 ? [...confirmed, ''] : []),
    ...state.entries.map(line),
    '',
    text.file.note,
    '',
  ].join('\r\n');
};

/** Gives the call to the browser as a file. @param {State} state */
export const save = (state) => {
  const address = URL.createObjectURL(new Blob([asText(state)], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = text.saved(new Date(state.startedAt).toISOString().slice(0, 16).replace(/[:T]/g, '-'));
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
};
