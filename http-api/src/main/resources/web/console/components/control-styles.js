// @ts-check
import { css } from 'lit';

/** Fields and plain buttons: the browser's own, in our clothes. */
export const controls = css`
  label,
  .label {
    display: grid;
    gap: var(--vt-space-1);
    color: var(--vt-ink-quiet);
    font-size: var(--vt-size-small);
    font-weight: 500;
  }

  input,
  select,
  textarea {
    min-height: 36px;
    max-width: 100%;
    padding: 0 var(--vt-space-3);
    border: 1px solid var(--vt-line-strong);
    border-radius: var(--vt-radius);
    background: var(--vt-surface);
    color: var(--vt-ink);
    font: 400 var(--vt-size-dense) / 1.4 var(--vt-font);
  }

  textarea {
    padding: var(--vt-space-2) var(--vt-space-3);
    resize: vertical;
  }

  select {
    padding-right: var(--vt-space-2);
  }

  input:focus-visible,
  select:focus-visible,
  textarea:focus-visible {
    outline: 2px solid var(--vt-focus);
    outline-offset: 1px;
  }

  input[type='checkbox'] {
    width: 18px;
    min-height: 18px;
    height: 18px;
    margin: 0;
    accent-color: var(--vt-accent);
  }

  .choice {
    display: flex;
    align-items: center;
    gap: var(--vt-space-2);
    min-height: 36px;
    color: var(--vt-ink);
    font-size: var(--vt-size-dense);
    font-weight: 400;
  }

  .filters input,
  .filters select {
    width: 148px;
  }

  .filters input[type='datetime-local'] {
    width: 192px;
  }

  .filters {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--vt-space-3);
    margin-bottom: var(--vt-space-4);
  }

  .plain-button {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 32px;
    padding: 0 var(--vt-space-2);
    border: 0;
    border-radius: var(--vt-radius);
    background: none;
    color: var(--vt-accent);
    font: 500 var(--vt-size-small) / 1.2 var(--vt-font);
    cursor: pointer;
  }

  .plain-button:hover {
    background: var(--vt-accent-soft);
  }

  .invalid {
    color: var(--vt-danger);
    font-size: var(--vt-size-small);
  }
`;
