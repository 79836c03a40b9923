// @ts-check
import { css } from 'lit';

export const transcriptStyles = css`
  .scroller {
    height: clamp(240px, 100vh - 470px, 620px);
    overflow-y: auto;
    padding: var(--vt-space-5);
  }

  ol {
    display: grid;
    gap: var(--vt-space-4);
  }

  .turn {
    display: grid;
    gap: 2px;
    justify-self: start;
    max-width: 84%;
    padding-left: var(--vt-space-3);
    border-left: 2px solid var(--vt-line-strong);
  }

  .turn.agent {
    border-color: var(--vt-accent);
  }

  .who {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 6px;
    color: var(--vt-ink-quiet);
    font-size: var(--vt-size-small);
    font-weight: 600;
  }

  .agent .who {
    color: var(--vt-accent);
  }

  .words {
    overflow-wrap: anywhere;
    white-space: pre-line;
  }

  .staff,
  .whisper {
    padding: var(--vt-space-2) var(--vt-space-3);
    border: 0;
    border-radius: var(--vt-radius-large);
    background: var(--vt-accent-soft);
  }

  .own {
    justify-self: end;
  }

  .whisper {
    background: var(--vt-note-soft);
  }

  .whisper .who {
    color: var(--vt-note);
  }

  .heard {
    font-weight: 400;
  }

  .staff .who {
    color: var(--vt-ink);
  }

  .partial .words {
    color: var(--vt-ink-quiet);
  }

  .refused,
  .unknown {
    background: var(--vt-danger-soft);
  }

  .refused .words {
    text-decoration: line-through;
  }

  .fate {
    display: flex;
    align-items: center;
    gap: 6px;
    color: var(--vt-danger);
    font-size: var(--vt-size-small);
    font-weight: 550;
  }

  .fate.quiet {
    color: var(--vt-ink-quiet);
    font-weight: 400;
  }

  .remark {
    justify-self: center;
    color: var(--vt-ink-quiet);
    font-size: var(--vt-size-small);
    text-align: center;
  }
`;
