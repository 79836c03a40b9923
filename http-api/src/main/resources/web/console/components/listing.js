// @ts-check
import { Problem, api } from '../api.js';
import { format } from '../format.js';
import { Resource } from './resource.js';

const PAGE = 50;

/** @typedef {Record<string, string | number | undefined>} Filters */

/**
 * A list that comes in pages of fifty, and more when it is asked for.
 *
 * @template Row
 */
export class Listing {
  /** @param {import('lit').ReactiveControllerHost} host @param {string} path */
  constructor(host, path) {
    this.host = host;
    this.path = path;
    /** @type {Filters} */
    this.filters = {};
    /** @type {Resource<import('../types.js').Listed<Row>>} */
    this.page = new Resource(host);
    this.loadingMore = false;
    /** @type {Problem | null} why no more came */
    this.moreProblem = null;
  }

  /** Asks for the first page. @param {Filters} filters */
  ask(filters) {
    this.filters = filters;
    this.moreProblem = null;
    this.loadingMore = false;
    void this.page.load((signal) => api.get(this.path, { query: { ...filters, limit: PAGE }, signal }));
  }

  /** What is there is kept, whatever becomes of the rest. */
  async askMore() {
    const sofar = this.page.value;
    if (!sofar?.next || this.loadingMore) {
      return;
    }
    const filters = this.filters;
    this.loadingMore = true;
    this.moreProblem = null;
    this.host.requestUpdate();
    try {
      const next = await api.get(this.path, { query: { ...filters, limit: PAGE, after: sofar.next } });
      if (this.page.value === sofar) {
        this.page.set({ items: [...sofar.items, ...next.items], next: next.next });
      }
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      this.moreProblem = problem;
    } finally {
      this.loadingMore = false;
      this.host.requestUpdate();
    }
  }

  get rows() {
    return this.page.value?.items ?? [];
  }

  get more() {
    return this.page.value?.next !== undefined;
  }

  /** How many are there as far as is known; empty before anything is. */
  get figure() {
    return this.page.value ? `${format.count(this.rows.length)}${this.more ? '+' : ''}` : '';
  }
}
