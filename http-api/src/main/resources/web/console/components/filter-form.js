// @ts-check
import { html, nothing } from 'lit';
import { choices } from './choices.js';
import { fromField, toField } from './time-fields.js';
import { router } from '../router.js';

/**
 * What narrows a list. The filters stand in the page's address, where a change of a field puts them.
 *
 * @param {string} label @param {URLSearchParams} query @param {unknown} fields
 * @param {(name: string, value: string) => string} [meant] what is meant by what was typed
 */
export const filterForm = (label, query, fields, meant = (_, value) => value) => html`
  <form class="filters" role="search" aria-label=${label} @submit=${(/** @type {Event} */ event) => event.preventDefault()} @change=${(/** @type {Event} */ event) => filter(event, meant)}>
    ${fields}
    ${query.size > 0 ? html`<a class="plain-button" href=${location.pathname}>Clear filters</a>` : nothing}
  </form>
`;

/** @param {Event} event @param {(name: string, value: string) => string} meant */
const filter = (event, meant) => {
  const { name, value, type } = /** @type {HTMLInputElement} */ (event.target);
  router.filter({ [name]: type === 'datetime-local' ? fromField(value) : meant(name, value.trim()) });
};

/** From when, and before when. @param {URLSearchParams} query */
export const timeFields = (query) => html`
  <label>From<input name="from" type="datetime-local" .value=${toField(query.get('from') ?? '')} /></label>
  <label>Before<input name="to" type="datetime-local" .value=${toField(query.get('to') ?? '')} /></label>
`;

/** @param {URLSearchParams} query */
export const orderField = (query) => html`
  <label>Order<select name="order">
    ${choices([['', 'Newest first'], ['oldest', 'Oldest first']], query.get('order') ?? '')}
  </select></label>
`;
