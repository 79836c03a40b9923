// @ts-check
import { css } from 'lit';

export const shellStyles = css`
  :host {
    display: grid;
    grid-template-columns: var(--vt-rail) minmax(0, 1fr);
    min-height: 100%;
    --vt-sticky: 56px;
  }

  :host > vt-sign-in,
  :host > main.waiting {
    grid-column: 1 / -1;
  }

  .rail,
  .body {
    min-height: 100vh;
  }

  .rail {
    border-right: 1px solid var(--vt-line-colour);
    background: var(--vt-surface);
  }

  .rail vt-side-rail {
    position: sticky;
    top: 0;
    max-height: 100vh;
    overflow-y: auto;
  }

  .body {
    min-width: 0;
  }

  main {
    max-width: var(--vt-page);
    margin: 0 auto;
    padding: var(--vt-space-6) var(--vt-space-8) var(--vt-space-12);
  }

  .skip {
    position: fixed;
    top: var(--vt-space-2);
    left: var(--vt-space-2);
    z-index: 10;
    padding: var(--vt-space-2) var(--vt-space-4);
    border-radius: var(--vt-radius);
    background: var(--vt-accent);
    color: var(--vt-on-accent);
    transform: translateY(-200%);
  }

  .skip:focus {
    transform: none;
  }

  .refused {
    display: grid;
    gap: var(--vt-space-4);
    justify-items: start;
    max-width: 60ch;
    padding: var(--vt-space-12) 0;
  }

  .refused h1 {
    margin: 0;
    font-size: var(--vt-size-title);
    line-height: var(--vt-line-tight);
  }

  .refused h1:focus {
    outline: none;
  }

  sl-drawer::part(body) {
    padding: 0;
  }

  sl-drawer {
    --size: 280px;
  }

  @media (max-width: 1120px) {
    :host {
      grid-template-columns: minmax(0, 1fr);
    }

    .rail {
      display: none;
    }

    main {
      padding: var(--vt-space-5) var(--vt-space-4) var(--vt-space-12);
    }
  }
`;
