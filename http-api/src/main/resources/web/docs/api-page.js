// @ts-check
import { LitElement, html } from 'lit';
import './operation-view.js';
import './schema-view.js';
import { operationsOf } from './description.js';
import { docsStyles } from './docs-styles.js';

/** The API's description as a page: what can be asked, how, and what comes back. */
class ApiPage extends LitElement {
  static properties = { whole: { state: true }, failed: { state: true } };

  static styles = docsStyles;

  constructor() {
    super();
    /** @type {any} */
    this.whole = null;
    this.failed = false;
  }

  connectedCallback() {
    super.connectedCallback();
    void this.#load();
  }

  async #load() {
    this.failed = false;
    try {
      const response = await fetch('/openapi.json');
      this.failed = !response.ok;
      this.whole = response.ok ? await response.json() : null;
    } catch (error) {
      console.warn('The description cannot be read', error);
      this.failed = true;
    }
    await this.updateComplete;
    if (location.hash) {
      this.renderRoot.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`)?.scrollIntoView();
    }
  }

  render() {
    if (this.failed) {
      return html`<main class="alone" role="alert"><h1>The description cannot be read</h1><p>It is also at <a href="/openapi.yaml">/openapi.yaml</a>.</p><button type="button" @click=${() => this.#load()}>Try again</button></main>`;
    }
    if (!this.whole) {
      return html`<main class="alone" aria-busy="true"><h1>API</h1></main>`;
    }
    const operations = operationsOf(this.whole);
    const tags = [...new Set(operations.map((it) => it.tag))];
    return html`
      <nav aria-label="Operations">
        <p class="name">${this.whole.info.title} <span>API</span></p>
        ${tags.map((tag) => html`<h2>${tag}</h2><ul>${operations.filter((it) => it.tag === tag).map((it) => html`<li><a href="#${it.id}" @click=${this.#jump}>${it.summary}</a></li>`)}</ul>`)}
        <h2>Shapes</h2>
        <ul>${Object.keys(this.whole.components.schemas).map((it) => html`<li><a href="#${it}" @click=${this.#jump}>${it}</a></li>`)}</ul>
      </nav>
      <main>
        <h1>${this.whole.info.title} API</h1>
        <p class="lead">${this.whole.info.description}</p>
        <p>OpenAPI ${this.whole.openapi}, as <a href="/openapi.yaml">YAML</a> and <a href="/openapi.json">JSON</a>. Version ${this.whole.info.version}.</p>
        ${tags.map((tag) => html`<h2 class="tag">${tag}</h2>${operations.filter((it) => it.tag === tag).map((it) => html`<vt-operation id=${it.id} .operation=${it} .whole=${this.whole}></vt-operation>`)}`)}
        <h2 class="tag">Shapes</h2>
        ${Object.entries(this.whole.components.schemas).map(([name, schema]) => html`<vt-schema id=${name} .name=${name} .schema=${schema}></vt-schema>`)}
      </main>
    `;
  }

  /** The browser does not look into components for what a fragment names. @param {Event} event */
  #jump(event) {
    event.preventDefault();
    const { hash } = /** @type {HTMLAnchorElement} */ (event.currentTarget);
    history.replaceState(null, '', hash);
    this.renderRoot.querySelector(`[id="${CSS.escape(hash.slice(1))}"]`)?.scrollIntoView();
  }
}

customElements.define('vt-api-page', ApiPage);
