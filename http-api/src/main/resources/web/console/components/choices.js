// @ts-check
import { html } from 'lit';

/**
 * The options of a select. What is chosen is set as a property: an attribute counts for nothing once
 * somebody has chosen something else.
 *
 * @param {[value: string, title: string][]} all @param {string} chosen
 */
export const choices = (all, chosen) => all.map(([value, title]) => html`<option value=${value} .selected=${value === chosen}>${title}</option>`);
