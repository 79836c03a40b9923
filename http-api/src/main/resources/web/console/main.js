// @ts-check
import { setBasePath } from 'shoelace/utilities/base-path.js';
import { registerIconLibrary } from 'shoelace/utilities/icon-library.js';
import { signIn, takeLink } from './sign-in.js';
import { router } from './router.js';
import { session } from './session.js';
import './components/console-shell.js';

const link = takeLink();
const shoelace = import.meta.resolve('shoelace/');
setBasePath(shoelace);
// The components' own icons are data: addresses, which the policy does not let them fetch.
registerIconLibrary('system', { resolver: (name) => `${shoelace}assets/icons/${name === 'caret' ? 'chevron-down' : name}.svg` });

const shell = /** @type {import('./components/console-shell.js').ConsoleShell} */ (document.querySelector('vt-console'));

/** @returns {Promise<{bankName: string, openId: boolean}>} */
const settings = async () => {
  try {
    return await (await fetch('/console.json')).json();
  } catch (error) {
    // Only the bank's name and its provider are missing; a link still signs in.
    console.warn('The bank does not say its name', error);
    return { bankName: '', openId: false };
  }
};

const [told] = await Promise.all([settings(), signIn(link)]);
shell.settings = told;
const place = session.standing === 'in' ? session.takePlace() : '';
if (place) {
  router.go(place, { replace: true });
}
window.addEventListener('hashchange', () => {
  const another = takeLink();
  if (another) {
    void signIn(another);
  }
});
