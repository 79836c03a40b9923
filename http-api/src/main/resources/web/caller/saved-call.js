// @ts-check
const KEY = 'voice-teller.call';

/**
 * @typedef {object} SavedCall what is needed to come back to a call; nothing of what was said
 * @property {string} token
 * @property {boolean} voice
 * @property {number} startedAt
 */

/** The call this tab is in, kept across a reload and gone with the tab. */
export const savedCall = {
  /** @returns {SavedCall | null} */
  read() {
    try {
      const saved = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
      return typeof saved?.token === 'string' ? saved : null;
    } catch {
      // Storage that is forbidden or unreadable means: no call to come back to.
      return null;
    }
  },

  /** @param {SavedCall} call */
  write(call) {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(call));
    } catch (error) {
      console.warn('A reload will not go on with this call: storage is forbidden', error);
    }
  },

  forget() {
    try {
      sessionStorage.removeItem(KEY);
    } catch (error) {
      console.warn('Storage is forbidden', error);
    }
  },
};
