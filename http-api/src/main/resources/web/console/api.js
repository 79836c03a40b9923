// @ts-check
import { session } from './session.js';

/** Why a request was not answered as it was meant: the bank's RFC 9457 problem, or what the network did. */
export class Problem extends Error {
  /** @param {{status: number, title: string, detail: string, type?: string, retryAfterS?: number}} told */
  constructor({ status, title, detail, type = '', retryAfterS = 0 }) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.type = type;
    this.retryAfterS = retryAfterS;
  }
}

/** What an answer that is not one of the bank's problems comes to. */
const titles = /** @type {Record<number, string>} */ ({
  0: 'The bank cannot be reached',
  400: 'The bank did not understand this',
  401: 'You are signed out',
  403: 'Your role does not include this',
  404: 'There is no such entry',
  409: 'It is not possible any more',
  429: 'Too many requests',
  503: 'Not just now',
});

/** @param {Response} response @returns {Promise<Problem>} */
export const problemOf = async (response) => {
  const told = await response.json().catch(() => ({}));
  const wait = Number(response.headers.get('Retry-After')) || 0;
  const usual = wait ? `Please try again in ${wait} s.` : 'Please try again in a moment.';
  return new Problem({
    status: response.status,
    title: String(told.title ?? titles[response.status] ?? 'That did not work'),
    detail: String(told.detail ?? usual),
    type: String(told.type ?? ''),
    retryAfterS: wait,
  });
};

/**
 * @typedef {object} Asked
 * @property {Record<string, string | number | boolean | undefined>} [query] undefined and empty ones are left out
 * @property {AbortSignal} [signal]
 * @property {string} [key] the Idempotency-Key; the same for each attempt at the same deed
 * @property {unknown} [body]
 */

/** @param {string} path @param {Asked['query']} query @returns {string} */
export const address = (path, query = {}) => {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(entries.map(([name, value]) => [name, String(value)]));
  return search.size > 0 ? `${path}?${search}` : path;
};

/** @param {string} method @param {Asked} asked @returns {Record<string, string>} */
export const headersFor = (method, { key, body }) => ({
  Accept: 'application/json, application/problem+json',
  ...(session.reason ? { 'Access-Reason': session.reason } : {}),
  ...(method === 'GET' || !session.csrfToken ? {} : { 'X-CSRF-Token': session.csrfToken }),
  ...(key ? { 'Idempotency-Key': key } : {}),
  ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
});

/**
 * @param {string} method @param {string} path @param {Asked} [asked] @returns {Promise<Response>} a good one
 * @throws {Problem} for any other; an AbortError when the signal said so
 */
export const request = async (method, path, asked = {}) => {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(address(path, asked.query), {
      method,
      signal: asked.signal,
      headers: headersFor(method, asked),
      body: asked.body === undefined ? undefined : JSON.stringify(asked.body),
      cache: 'no-store',
    });
  } catch (error) {
    if (asked.signal?.aborted) {
      throw error;
    }
    throw new Problem({ status: 0, title: titles[0], detail: 'Please check your connection and try again.' });
  }
  if (response.ok) {
    return response;
  }
  const problem = await problemOf(response);
  if (problem.status === 401 && path !== '/v1/session') {
    session.lapse();
  }
  throw problem;
};

/** A deed's key: made once when its dialog opens, so that a second press does not do it twice. */
export const newKey = () => crypto.randomUUID();

export const api = {
  /** @param {string} path @param {Asked} [asked] @returns {Promise<any>} */
  get: async (path, asked) => (await request('GET', path, asked)).json(),
  /** @param {string} path @param {Asked} [asked] @returns {Promise<Blob>} */
  blob: async (path, asked) => (await request('GET', path, asked)).blob(),
  /** @param {string} path @param {Asked} [asked] @returns {Promise<any>} null when the answer has no content */
  post: async (path, asked = {}) => {
    const response = await request('POST', path, { key: newKey(), ...asked });
    return response.headers.get('Content-Type')?.includes('json') ? response.json() : null;
  },
  /** @param {string} path @param {Asked} [asked] */
  remove: async (path, asked) => void (await request('DELETE', path, asked)),
};
