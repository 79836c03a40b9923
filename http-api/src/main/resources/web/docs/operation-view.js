// @ts-check
import { LitElement, html, nothing } from 'lit';
import { limitsOf, typeOf } from './description.js';
import { partStyles } from './docs-styles.js';

/** One operation: where it is, what it takes, what it answers. */
class OperationView extends LitElement {
  static properties = { operation: { attribute: false }, whole: { attribute: false } };

  static styles = partStyles;

  constructor() {
    super();
    /** @type {import('./description.js').Operation | null} */
    this.operation = null;
    /** @type {any} */
    this.whole = null;
  }

  render() {
    const { operation } = this;
    if (!operation) {
      return nothing;
    }
    const { method, path, summary, description, open, parameters, body, answers } = operation;
    return html`
      <h3>${summary}</h3>
      <p class="line"><span class="method ${method}">${method}</span><span>${path}</span></p>
      ${description ? html`<p>${description}</p>` : nothing}
      ${open ? html`<p class="quiet">Needs no sign-in.</p>` : nothing}
      ${parameters.length > 0
        ? html`<h4>Takes</h4><dl>${parameters.map((it) => html`<dt>${it.name}</dt><dd><span class="quiet">${it.in}${it.required ? ', required' : ''}</span> · <span class="type">${typeOf(it.schema)}</span>
            ${it.description ? html`<br />${it.description}` : nothing}${it.schema && limitsOf(it.schema) ? html`<br /><span class="quiet">${limitsOf(it.schema)}</span>` : nothing}</dd>`)}</dl>`
        : nothing}
      ${body ? html`<h4>Body</h4>${Object.entries(body.content ?? {}).map(([type, { schema }]) => this.#body(type, schema))}` : nothing}
      <h4>Answers</h4>
      <dl>${answers.map(([status, { description: text, content }]) => html`<dt>${status}</dt><dd>${text}${Object.entries(content ?? {}).map(([type, { schema }]) => html`<br /><span class="quiet">${type}</span> <span class="type">${typeOf(schema)}</span>`)}</dd>`)}</dl>
    `;
  }

  /** @param {string} type @param {import('./description.js').Schema} [schema] */
  #body(type, schema) {
    return schema?.properties
      ? html`<dl>${Object.entries(schema.properties).map(([name, it]) => html`<dt>${name}</dt><dd><span class="quiet">${schema.required?.includes(name) ? 'required · ' : ''}</span><span class="type">${typeOf(it)}</span>${it.description ? html`<br />${it.description}` : nothing}${limitsOf(it) ? html`<br /><span class="quiet">${limitsOf(it)}</span>` : nothing}</dd>`)}</dl>`
      : html`<p><span class="quiet">${type}</span> <span class="type">${typeOf(schema)}</span></p>`;
  }
}

customElements.define('vt-operation', OperationView);
