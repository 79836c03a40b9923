// @ts-check
import { css } from 'lit';

export const decideStyles = css`
  .body {
    display: grid;
    gap: var(--vt-space-4);
  }

  sl-dialog {
    --width: 560px;
  }

  .finding {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 2px var(--vt-space-3);
    padding: var(--vt-space-3) var(--vt-space-4);
    border: 1px solid var(--vt-line-colour);
    border-radius: var(--vt-radius);
    color: var(--vt-ink);
    cursor: pointer;
  }

  .finding:has(:checked) {
    border-color: var(--vt-accent);
    background: var(--vt-accent-soft);
  }

  .finding input {
    grid-row: span 2;
    width: 18px;
    min-height: 18px;
    margin: 1px 0 0;
    accent-color: var(--vt-accent);
  }

  .finding b {
    font-size: var(--vt-size-dense);
    font-weight: 600;
  }

  fieldset {
    display: grid;
    gap: var(--vt-space-2);
  }

  legend {
    margin-bottom: var(--vt-space-2);
    padding: 0;
    color: var(--vt-ink-quiet);
    font-size: var(--vt-size-small);
    font-weight: 500;
  }

  textarea {
    width: 100%;
  }

  blockquote {
    max-height: 220px;
    margin: 0;
    padding: var(--vt-space-3) var(--vt-space-4);
    overflow: auto;
    border-left: 3px solid var(--vt-accent);
    background: var(--vt-raised);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
`;
