// @ts-check
import { nothing } from 'lit';
import { badge } from './badges.js';

/** How the stream of changes does. @param {import('../live.js').Condition} condition */
export const connectionBadge = (condition) => {
  switch (condition) {
    case 'live':
      return badge('Live', 'good', { dot: true, title: 'Changes are shown as they happen' });
    case 'lost':
      return badge('Connection lost, trying again', 'warning', { dot: true, title: 'What you see may be out of date' });
    case 'refused':
      return nothing;
    case 'connecting':
      return badge('Connecting', 'quiet', { dot: true });
  }
};

/**
 * What a screen reader is told when the connection breaks and when it is back.
 *
 * @param {import('../live.js').Condition} before @param {import('../live.js').Condition} now
 * @param {string} said what was said last
 */
export const announced = (before, now, said) =>
  now === 'lost' ? 'The connection is lost. Trying again.' : before === 'lost' && now === 'live' ? 'Connected again.' : said;
