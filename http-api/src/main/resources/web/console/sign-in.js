// @ts-check
import { Problem, api } from './api.js';
import { session } from './session.js';

/**
 * Takes the one-time link out of the address bar before anything else happens: it must not stay in
 * the history, nor on a screen that is shared.
 *
 * @returns {string} what followed `#link=`, or nothing
 */
export const takeLink = () => {
  const link = new URLSearchParams(location.hash.slice(1)).get('link') ?? '';
  if (link) {
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  return link;
};

/** @param {string} link @returns {Promise<void>} */
const useLink = async (link) => {
  try {
    session.begin(await api.post('/v1/session', { body: { link } }));
  } catch (problem) {
    if (!(problem instanceof Problem)) {
      throw problem;
    }
    const later = problem.retryAfterS ? ` Please wait ${problem.retryAfterS} s before another attempt.` : '';
    session.end('out', `${problem.detail}${later}`);
  }
};

/** Finds out who is there: by the link if there is one, else by the cookie. */
export const signIn = async (link = '') => {
  if (link) {
    await useLink(link);
    return;
  }
  try {
    session.begin(await api.get('/v1/session'));
  } catch (problem) {
    if (!(problem instanceof Problem)) {
      throw problem;
    }
    session.end(problem.status === 401 || problem.status === 403 ? 'out' : 'unreachable', problem.status === 401 ? '' : problem.detail);
  }
};

/** The reason goes with the session: who comes next has another. */
export const signOut = async () => {
  try {
    await api.remove('/v1/session');
  } catch (problem) {
    if (!(problem instanceof Problem && problem.status === 401)) {
      throw problem;
    }
  }
  session.because('');
  session.end('out');
};
