// @ts-check
/** Numbers and times as the reader's country and zone have them; the words around them are English. */

const LOCALE = 'en-US';
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;

const exactTime = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full', timeStyle: 'long' });
const clockTime = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const shortTime = new Intl.DateTimeFormat(LOCALE, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(LOCALE, { year: 'numeric', month: 'short', day: 'numeric' });
const dayOfTheBank = new Intl.DateTimeFormat(LOCALE, { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' });
const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });
const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });
const tenth = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const compact = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 1 });

/** @type {Map<string, {format: Intl.NumberFormat, short: Intl.NumberFormat, unit: number}>} */
const currencies = new Map();

/** @param {string} currency */
const currencyOf = (currency) => {
  let found = currencies.get(currency);
  if (!found) {
    const format = new Intl.NumberFormat(LOCALE, { style: 'currency', currency });
    const short = new Intl.NumberFormat(LOCALE, { style: 'currency', currency, notation: 'compact', maximumFractionDigits: 1 });
    found = { format, short, unit: 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2) };
    currencies.set(currency, found);
  }
  return found;
};

export const format = {
  /** @param {import('./types.js').Money} money @returns {string} as `$5,647.32` */
  money: ({ minorUnits, currency }) => {
    const { format: text, unit } = currencyOf(currency);
    return text.format(minorUnits / unit);
  },

  /** @param {number} value */
  count: (value) => whole.format(value),

  /** @param {number} milliseconds @returns {string} as `840 ms` or `1.2 s` */
  milliseconds: (milliseconds) => (milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${tenth.format(milliseconds / 1000)} s`),

  /**
   * @param {number | null} value @param {import('./types.js').Unit} unit @param {string} [currency]
   * @returns {string} a dash where there is nothing to reckon it from
   */
  figure: (value, unit, currency = 'USD') => {
    if (value === null) {
      return '–';
    }
    switch (unit) {
      case 'count':
        return whole.format(value);
      case 'percent':
        return `${tenths.format(value)} %`;
      case 'milliseconds':
        return format.milliseconds(value);
      case 'minorUnits':
        return format.money({ minorUnits: value, currency });
    }
  },

  /** The same in as few letters as an axis has room for. @param {number} value @param {import('./types.js').Unit} unit @param {string} currency */
  axis: (value, unit, currency) => (unit === 'minorUnits' ? currencyOf(currency).short.format(value / currencyOf(currency).unit) : compact.format(value)),

  /** @param {string} time @returns {string} the day, the time and the reader's zone */
  exact: (time) => exactTime.format(new Date(time)),

  /** @param {string} time @returns {string} as `14:03:22` */
  clock: (time) => clockTime.format(new Date(time)),

  /** @param {string} time @returns {string} as `Jan 15, 14:03` */
  moment: (time) => shortTime.format(new Date(time)),

  /** @param {string} date a day without a time, as `2026-01-15`, or a time @returns {string} */
  day: (date) => (date.length === 10 ? dayOfTheBank.format(new Date(`${date}T00:00:00Z`)) : day.format(new Date(date))),

  /** @param {string} date a day without a time @param {number} [now] @returns {string} as `in 3 days`, `yesterday` */
  daysAway: (date, now = Date.now()) => {
    const here = new Date(now);
    const today = Date.UTC(here.getFullYear(), here.getMonth(), here.getDate());
    return relative.format(Math.round((Date.parse(`${date}T00:00:00Z`) - today) / (DAY * 1000)), 'day');
  },

  /** @param {string} time @param {number} [now] @returns {string} as `3 minutes ago`; the day after a week */
  ago: (time, now = Date.now()) => {
    const seconds = (Date.parse(time) - now) / 1000;
    const size = Math.abs(seconds);
    if (size < 45) {
      return seconds > 5 ? 'in a moment' : 'just now';
    }
    if (size < 45 * MINUTE) {
      return relative.format(Math.round(seconds / MINUTE), 'minute');
    }
    if (size < 22 * HOUR) {
      return relative.format(Math.round(seconds / HOUR), 'hour');
    }
    return size < 7 * DAY ? relative.format(Math.round(seconds / DAY), 'day') : day.format(new Date(time));
  },

  /** @param {number} milliseconds @returns {string} as `4:07` or `1:02:30` */
  span: (milliseconds) => {
    const all = Math.max(0, Math.floor(milliseconds / 1000));
    const parts = [Math.floor(all / HOUR), Math.floor((all % HOUR) / MINUTE), all % MINUTE];
    const [hours, minutes, seconds] = parts.map((it) => String(it).padStart(2, '0'));
    return parts[0] > 0 ? `${parts[0]}:${minutes}:${seconds}` : `${parts[1]}:${seconds}`;
  },

  /** The reader's zone, as `Europe/Zurich`. */
  zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
};
