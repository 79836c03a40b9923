// @ts-check
import { format } from '../format.js';

/** @typedef {import('../types.js').Chart} Chart */

const TIME = /^\d{4}-\d{2}-\d{2}T/;

/** @param {string} name a colour of tokens.css @returns {string} as it is now, in light or dark */
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** @param {Chart} chart @param {'hour' | 'day'} bucket @returns {string[]} what stands below the axis */
export const xNames = (chart, bucket) =>
  chart.x.map((it) => {
    if (!TIME.test(it)) {
      return it;
    }
    return bucket === 'day' ? format.day(it.slice(0, 10)).replace(/, \d{4}$/, '') : format.moment(it);
  });

const units = { count: '', percent: ' (%)', milliseconds: ' (ms)', minorUnits: '' };

/** Money has its sign on each number. @param {Chart} chart */
const titleWithUnit = ({ yTitle, unit }) => (/\(.+\)$/.test(yTitle) ? yTitle : yTitle + units[unit]);

/** Bars of named things lie, so that the names can be read. @param {Chart} chart */
const isAcross = (chart) => chart.kind === 'bars' && chart.x.some((it) => !TIME.test(it) && !/^\d+$/.test(it));

/**
 * A chart of the contract in ECharts' words and our colours. Tooltips are drawn, not written as HTML:
 * names come from customers and merchants, and the policy lets no style attribute through.
 *
 * @param {Chart} chart @param {'hour' | 'day'} bucket @param {string} currency @param {boolean} still no motion
 */
export const optionsOf = (chart, bucket, currency, still) => {
  const quiet = token('--vt-ink-quiet');
  const line = token('--vt-line-colour');
  const font = token('--vt-font');
  const names = xNames(chart, bucket);
  const stacked = chart.kind === 'stacked-bars';
  const across = isAcross(chart);
  const narrow = chart.kind === 'lines' && chart.unit === 'percent';
  return {
    animation: !still,
    animationDuration: 250,
    color: [1, 2, 3, 4, 5, 6].map((it) => token(`--vt-series-${it}`)),
    textStyle: { fontFamily: font, color: quiet },
    aria: { enabled: false },
    grid: { left: 0, right: across ? 28 : 8, top: across ? 0 : 6, bottom: chart.series.length > 1 ? 30 : 0, outerBoundsMode: 'same', outerBoundsContain: 'all' },
    legend: { show: chart.series.length > 1, bottom: 0, left: 'left', itemWidth: 12, itemHeight: 8, icon: 'roundRect', textStyle: { color: quiet, fontSize: 12 }, type: 'scroll' },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      axisPointer: { type: chart.kind === 'lines' ? 'line' : 'shadow', shadowStyle: { opacity: 0.5, color: token('--vt-raised') } },
      backgroundColor: token('--vt-surface'),
      borderColor: line,
      textStyle: { color: token('--vt-ink'), fontSize: 12, fontFamily: font },
      valueFormatter: (/** @type {number | null} */ value) => format.figure(value ?? null, chart.unit, currency),
    },
    [across ? 'yAxis' : 'xAxis']: {
      type: 'category',
      data: names,
      inverse: across,
      name: across ? '' : chart.xTitle,
      nameLocation: 'middle',
      nameGap: 26,
      nameTextStyle: { color: quiet, fontSize: 12 },
      axisLabel: { color: quiet, fontSize: across ? 12 : 11, hideOverlap: !across, width: across ? 170 : 90, overflow: 'truncate' },
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
    },
    [across ? 'xAxis' : 'yAxis']: {
      type: 'value',
      name: titleWithUnit(chart),
      nameLocation: across ? 'middle' : 'end',
      nameTextStyle: { color: quiet, fontSize: 12, align: across ? 'center' : 'left' },
      nameGap: across ? 26 : 14,
      minInterval: chart.unit === 'count' ? 1 : undefined,
      min: narrow ? (/** @type {{min: number}} */ { min }) => Math.max(0, Math.floor((min - 2) / 5) * 5) : undefined,
      max: chart.unit === 'percent' ? 100 : undefined,
      axisLabel: { color: quiet, fontSize: 11, hideOverlap: true, formatter: (/** @type {number} */ value) => format.axis(value, chart.unit, currency) },
      splitLine: { lineStyle: { color: line } },
    },
    series: chart.series.map((it) => ({
      name: it.name,
      type: chart.kind === 'lines' ? 'line' : 'bar',
      data: it.values,
      stack: stacked ? 'all' : undefined,
      barMaxWidth: 28,
      barCategoryGap: '35%',
      itemStyle: stacked ? {} : { borderRadius: across ? [0, 3, 3, 0] : [3, 3, 0, 0] },
      label: { show: across && chart.series.length === 1, position: 'right', color: quiet, fontSize: 12, formatter: (/** @type {{value: number | null}} */ { value }) => format.axis(value ?? 0, chart.unit, currency) },
      symbol: 'circle',
      symbolSize: 5,
      showSymbol: chart.x.length < 40,
      lineStyle: { width: 2 },
      connectNulls: false,
      emphasis: { focus: 'series' },
    })),
  };
};

/** @param {string} cell @returns {string} never a formula, whatever a spreadsheet thinks of it */
const cellOf = (cell) => `"${(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`;

/** @param {Chart} chart @returns {string} comma-separated, RFC 4180 */
export const csvOf = (chart) => {
  const head = [chart.xTitle, ...chart.series.map((it) => it.name)].map(cellOf);
  const rows = chart.x.map((x, i) => [cellOf(x), ...chart.series.map((it) => it.values[i] ?? '')]);
  return [head, ...rows].map((it) => it.join(',')).join('\r\n');
};
