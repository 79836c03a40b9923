// @ts-check
import { css } from 'lit';

/** How the conversation looks. */
export const transcriptStyles = css`
  .log {
    display: grid;
    gap: var(--vt-space-4);
    padding: var(--vt-space-4);
  }

  .turn {
    display: grid;
    gap: 2px;
    max-width: 88%;
    justify-self: start;
  }

  .caller {
    justify-self: end;
    justify-items: end;
  }

  .who {
    display: flex;
    gap: var(--vt-space-2);
    color: var(--vt-ink-quiet);
    font-size: var(--vt-size-small);
    line-height: 20px;
  }

  .caller .who {
    flex-direction: row-reverse;
  }

  time {
    opacity: 0;
    transition: opacity var(--vt-quick);
  }

  .turn:hover time {
    opacity: 1;
  }

  .words {
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }

  .caller .words {
    padding: var(--vt-space-2) var(--vt-space-3);
    border-radius: var(--vt-radius-large);
    background: var(--vt-accent-soft);
  }

  .partial .words {
    color: var(--vt-ink-quiet);
  }

  .activity + .activity {
    margin-top: calc(-1 * var(--vt-space-2));
  }

  .remark {
    justify-self: center;
    color: var(--vt-ink-quiet);
    font-size: var(--vt-size-small);
    text-align: center;
  }

  @media (min-width: 768px) {
    .log {
      padding: var(--vt-space-6);
    }

    .turn {
      max-width: 80%;
    }
  }
`;
