// @ts-check
import { css, html, nothing } from 'lit';
import { icon } from './icons.js';
import { levels, words } from '../text.js';

/** @typedef {'good' | 'warning' | 'danger' | 'note' | 'quiet'} Tone */

export const badgeStyles = css`
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    padding: 1px 8px;
    border-radius: var(--vt-radius-round);
    background: color-mix(in srgb, var(--vt-line-colour) 55%, transparent);
    color: var(--vt-ink-quiet);
    font-size: var(--vt-size-tiny);
    font-weight: 600;
    line-height: 20px;
    max-width: 28ch;
    overflow: hidden;
    vertical-align: middle;
    white-space: nowrap;
  }

  .badge.good {
    background: var(--vt-good-soft);
    color: var(--vt-good);
  }

  .badge.warning {
    background: var(--vt-warning-soft);
    color: var(--vt-warning);
  }

  .badge.danger {
    background: var(--vt-danger-soft);
    color: var(--vt-danger);
  }

  .badge.note {
    background: var(--vt-note-soft);
    color: var(--vt-note);
  }

  .dot::before {
    content: '';
    width: 7px;
    height: 7px;
    border-radius: 50%;
    background: currentColor;
  }

  .level {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    vertical-align: middle;
    white-space: nowrap;
  }

  .level .steps {
    display: inline-flex;
    gap: 2px;
  }

  .level .steps i {
    width: 5px;
    height: 12px;
    border-radius: 2px;
    background: var(--vt-line-colour);
  }

  .level .steps i.on {
    background: var(--vt-accent);
  }
`;

/** @param {string} text @param {Tone} tone @param {{dot?: boolean, title?: string}} [how] */
export const badge = (text, tone, { dot = false, title = '' } = {}) =>
  html`<span class="badge ${tone} ${dot ? 'dot' : ''}" title=${title || nothing}>${text}</span>`;

/** @param {number} level @param {{short?: boolean}} [how] short: the number alone, its meaning on hover */
export const levelBadge = (level, { short = false } = {}) => html`<span class="level" title=${short ? (levels[level] ?? '') : nothing}>
  <span class="steps" aria-hidden="true">${[1, 2, 3].map((it) => html`<i class=${it <= level ? 'on' : ''}></i>`)}</span>
  <span>${level}${short ? html`<span class="unseen"> ${levels[level] ?? ''}</span>` : html` <span class="quiet">· ${levels[level] ?? ''}</span>`}</span>
</span>`;

/** @type {Record<string, Tone>} */
const tones = {
  live: 'good',
  waiting: 'warning',
  ended: 'quiet',
  succeeded: 'good',
  SUCCESS: 'good',
  proposed: 'note',
  PROPOSED: 'note',
  refused: 'warning',
  REFUSED: 'warning',
  failed: 'danger',
  FAILED: 'danger',
  cancelled: 'quiet',
  CANCELLED: 'quiet',
  INVESTIGATING: 'note',
  DECIDED: 'good',
  CLOSED: 'quiet',
  FOR_CUSTOMER: 'good',
  FOR_MERCHANT: 'quiet',
};

/** @param {string} state */
export const stateBadge = (state) => badge(words.state(state), tones[state] ?? 'quiet', { dot: state === 'live' || state === 'waiting', title: state === 'waiting' ? 'For the caller to come back' : '' });
/** @param {string} outcome */
export const outcomeBadge = (outcome) => badge(words.outcome(outcome), tones[outcome] ?? 'quiet');
/** @param {string} finding */
export const findingBadge = (finding) => badge(words.finding(finding), tones[finding] ?? 'quiet');

/** @param {import('../types.js').Clock} clock */
export const clockBadge = ({ state, rule }) => {
  const tone = /** @type {Tone} */ ({ running: 'quiet', near: 'warning', missed: 'danger', met: 'good' }[state]);
  return html`<span class="badge ${tone}" title=${rule}>${icon(state === 'met' ? 'check' : state === 'missed' ? 'alert' : 'clock', { size: 13 })}${words.clock(state)}</span>`;
};

/** @param {boolean} whole */
export const chainBadge = (whole) =>
  html`<span class="badge ${whole ? 'good' : 'danger'}">${icon(whole ? 'check' : 'alert', { size: 13 })}${whole ? 'Chain is whole' : 'Chain is damaged'}</span>`;
