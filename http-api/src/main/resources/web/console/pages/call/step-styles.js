// @ts-check
import { css } from 'lit';

/** How each kind of step looks. */
export const stepStyles = css`
  .who {
    display: block;
    color: var(--vt-ink-quiet);
    font-size: var(--vt-size-tiny);
    font-weight: 600;
    line-height: 22px;
  }

  .said.agent .who {
    color: var(--vt-accent);
  }

  .said.caller p {
    padding-left: var(--vt-space-3);
    border-left: 2px solid var(--vt-line-strong);
  }

  .said.staff p {
    padding-left: var(--vt-space-3);
    border-left: 2px solid var(--vt-note);
  }

  .said.staff .who {
    color: var(--vt-note);
  }

  .said.agent p {
    padding-left: var(--vt-space-3);
    border-left: 2px solid var(--vt-accent);
  }

  .event {
    display: flex;
    align-items: start;
    gap: 2px 6px;
    min-height: 22px;
    line-height: 22px;
    color: var(--vt-ink-quiet);
    font-size: var(--vt-size-small);
  }

  .event.trust {
    color: var(--vt-ink);
    font-weight: 550;
  }

  .event.trust p {
    flex: 1;
    min-width: 0;
  }

  .event.trust .icon {
    margin-top: 3px;
    color: var(--vt-accent);
  }

  .used {
    display: grid;
    gap: 3px;
    padding: var(--vt-space-2) var(--vt-space-3);
    border: 1px solid var(--vt-line-colour);
    border-radius: var(--vt-radius);
    background: var(--vt-ground);
  }

  .used .name {
    font-weight: 600;
  }

  .entry,
  .entry summary {
    color: var(--vt-ink-quiet);
    font-size: var(--vt-size-small);
    line-height: 22px;
  }

  summary {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
    cursor: pointer;
  }

  summary:hover {
    color: var(--vt-ink);
  }

  .entry dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 2px var(--vt-space-3);
    margin: var(--vt-space-1) 0 var(--vt-space-2);
    padding: var(--vt-space-2) var(--vt-space-3);
    border-radius: var(--vt-radius);
    background: var(--vt-raised);
    color: var(--vt-ink);
  }

  .entry dt {
    color: var(--vt-ink-quiet);
  }

  .row {
    display: flex;
    align-items: center;
    gap: var(--vt-space-2);
  }
`;
