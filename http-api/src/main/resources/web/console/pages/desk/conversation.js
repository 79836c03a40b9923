// @ts-check
/** What is said on a line, in the order it began. */

/** @typedef {'caller' | 'agent' | 'staff'} Speaker */

/**
 * @typedef {object} Turn
 * @property {'turn'} type
 * @property {string} id
 * @property {Speaker} speaker
 * @property {string} text
 * @property {boolean} final
 * @property {boolean} earlier said before this line was opened
 * @property {boolean} own typed here
 * @property {'' | 'sent' | 'refused' | 'unknown'} fate of words typed here: the bank has not said that they were said
 * @property {string} because why they were refused
 * @property {number} at when it began here
 */

/** @typedef {{type: 'remark', id: string, text: string, at: number}} Remark what happened between the words */
/** @typedef {{type: 'whisper', id: string, from: string, text: string, at: number}} Whisper heard by no caller; from nobody: our own */
/** @typedef {Turn | Remark | Whisper} Entry */

let remarks = 0;

/** @param {Entry} entry @param {string} turnId @param {Speaker} speaker @returns {entry is Turn} */
const isTurn = (entry, turnId, speaker) => entry.type === 'turn' && entry.id === turnId && entry.speaker === speaker;

/**
 * What was said before, in place of all that is there but words of our own whose fate it does not tell.
 *
 * @param {Entry[]} entries @param {{turnId: string, speaker: Speaker, text: string}[]} history @param {number} at @returns {Entry[]}
 */
export const withHistory = (entries, history, at) => {
  const told = new Set(history.map((it) => it.turnId));
  const own = entries.filter((it) => it.type === 'turn' && it.own && it.fate !== '' && !told.has(it.id));
  /** @type {Turn[]} */
  const before = history.map(({ turnId, speaker, text }) => ({ type: 'turn', id: turnId, speaker, text, final: true, earlier: true, own: false, fate: '', because: '', at }));
  return [...before, ...own];
};

/** The newest words of a turn count. @param {Entry[]} entries @param {{turnId: string, speaker: Speaker, text: string, final: boolean}} said @param {number} at @returns {Entry[]} */
export const withWords = (entries, { turnId, speaker, text, final }, at) =>
  entries.some((it) => isTurn(it, turnId, speaker))
    ? entries.map((it) => (isTurn(it, turnId, speaker) ? { ...it, text, final, earlier: false, fate: it.fate === 'refused' ? it.fate : '' } : it))
    : [...entries, { type: 'turn', id: turnId, speaker, text, final, earlier: false, own: false, fate: '', because: '', at }];

/** Words typed here, on their way. @param {Entry[]} entries @param {string} turnId @param {string} text @param {number} at @returns {Entry[]} */
export const withOwn = (entries, turnId, text, at) => [
  ...entries,
  { type: 'turn', id: turnId, speaker: 'staff', text, final: true, earlier: false, own: true, fate: 'sent', because: '', at },
];

/** @param {Entry[]} entries @param {string} turnId @param {string} because @param {number} at @returns {Entry[]} */
export const withRefusal = (entries, turnId, because, at) =>
  entries.some((it) => isTurn(it, turnId, 'staff'))
    ? entries.map((it) => (isTurn(it, turnId, 'staff') ? { ...it, final: true, fate: 'refused', because } : it))
    : withRemark(entries, `What was spoken last was not said: ${because}.`, at);

/** The line broke: of what the bank had not yet taken up nobody knows. @param {Entry[]} entries @returns {Entry[]} */
export const withUnknown = (entries) => entries.map((it) => (it.type === 'turn' && it.fate === 'sent' ? { ...it, fate: 'unknown' } : it));

/** @param {Entry[]} entries @param {string} text @param {number} at @returns {Entry[]} */
export const withRemark = (entries, text, at) => [...entries, { type: 'remark', id: `remark-${++remarks}`, text, at }];

/** @param {Entry[]} entries @param {string} from @param {string} text @param {number} at @returns {Entry[]} */
export const withWhisper = (entries, from, text, at) => [...entries, { type: 'whisper', id: `whisper-${++remarks}`, from, text, at }];
