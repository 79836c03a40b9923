// @ts-check
/** @typedef {import('./types.js').Permission} Permission */
/** @typedef {'asking' | 'in' | 'out' | 'expired' | 'noRole' | 'unreachable'} Standing */

const REASON = 'vt-console-reason';
const PLACE = 'vt-console-place';
const REASON_FORM = /^[A-Za-z0-9_-]{1,64}$/;

/** Who is signed in, why they look, and where they were. One for the tab. */
class ConsoleSession {
  constructor() {
    /** @type {Standing} */
    this.standing = 'asking';
    /** @type {import('./types.js').Session | null} */
    this.who = null;
    /** @type {string} what the last attempt to sign in came to, in a sentence */
    this.refusal = '';
    this.reason = sessionStorage.getItem(REASON) ?? '';
    /** @type {Set<() => void>} */
    this.listeners = new Set();
  }

  get csrfToken() {
    return this.who?.csrfToken ?? '';
  }

  /** @param {Permission} permission */
  may(permission) {
    return this.who?.permissions.includes(permission) ?? false;
  }

  /** @param {import('./types.js').Session} who */
  begin(who) {
    this.who = who;
    this.refusal = '';
    this.#stand(who.permissions.length === 0 ? 'noRole' : 'in');
  }

  /** The bank knows the cookie no longer. The page stays where it is. */
  lapse() {
    if (this.standing === 'in') {
      this.who = null;
      this.#stand('expired');
    }
  }

  /** @param {'out' | 'unreachable'} standing @param {string} [refusal] */
  end(standing, refusal = '') {
    this.who = null;
    this.refusal = refusal;
    this.#stand(standing);
  }

  /** @param {string} reason @returns {boolean} whether it is one that the bank takes */
  static accepts(reason) {
    return REASON_FORM.test(reason);
  }

  /** @param {string} reason empty forgets it */
  because(reason) {
    this.reason = reason;
    if (reason) {
      sessionStorage.setItem(REASON, reason);
    } else {
      sessionStorage.removeItem(REASON);
    }
    this.#tell();
  }

  /** Keeps where the reader is while the bank's provider has the window. */
  keepPlace() {
    sessionStorage.setItem(PLACE, location.pathname + location.search);
  }

  /** @returns {string} where the reader was before; empty when nowhere, and empty the second time */
  takePlace() {
    const place = sessionStorage.getItem(PLACE) ?? '';
    sessionStorage.removeItem(PLACE);
    return place.startsWith('/console') ? place : '';
  }

  /** @param {() => void} listener @returns {() => void} ends it */
  subscribe(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** @param {Standing} standing */
  #stand(standing) {
    this.standing = standing;
    this.#tell();
  }

  #tell() {
    this.listeners.forEach((listener) => listener());
  }
}

export const session = new ConsoleSession();
/** @param {string} reason */
export const acceptsReason = (reason) => ConsoleSession.accepts(reason);

/** Draws a component anew whenever the session changes, for as long as it is in the page. */
export class SessionWatch {
  /** @param {import('lit').ReactiveControllerHost} host */
  constructor(host) {
    this.host = host;
    /** @type {() => void} */
    this.end = () => {};
    host.addController(this);
  }

  hostConnected() {
    this.end = session.subscribe(() => this.host.requestUpdate());
  }

  hostDisconnected() {
    this.end();
  }
}
