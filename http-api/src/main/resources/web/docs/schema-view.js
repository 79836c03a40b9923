// @ts-check
import { LitElement, html, nothing } from 'lit';
import { limitsOf, typeOf } from './description.js';
import { partStyles } from './docs-styles.js';

/** One shape: its fields, or what values it has. */
class SchemaView extends LitElement {
  static properties = { name: { attribute: false }, schema: { attribute: false } };

  static styles = partStyles;

  constructor() {
    super();
    this.name = '';
    /** @type {import('./description.js').Schema} */
    this.schema = {};
  }

  render() {
    const { name, schema } = this;
    return html`
      <h3>${name}</h3>
      ${schema.description ? html`<p>${schema.description}</p>` : nothing}
      ${schema.properties
        ? html`<dl>${Object.entries(schema.properties).map(([field, it]) => html`<dt>${field}</dt><dd><span class="type">${typeOf(it)}</span>${schema.required?.includes(field) ? nothing : html` <span class="quiet">may be missing</span>`}${it.description ? html`<br />${it.description}` : nothing}</dd>`)}</dl>`
        : html`<p class="type">${typeOf(schema)}</p>${limitsOf(schema) ? html`<p class="quiet">${limitsOf(schema)}</p>` : nothing}`}
    `;
  }
}

customElements.define('vt-schema', SchemaView);
