// @ts-check
import { css } from 'lit';

/** How the keypad looks. */
export const keypadStyles = css`
  sl-dialog {
    --width: 336px;
    --header-spacing: var(--vt-space-5);
    --body-spacing: 0 var(--vt-space-5) var(--vt-space-5);
  }

  sl-dialog::part(title) {
    padding-bottom: var(--vt-space-2);
    font-size: var(--vt-size-large);
    font-weight: 650;
  }

  sl-dialog::part(panel) {
    border-radius: var(--vt-radius-large);
  }

  .hint {
    margin-bottom: var(--vt-space-4);
    color: var(--vt-ink-quiet);
  }

  .field {
    position: relative;
    margin-bottom: var(--vt-space-4);
  }

  input {
    width: 100%;
    height: 56px;
    padding: 0 56px;
    border: 1px solid var(--vt-line-strong);
    border-radius: var(--vt-radius);
    background: var(--vt-surface);
    color: var(--vt-ink);
    font: 600 var(--vt-size-digits) / 1 var(--vt-font);
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.12em;
    text-align: center;
  }

  input:focus-visible {
    outline: 2px solid var(--vt-focus);
    outline-offset: 1px;
  }

  .keys {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: var(--vt-space-2);
    margin-bottom: var(--vt-space-4);
  }

  button {
    display: grid;
    place-items: center;
    height: 56px;
    border: 1px solid transparent;
    border-radius: var(--vt-radius);
    background: var(--vt-raised);
    color: var(--vt-ink);
    font: 500 1.375rem / 1 var(--vt-font);
    cursor: pointer;
    touch-action: manipulation;
  }

  button:hover {
    border-color: var(--vt-line-strong);
  }

  button:active {
    background: var(--vt-accent-soft);
  }

  .erase {
    position: absolute;
    inset: 4px 4px auto auto;
    width: 48px;
    height: 48px;
    background: none;
    color: var(--vt-ink-quiet);
  }

  sl-button {
    display: block;
  }

  sl-button::part(base) {
    font-weight: 600;
  }

  sl-button[variant='primary']::part(base) {
    color: var(--vt-on-accent);
  }
`;
