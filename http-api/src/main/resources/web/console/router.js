// @ts-check
/** @typedef {{name: string, params: Record<string, string>, query: URLSearchParams, path: string}} Route */

/** @type {[RegExp, string][]} */
const routes = [
  [/^\/console\/?$/, 'now'],
  [/^\/console\/calls$/, 'calls'],
  [/^\/console\/calls\/(?<id>[^/]+)$/, 'call'],
  [/^\/console\/hand-off$/, 'handOffs'],
  [/^\/console\/hand-off\/(?<id>[^/]+)$/, 'desk'],
  [/^\/console\/customers$/, 'customers'],
  [/^\/console\/customers\/(?<id>[^/]+)$/, 'customer'],
  [/^\/console\/authentication$/, 'authentication'],
  [/^\/console\/tools$/, 'tools'],
  [/^\/console\/accounts$/, 'accounts'],
  [/^\/console\/disputes$/, 'disputes'],
  [/^\/console\/disputes\/(?<id>[^/]+)$/, 'dispute'],
  [/^\/console\/compliance$/, 'compliance'],
  [/^\/console\/audit$/, 'audit'],
  [/^\/console\/consents$/, 'consents'],
  [/^\/console\/settings$/, 'settings'],
];

/** @param {string} text @returns {string} as it is where it is no good encoding */
const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** @param {URL} url @returns {Route} named `missing` where there is no such page */
export const routeOf = (url) => {
  const query = new URLSearchParams(url.search);
  for (const [pattern, name] of routes) {
    const found = pattern.exec(url.pathname);
    if (found) {
      const params = Object.fromEntries(Object.entries(found.groups ?? {}).map(([key, value]) => [key, decoded(value)]));
      return { name, params, query, path: url.pathname };
    }
  }
  return { name: 'missing', params: {}, query, path: url.pathname };
};

/** Which page is shown: the address bar says it, and only it. */
class Router extends EventTarget {
  constructor() {
    super();
    this.route = routeOf(new URL(location.href));
    /** @type {((to: string) => boolean) | null} whether a page that holds on to its reader lets them go there now */
    this.keeper = null;
    window.addEventListener('popstate', () => this.#changed());
    document.addEventListener('click', (event) => this.#clicked(event));
  }

  /** @param {string} to @param {{replace?: boolean}} [how] */
  go(to, { replace = false } = {}) {
    if (to === location.pathname + location.search || this.keeper?.(to) === false) {
      return;
    }
    if (replace) {
      history.replaceState(null, '', to);
    } else {
      history.pushState(null, '', to);
    }
    this.#changed();
  }

  /**
   * Changes some of the filters in the address; empty ones leave it.
   *
   * @param {Record<string, string | undefined>} filters @param {{replace?: boolean}} [how]
   */
  filter(filters, how) {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(filters)) {
      query.delete(name);
      if (value) {
        query.set(name, value);
      }
    }
    this.go(query.size > 0 ? `${location.pathname}?${query}` : location.pathname, how);
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const link = event.composedPath().find((it) => it instanceof HTMLAnchorElement);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!plain || event.defaultPrevented || !(link instanceof HTMLAnchorElement) || link.target || link.download) {
      return;
    }
    const url = new URL(link.href);
    if (url.origin !== location.origin || !/^\/console(\/|$)/.test(url.pathname) || url.hash) {
      return;
    }
    event.preventDefault();
    this.go(url.pathname + url.search);
  }

  #changed() {
    const before = this.route;
    this.route = routeOf(new URL(location.href));
    this.dispatchEvent(new CustomEvent('change', { detail: { moved: before.path !== this.route.path } }));
  }
}

export const router = new Router();

/**
 * Where the console shows what the bank's API answers at an address, so that figures lead to the
 * entries behind them.
 *
 * @param {string} [entries] as `/v1/admin/audit?action=SEND_OTP` @returns {string} empty when there is no page
 */
export const placeOf = (entries = '') => {
  const found = /^\/v1\/admin\/(audit|calls|disputes|consents)((?:\/[A-Za-z0-9_.+-]+)?)(\?.*)?$/.exec(entries);
  return found ? `/console/${found[1]}${found[2]}${found[3] ?? ''}` : '';
};
