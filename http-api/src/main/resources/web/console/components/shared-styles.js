// @ts-check
import { css } from 'lit';

/** What every component's own style begins with. */
export const shared = css`
  :host {
    display: block;
    overflow-wrap: break-word;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  h1,
  h2,
  h3,
  p,
  ol,
  ul,
  dl,
  dd,
  figure,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }

  h2 {
    font-size: var(--vt-size-body);
    font-weight: 650;
    line-height: var(--vt-line-tight);
  }

  h3 {
    font-size: var(--vt-size-dense);
    font-weight: 600;
    line-height: var(--vt-line-tight);
  }

  ol,
  ul {
    list-style: none;
  }

  a {
    color: var(--vt-accent);
    text-decoration-thickness: 1px;
    text-underline-offset: 2px;
  }

  a:not(:hover) {
    text-decoration-color: color-mix(in srgb, currentColor 35%, transparent);
  }

  code,
  .code {
    font-family: var(--vt-mono);
    font-size: 0.92em;
    overflow-wrap: anywhere;
  }

  sl-dialog::part(title),
  sl-drawer::part(title) {
    padding-bottom: 0;
    font-weight: 650;
  }

  .icon {
    display: block;
    flex: none;
  }

  .quiet {
    color: var(--vt-ink-quiet);
  }

  .small {
    font-size: var(--vt-size-small);
  }

  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .card {
    padding: var(--vt-space-5);
    border: 1px solid var(--vt-line-colour);
    border-radius: var(--vt-radius-large);
    background: var(--vt-surface);
  }

  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--vt-space-5);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--vt-space-2) var(--vt-space-3);
  }

  a:focus-visible,
  button:focus-visible,
  summary:focus-visible,
  [tabindex]:focus-visible {
    outline: 2px solid var(--vt-focus);
    outline-offset: 2px;
    border-radius: 4px;
  }
`;
