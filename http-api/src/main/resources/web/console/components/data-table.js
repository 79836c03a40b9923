// @ts-check
import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

/**
 * @template Row
 * @typedef {object} Column
 * @property {string} title
 * @property {(row: Row) => unknown} cell
 * @property {boolean} [numeric] aligned at the right
 * @property {boolean} [short] a word that is not to be broken
 * @property {boolean} [minor] left out where there is little room
 * @property {unknown} [sort] a control in the head
 */

/** @template Row @param {Column<Row>} column */
const classOf = ({ numeric, short, minor }) => `${numeric ? 'numeric' : ''} ${short ? 'short' : ''} ${minor ? 'minor' : ''}`;

/**
 * A table that is a list of cards on a phone. The first cell holds the row's link, if it has one;
 * the whole row follows it.
 *
 * @template Row
 * @param {{caption: string, columns: Column<Row>[], rows: Row[], key: (row: Row) => string, rowClass?: (row: Row) => string}} table
 */
export const dataTable = ({ caption, columns, rows, key, rowClass = () => '' }) => html`
  <div class="table-frame">
    <table role="table" aria-label=${caption}>
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map((it) => html`<th role="columnheader" scope="col" class=${classOf(it)}>${it.sort ?? it.title}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${repeat(rows, key, (row) => html`<tr role="row" class=${rowClass(row)} @click=${follow}>
          ${columns.map((it) => html`<td role="cell" data-title=${it.title} class=${classOf(it)}><div class="cell">${it.cell(row)}</div></td>`)}
        </tr>`)}
      </tbody>
    </table>
  </div>
`;

/** A click anywhere in a row follows its link, unless something else was meant. @param {MouseEvent} event */
const follow = (event) => {
  const row = /** @type {HTMLElement} */ (event.currentTarget);
  const meant = event.composedPath().some((it) => it instanceof HTMLElement && it.matches('a, button, input, select'));
  const marked = (getSelection()?.toString() ?? '') !== '';
  if (!meant && !marked) {
    /** @type {HTMLAnchorElement | null} */ (row.querySelector('a.row-link'))?.click();
  }
};

/** @param {number} rows @param {number} columns what stands in a table's place until it is there */
export const tableSkeleton = (rows, columns) => html`
  <div class="table-frame skeleton" role="status" aria-label="Loading">
    ${Array.from({ length: rows }, () => html`<div class="line">${Array.from({ length: columns }, () => html`<span></span>`)}</div>`)}
  </div>
`;

export { tableStyles } from './table-styles.js';
