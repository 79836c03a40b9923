// @ts-check
import { Problem, api } from '../../api.js';
import { staffName } from '../../hand-off.js';
import { liveBoard } from '../../live-board.js';

/**
 * Why a line did not open: a browser does not tell what the bank answered, so the bank is asked who
 * has the call.
 *
 * @param {string} callId @param {import('../../hand-off.js').Mode} mode
 * @returns {Promise<{title: string, text: string}>}
 */
export const whyRefused = async (callId, mode) => {
  try {
    /** @type {{items: import('../../types.js').HandOff[]}} */
    const { items } = await api.get('/v1/admin/hand-offs');
    const handOff = items.find((it) => it.call.callId === callId)?.call.handOff;
    const { board } = liveBoard;
    const gone = board.known && !board.active.some((it) => it.call.callId === callId);
    if (mode === 'take' && handOff?.state === 'taken') {
      return { title: `${staffName(handOff.staff ?? 'A colleague')} has the call`, text: 'One person at a time speaks with a caller. It can be taken over once it was given back.' };
    }
    return handOff === undefined && gone
      ? { title: 'This call is over', text: 'What was said and done in it stands on the call’s page.' }
      : { title: 'The line did not open', text: 'The bank did not let this page in. Please try again in a moment.' };
  } catch (problem) {
    if (!(problem instanceof Problem)) {
      throw problem;
    }
    return { title: problem.title, text: problem.detail };
  }
};
