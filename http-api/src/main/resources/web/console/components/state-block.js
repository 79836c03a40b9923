// @ts-check
import { css, html, nothing } from 'lit';
import 'shoelace/components/button/button.js';
import { icon } from './icons.js';

export const stateStyles = css`
  .state {
    display: grid;
    justify-items: center;
    gap: var(--vt-space-2);
    padding: var(--vt-space-12) var(--vt-space-5);
    border: 1px solid var(--vt-line-colour);
    border-radius: var(--vt-radius-large);
    background: var(--vt-surface);
    text-align: center;
  }

  .state .icon {
    margin-bottom: var(--vt-space-2);
    color: var(--vt-ink-quiet);
  }

  .state.failed .icon {
    color: var(--vt-danger);
  }

  .state p {
    max-width: 52ch;
    color: var(--vt-ink-quiet);
    overflow-wrap: anywhere;
  }

  .state sl-button {
    margin-top: var(--vt-space-3);
  }

  .block {
    border-radius: var(--vt-radius-large);
    background: var(--vt-waiting);
  }

  .lines {
    display: grid;
    gap: var(--vt-space-3);
  }

  .lines i {
    height: 12px;
    border-radius: 6px;
    background: var(--vt-waiting);
  }

  .lines i:nth-child(3n) {
    width: 62%;
  }

  @media (prefers-reduced-motion: no-preference) {
    .block,
    .lines i,
    .skeleton span {
      animation: wait 1.6s ease-in-out infinite;
    }
  }

  @keyframes wait {
    50% {
      opacity: 0.45;
    }
  }
`;

/** @param {string} title @param {string} text @param {unknown} [action] */
export const emptyState = (title, text, action = nothing) =>
  html`<div class="state">${icon('search', { size: 24 })}<h2>${title}</h2><p>${text}</p>${action}</div>`;

/**
 * What went wrong in the bank's own words, and what to do next.
 *
 * @param {import('../api.js').Problem} problem @param {(() => void) | null} retry
 */
export const problemState = (problem, retry) => html`
  <div class="state failed" role="alert">
    ${icon(problem.status === 403 ? 'lock' : 'alert', { size: 24 })}
    <h2>${problem.title}</h2>
    <p>${problem.detail}</p>
    ${problem.status === 403
      ? html`<p>Ask whoever manages roles at your bank if you need it.</p>`
      : problem.status === 404
        ? nothing
        : html`<sl-button @click=${retry}>Try again</sl-button>`}
  </div>
`;

/** @param {number} count */
export const lineSkeleton = (count) => html`<div class="lines" role="status" aria-label="Loading">${Array.from({ length: count }, () => html`<i></i>`)}</div>`;
