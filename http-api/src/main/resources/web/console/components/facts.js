// @ts-check
import { css, html } from 'lit';

/** Names and what they come to, one below the other. @param {[name: string, value: unknown][]} all */
export const facts = (all) => html`<dl class="facts">${all.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

export const factStyles = css`
  .facts {
    display: grid;
    gap: var(--vt-space-2);
  }

  .facts > div {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: var(--vt-space-4);
  }

  .facts dt {
    flex: none;
    color: var(--vt-ink-quiet);
    font-size: var(--vt-size-small);
  }

  .facts dt {
    max-width: 60%;
  }

  .facts dd {
    min-width: 0;
    text-align: right;
    overflow-wrap: anywhere;
  }
`;
