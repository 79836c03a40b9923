// @ts-check
import { LitElement, html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import 'shoelace/components/drawer/drawer.js';
import './side-rail.js';
import './reason-dialog.js';
import './shortcuts-dialog.js';
import './sign-in-view.js';
import './shell-header.js';
import { shared } from './shared-styles.js';
import { shellStyles } from './shell-styles.js';
import { listenToKeys } from '../keys.js';
import { pageOf } from '../pages.js';
import { router } from '../router.js';
import { SessionWatch, session } from '../session.js';

/** The frame of every page: the rail, the header, the page that the address names. */
export class ConsoleShell extends LitElement {
  static properties = {
    settings: { attribute: false },
    railOpen: { state: true },
    helpOpen: { state: true },
    asking: { state: true },
    wanted: { state: true },
    broken: { state: true },
  };

  static styles = [shared, shellStyles];

  constructor() {
    super();
    this.settings = { bankName: '', openId: false };
    this.railOpen = false;
    this.helpOpen = false;
    /** Whether the reason is asked for. */
    this.asking = false;
    /** Grows when the reason has changed: the page asks for everything anew. */
    this.wanted = 0;
    /** The pages whose modules are here. @type {Set<string>} */
    this.loaded = new Set();
    /** Where a page's modules did not come. */
    this.broken = '';
    new SessionWatch(this);
    router.addEventListener('change', (event) => this.#moved(/** @type {CustomEvent<{moved: boolean}>} */ (event).detail.moved));
    listenToKeys(() => (this.helpOpen = true));
  }

  render() {
    if (session.standing === 'asking') {
      return html`<main class="waiting" aria-busy="true" aria-label="Loading"></main>`;
    }
    if (session.standing !== 'in') {
      return html`<vt-sign-in .settings=${this.settings}></vt-sign-in>`;
    }
    return html`
      <a class="skip" href="#page" @click=${this.#skip}>Skip to content</a>
      <div class="rail"><vt-side-rail .current=${router.route.name} .bankName=${this.settings.bankName}></vt-side-rail></div>
      <div class="body">
        <vt-shell-header .bankName=${this.settings.bankName} @vt-menu=${() => (this.railOpen = true)} @vt-ask-reason=${() => (this.asking = true)} @vt-help=${() => (this.helpOpen = true)}></vt-shell-header>
        <main id="page" @vt-ask-reason=${() => (this.asking = true)}>${this.#page()}</main>
      </div>
      <sl-drawer label="Menu" placement="start" ?open=${this.railOpen} @sl-after-hide=${() => (this.railOpen = false)}>
        <vt-side-rail .current=${router.route.name} .bankName=${this.settings.bankName}></vt-side-rail>
      </sl-drawer>
      <vt-reason-dialog ?open=${this.asking} @vt-reason=${this.#reason}></vt-reason-dialog>
      <vt-shortcuts-dialog ?open=${this.helpOpen} @vt-close=${() => (this.helpOpen = false)}></vt-shortcuts-dialog>
    `;
  }

  #page() {
    const { needs, personal, load, view } = pageOf(router.route);
    if (needs && !session.may(needs)) {
      return html`<div class="refused"><h1 tabindex="-1">Your role does not include this page</h1><p>You are signed in as ${session.who?.name}. Ask whoever manages roles at your bank if you need it.</p></div>`;
    }
    if (personal && !session.reason) {
      return html`<div class="refused">
        <h1 tabindex="-1">This page shows personal data</h1>
        <p>Say why you are looking first. Your reference stands in the audit log beside what you open.</p>
        <sl-button variant="primary" @click=${() => (this.asking = true)}>Give a reason</sl-button>
      </div>`;
    }
    if (this.broken === router.route.path) {
      return html`<div class="refused"><h1 tabindex="-1">This page could not be loaded</h1><p>Please check your connection.</p><sl-button @click=${() => location.reload()}>Try again</sl-button></div>`;
    }
    return load && !this.loaded.has(router.route.name) ? html`<div class="waiting" aria-busy="true"></div>` : view(router.route, this.wanted);
  }

  willUpdate() {
    const page = session.standing === 'in' ? pageOf(router.route) : null;
    const bank = this.settings.bankName;
    document.title = page ? `${page.title} · ${bank}` : `Console · ${bank}`;
    if (page?.personal && !session.reason && this.#place !== router.route.path && (!page.needs || session.may(page.needs))) {
      this.asking = true;
    }
    if (page?.load && this.#place !== router.route.path) {
      this.#loading = this.#load(page.load);
    }
    this.#place = session.standing === 'in' ? router.route.path : '';
  }

  /** Where the last drawing was. */
  #place = '';

  /** Ends when the page that is moved to can be drawn. */
  #loading = Promise.resolve();

  /** @param {() => Promise<unknown>} load */
  async #load(load) {
    const { name, path } = router.route;
    try {
      await load();
      this.loaded.add(name);
      this.broken = '';
      this.requestUpdate();
    } catch (error) {
      console.warn('A page cannot be loaded', error);
      this.broken = path;
    }
  }

  /** @param {boolean} moved to another page, and not only to another filter */
  #moved(moved) {
    this.railOpen = false;
    this.requestUpdate();
    if (moved) {
      window.scrollTo(0, 0);
      void this.updateComplete.then(() => this.#focusTitle());
    }
  }

  /** So that a screen reader says where it is. Who is asked for the reason goes on writing it. */
  async #focusTitle() {
    await this.#loading;
    await this.updateComplete;
    const page = /** @type {LitElement | null} */ (this.renderRoot.querySelector('main > *'));
    await page?.updateComplete;
    const head = /** @type {LitElement | null | undefined} */ (page?.shadowRoot?.querySelector('vt-page-head'));
    await head?.updateComplete;
    if (this.asking) {
      return;
    }
    const title = head?.shadowRoot?.querySelector('h1') ?? this.renderRoot.querySelector('main h1');
    /** @type {HTMLElement | null} */ (title)?.focus({ preventScroll: true });
  }

  /** @param {Event} event */
  #skip(event) {
    event.preventDefault();
    void this.#focusTitle();
  }

  /** @param {CustomEvent<string>} event */
  #reason(event) {
    this.asking = false;
    if (event.detail && event.detail !== session.reason) {
      session.because(event.detail);
      this.wanted++;
    }
  }
}

customElements.define('vt-console', ConsoleShell);
