// @ts-check
import { css } from 'lit';

/** A table where there is little room: without its minor columns, and on a phone as a list of cards. */
export const narrowTableStyles = css`
  @media (max-width: 1360px) {
    .minor {
      display: none;
    }

    th:nth-last-child(1 of :not(.minor)),
    td:nth-last-child(1 of :not(.minor)) {
      padding-right: var(--vt-space-5);
    }

    th:nth-last-child(1 of :not(.minor)) {
      border-top-right-radius: var(--vt-radius-large);
    }

    tbody tr:last-child td:nth-last-child(1 of :not(.minor)) {
      border-bottom-right-radius: var(--vt-radius-large);
    }
  }

  @media (max-width: 760px) {
    thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }

    table,
    tbody {
      display: block;
    }

    tbody tr {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: var(--vt-space-2) var(--vt-space-4);
      padding: var(--vt-space-3) var(--vt-space-4);
      border-bottom: 1px solid var(--vt-line-colour);
    }

    tbody tr:last-child {
      border-bottom: 0;
    }

    td {
      display: block;
      min-width: 0;
      max-width: none;
      padding: 0 !important;
      border: 0;
      text-align: left !important;
      white-space: normal;
    }

    .cell {
      max-width: none;
      overflow-wrap: anywhere;
    }

    td.minor {
      display: none;
    }

    td:first-child {
      grid-column: 1 / -1;
    }

    td:not(:first-child)::before {
      content: attr(data-title);
      display: block;
      color: var(--vt-ink-quiet);
      font-size: var(--vt-size-tiny);
      line-height: 1.3;
    }

    tbody tr:hover td {
      background: none;
    }
  }
`;
