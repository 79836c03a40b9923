// @ts-check
import { places } from './text.js';
import { router } from './router.js';
import { session } from './session.js';

/** How long after g the second key counts. */
const PAUSE_MS = 1500;

/** @param {Document | ShadowRoot | Element} root @returns {HTMLElement | null} the page's first search field, also inside components */
const searchIn = (root) => {
  const here = /** @type {HTMLElement | null} */ (root.querySelector('[data-search]'));
  if (here) {
    return here;
  }
  for (const element of root.querySelectorAll('*')) {
    const found = element.shadowRoot ? searchIn(element.shadowRoot) : null;
    if (found) {
      return found;
    }
  }
  return null;
};

/** @param {KeyboardEvent} event @returns {boolean} whether the key is meant for a field or a dialog */
const elsewhere = (event) =>
  event.metaKey || event.ctrlKey || event.altKey ||
  event.composedPath().some((it) => it instanceof HTMLElement && (it.matches('input, textarea, select, sl-dialog, sl-drawer') || it.isContentEditable));

/**
 * Single keys, as in Linear: / to search, g and a letter to go, ? for help.
 *
 * @param {() => void} help
 */
export const listenToKeys = (help) => {
  let goUntil = 0;
  document.addEventListener('keydown', (event) => {
    const [target] = event.composedPath();
    if (event.key === 'Escape' && target instanceof HTMLElement && target.matches('[data-search]')) {
      target.blur();
    }
    if (session.standing !== 'in' || elsewhere(event)) {
      return;
    }
    const going = event.timeStamp < goUntil;
    goUntil = 0;
    if (event.key === '/') {
      const field = searchIn(document);
      if (field) {
        event.preventDefault();
        field.focus();
      }
    } else if (event.key === '?') {
      event.preventDefault();
      help();
    } else if (going) {
      const place = places.find((it) => it.key === event.key);
      if (place && session.may(place.needs)) {
        event.preventDefault();
        router.go(place.path);
      }
    } else if (event.key === 'g') {
      goUntil = event.timeStamp + PAUSE_MS;
    }
  });
};
