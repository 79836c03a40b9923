// @ts-check
import { css } from 'lit';

export const deskStyles = css`
  .layout {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 272px;
    align-items: start;
    gap: var(--vt-space-5);
  }

  .line {
    border: 1px solid var(--vt-line-colour);
    border-radius: var(--vt-radius-large);
    background: var(--vt-surface);
  }

  .line vt-line-controls,
  .line vt-say-form {
    padding: var(--vt-space-4) var(--vt-space-5);
    border-top: 1px solid var(--vt-line-colour);
  }

  aside {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--vt-space-5);
  }

  aside h2 {
    margin-bottom: var(--vt-space-3);
  }

  .summary {
    display: grid;
    gap: var(--vt-space-2);
  }

  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--vt-space-2) var(--vt-space-3);
    margin-bottom: var(--vt-space-4);
    padding: var(--vt-space-3) var(--vt-space-5);
    border-radius: var(--vt-radius-large);
    background: var(--vt-note-soft);
  }

  .notice p {
    flex: 1;
    min-width: 14em;
  }

  .notice .icon {
    color: var(--vt-note);
  }

  .notice.warning {
    background: var(--vt-warning-soft);
  }

  .notice.warning .icon {
    color: var(--vt-warning);
  }

  .notice.danger {
    background: var(--vt-danger-soft);
  }

  .notice.danger .icon {
    color: var(--vt-danger);
  }

  .more {
    margin-top: var(--vt-space-4);
    padding-top: var(--vt-space-3);
    border-top: 1px solid var(--vt-line-colour);
    font-size: var(--vt-size-small);
  }

  @media (max-width: 1100px) {
    .layout {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
