// @ts-check
import { html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import { tableSkeleton } from './data-table.js';
import { emptyState, problemState } from './state-block.js';

/**
 * A list in each of its states.
 *
 * @template Row
 * @param {import('./listing.js').Listing<Row>} listing
 * @param {{columns: number, empty: [title: string, text: string]}} how
 * @param {(rows: Row[]) => unknown} table
 */
export const listView = (listing, { columns, empty }, table) => {
  if (listing.page.problem) {
    return problemState(listing.page.problem, listing.page.retry);
  }
  if (!listing.page.value) {
    return tableSkeleton(10, columns);
  }
  if (listing.rows.length === 0) {
    return emptyState(...empty);
  }
  return html`
    ${table(listing.rows)}
    ${listing.moreProblem ? html`<p class="more invalid" role="alert">${listing.moreProblem.title}. ${listing.moreProblem.detail}</p>` : nothing}
    ${listing.more ? html`<div class="more"><sl-button ?loading=${listing.loadingMore} @click=${() => listing.askMore()}>Show 50 more</sl-button></div>` : nothing}
  `;
};
