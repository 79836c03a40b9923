// @ts-check
import { css } from 'lit';

/** What every component's own style begins with. */
export const shared = css`
  :host {
    display: block;
  }

  :host([hidden]) {
    display: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  h2,
  h3,
  p,
  ol,
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }

  ol,
  ul {
    list-style: none;
  }

  .icon {
    display: block;
    flex: none;
  }

  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  button:focus-visible,
  [tabindex]:focus-visible {
    outline: 2px solid var(--vt-focus);
    outline-offset: 2px;
  }
`;
