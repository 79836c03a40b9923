// @ts-check
import { css } from 'lit';

export const docsStyles = css`
  :host {
    display: grid;
    grid-template-columns: 280px minmax(0, 1fr);
    min-height: 100%;
  }

  nav {
    position: sticky;
    top: 0;
    height: 100vh;
    padding: var(--vt-space-5);
    overflow-y: auto;
    border-right: 1px solid var(--vt-line-colour);
    background: var(--vt-surface);
    scrollbar-width: thin;
  }

  .name {
    margin: 0;
    font-weight: 650;
  }

  .name span {
    color: var(--vt-ink-quiet);
    font-weight: 400;
  }

  nav h2 {
    margin: var(--vt-space-5) 0 var(--vt-space-1);
    color: var(--vt-ink-quiet);
    font-size: var(--vt-size-tiny);
    font-weight: 600;
  }

  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  a {
    color: var(--vt-accent);
  }

  nav a {
    display: block;
    padding: 4px 0;
    color: var(--vt-ink);
    font-size: var(--vt-size-small);
    text-decoration: none;
  }

  nav a:hover {
    color: var(--vt-accent);
  }

  a:focus-visible {
    outline: 2px solid var(--vt-focus);
    outline-offset: 2px;
    border-radius: 4px;
  }

  main {
    max-width: 880px;
    padding: var(--vt-space-8);
  }

  .alone {
    grid-column: 1 / -1;
    margin: 0 auto;
    width: 100%;
  }

  h1 {
    margin: 0 0 var(--vt-space-3);
    font-size: var(--vt-size-title);
    line-height: var(--vt-line-tight);
  }

  .lead {
    max-width: 68ch;
    font-size: var(--vt-size-body);
  }

  h2.tag {
    margin: var(--vt-space-12) 0 var(--vt-space-4);
    font-size: var(--vt-size-large);
  }

  vt-operation,
  vt-schema {
    scroll-margin-top: var(--vt-space-4);
  }

  @media (max-width: 860px) {
    :host {
      grid-template-columns: minmax(0, 1fr);
    }

    nav {
      display: none;
    }

    main {
      padding: var(--vt-space-5) var(--vt-space-4);
    }
  }
`;

/** What one operation and one shape share. */
export const partStyles = css`
  :host {
    display: block;
    margin-bottom: var(--vt-space-4);
    padding: var(--vt-space-5);
    border: 1px solid var(--vt-line-colour);
    border-radius: var(--vt-radius-large);
    background: var(--vt-surface);
  }

  h3,
  h4,
  p {
    margin: 0;
  }

  h3 {
    font-size: var(--vt-size-body);
    overflow-wrap: anywhere;
  }

  h4 {
    margin: var(--vt-space-4) 0 var(--vt-space-1);
    color: var(--vt-ink-quiet);
    font-size: var(--vt-size-tiny);
    font-weight: 600;
  }

  .line {
    display: flex;
    flex-wrap: wrap;
    gap: var(--vt-space-2);
    margin: var(--vt-space-1) 0 var(--vt-space-2);
    font-family: var(--vt-mono);
    font-size: var(--vt-size-small);
    overflow-wrap: anywhere;
  }

  .method {
    color: var(--vt-accent);
    font-weight: 700;
    text-transform: uppercase;
  }

  .method.delete {
    color: var(--vt-danger);
  }

  .method.post {
    color: var(--vt-note);
  }

  dl {
    display: grid;
    grid-template-columns: minmax(120px, 30%) minmax(0, 1fr);
    margin: 0;
    font-size: var(--vt-size-small);
  }

  dt,
  dd {
    margin: 0;
    padding: 6px 0;
    border-top: 1px solid var(--vt-line-colour);
    overflow-wrap: anywhere;
  }

  dt {
    padding-right: var(--vt-space-3);
    font-family: var(--vt-mono);
  }

  .quiet {
    color: var(--vt-ink-quiet);
  }

  .type {
    font-family: var(--vt-mono);
  }
`;
