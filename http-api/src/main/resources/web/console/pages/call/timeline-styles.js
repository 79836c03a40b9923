// @ts-check
import { css } from 'lit';

export const timelineStyles = css`
  .frame {
    border: 1px solid var(--vt-line-colour);
    border-radius: var(--vt-radius-large);
    background: var(--vt-surface);
  }

  .tools {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: var(--vt-space-3) var(--vt-space-5);
  }

  .tools label {
    display: flex;
    align-items: center;
    gap: 6px;
    color: var(--vt-ink-quiet);
    font-size: var(--vt-size-small);
  }

  .tools input {
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: var(--vt-accent);
  }

  .heads,
  .steps {
    display: grid;
    grid-template-columns: 48px minmax(0, 1.5fr) minmax(0, 1fr) minmax(0, 1fr);
    column-gap: var(--vt-space-4);
    padding: 0 var(--vt-space-5);
  }

  .heads {
    position: sticky;
    top: var(--vt-sticky, 0);
    z-index: 1;
    border-block: 1px solid var(--vt-line-colour);
    background: var(--vt-surface);
    color: var(--vt-ink-quiet);
    font-size: var(--vt-size-tiny);
    font-weight: 600;
    line-height: 32px;
  }

  .heads span {
    display: flex;
    align-items: center;
    gap: 6px;
    white-space: nowrap;
  }

  .steps {
    padding-block: var(--vt-space-3) var(--vt-space-5);
  }

  li {
    display: grid;
    grid-template-columns: subgrid;
    grid-column: 1 / -1;
    align-items: start;
    padding: 5px 0;
  }

  li > :not(time) {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  li.at-1 > :not(time) {
    grid-column: 2;
  }

  li.at-2 > :not(time) {
    grid-column: 3;
  }

  li.at-3 > :not(time) {
    grid-column: 4;
  }

  li:not(.first) {
    pointer-events: none;
  }

  li:not(.first) > * {
    pointer-events: auto;
  }

  li:not(.first) time,
  li.again time {
    visibility: hidden;
  }

  time {
    grid-row: 1;
    grid-column: 1;
    color: var(--vt-ink-quiet);
    font-size: var(--vt-size-tiny);
    line-height: 22px;
  }

  li > :not(time) {
    grid-row: 1;
  }

  @media (prefers-reduced-motion: no-preference) {
    li.fresh {
      animation: fresh 1.6s ease-out;
    }
  }

  @keyframes fresh {
    from {
      background: var(--vt-mark);
    }
  }

  @media (max-width: 760px) {
    .heads {
      display: none;
    }

    .steps {
      display: block;
      padding-inline: var(--vt-space-4);
    }

    li {
      grid-template-columns: 44px minmax(0, 1fr);
    }

    li > :not(time),
    li.at-1 > :not(time),
    li.at-2 > :not(time),
    li.at-3 > :not(time) {
      grid-column: 2;
    }

    li:not(.first) time {
      visibility: visible;
    }
  }
`;
