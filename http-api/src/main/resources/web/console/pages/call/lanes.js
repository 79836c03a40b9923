// @ts-check
/** @typedef {import('../../types.js').TimelineStep} TimelineStep */
/** @typedef {{step: TimelineStep, row: number, column: 1 | 2 | 3, first: boolean}} Placed `first` begins a row */

/** Steps that lie no further apart may stand side by side. */
const TOGETHER_MS = 2000;

const columns = /** @type {const} */ ({ conversation: 1, tools: 2, authentication: 3, audit: 3 });

/**
 * Where each step stands: below the one before, or beside it when it belongs to a lane further right
 * and happened at about the same time. Read row by row, the order is the one it happened in.
 *
 * @param {TimelineStep[]} steps @returns {Placed[]}
 */
export const placed = (steps) => {
  let row = 0;
  let last = 4;
  let began = 0;
  return steps.map((step) => {
    const column = columns[step.lane];
    const at = Date.parse(step.at);
    const first = column <= last || at - began > TOGETHER_MS;
    if (first) {
      row++;
      began = at;
    }
    last = column;
    return { step, row, column, first };
  });
};
