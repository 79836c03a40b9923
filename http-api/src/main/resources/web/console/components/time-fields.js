// @ts-check
/** Between the contract's times in UTC and a field in the reader's zone. */

/** @param {string} time in UTC; empty or anything else comes out empty @returns {string} as `2026-01-15T14:03` */
export const toField = (time) => {
  const at = Date.parse(time);
  if (Number.isNaN(at)) {
    return '';
  }
  const here = new Date(at - new Date(at).getTimezoneOffset() * 60000);
  return here.toISOString().slice(0, 16);
};

/** @param {string} field @returns {string} in UTC, empty when nothing is chosen */
export const fromField = (field) => {
  const at = field ? new Date(field) : null;
  return at && !Number.isNaN(at.getTime()) ? at.toISOString() : '';
};
