// @ts-check
import { css } from 'lit';
import { narrowTableStyles } from './narrow-table-styles.js';

const wideTableStyles = css`
  .table-frame {
    border: 1px solid var(--vt-line-colour);
    border-radius: var(--vt-radius-large);
    background: var(--vt-surface);
  }

  table {
    width: 100%;
    border-collapse: separate;
    border-spacing: 0;
    font-size: var(--vt-size-dense);
  }

  th,
  td {
    padding: 9px var(--vt-space-3);
    text-align: left;
    vertical-align: middle;
    border-bottom: 1px solid var(--vt-line-colour);
  }

  /* Words stay whole, and one that has no end does not push the others away. */
  .cell {
    max-width: 40ch;
    overflow-wrap: break-word;
  }

  .cell .code {
    overflow-wrap: inherit;
  }

  .short .cell {
    overflow: hidden;
    text-overflow: ellipsis;
  }

  th:first-child,
  td:first-child {
    padding-left: var(--vt-space-5);
  }

  th:last-child,
  td:last-child {
    padding-right: var(--vt-space-5);
  }

  tbody tr:last-child td {
    border-bottom: 0;
  }

  th {
    position: sticky;
    top: var(--vt-sticky, 0px);
    z-index: 1;
    background: var(--vt-surface);
    color: var(--vt-ink-quiet);
    font-size: var(--vt-size-tiny);
    font-weight: 600;
    white-space: nowrap;
  }

  th:first-child {
    border-top-left-radius: var(--vt-radius-large);
  }

  th:last-child {
    border-top-right-radius: var(--vt-radius-large);
  }

  .numeric {
    text-align: right;
    white-space: nowrap;
  }

  .short {
    max-width: 26ch;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  tbody tr:has(a.row-link) {
    cursor: pointer;
  }

  tbody tr:hover td {
    background: var(--vt-hover);
  }

  tbody tr:last-child td:first-child {
    border-bottom-left-radius: var(--vt-radius-large);
  }

  tbody tr:last-child td:last-child {
    border-bottom-right-radius: var(--vt-radius-large);
  }

  .who {
    display: block;
  }

  a.row-link {
    font-weight: 550;
    text-decoration: none;
  }

  a.row-link:hover {
    text-decoration: underline;
  }

  .skeleton .line {
    display: flex;
    gap: var(--vt-space-6);
    padding: 14px var(--vt-space-5);
    border-bottom: 1px solid var(--vt-line-colour);
  }

  .skeleton .line:last-child {
    border-bottom: 0;
  }

  .skeleton span {
    flex: 1;
    height: 12px;
    border-radius: 6px;
    background: var(--vt-waiting);
  }

  .skeleton span:nth-child(2n) {
    flex: 0.6;
  }

  .more {
    display: flex;
    justify-content: center;
    padding-top: var(--vt-space-4);
  }
`;

export const tableStyles = [wideTableStyles, narrowTableStyles];
