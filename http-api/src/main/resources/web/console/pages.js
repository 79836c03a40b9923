// @ts-check
import { html } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { modeOf, modes } from './hand-off.js';

/** @typedef {import('./router.js').Route} Route */

/**
 * @typedef {object} Page
 * @property {string} title in the browser's tab
 * @property {import('./types.js').Permission | ''} needs
 * @property {boolean} [personal] whether a reason must be given first
 * @property {() => Promise<unknown>} [load] brings its modules: each page's come when it is first opened
 * @property {(route: Route, wanted: number) => unknown} view
 */

/** A page's element is made anew for another entry, and when the reason has changed. @param {Route} route @param {number} wanted @param {unknown} view */
const fresh = (route, wanted, view) => keyed(`${route.path} ${wanted}`, view);

/** @type {Record<string, (route: Route) => Page>} */
const pages = {
  now: () => ({ title: 'Now', needs: 'see-calls', load: () => import('./pages/now/now-page.js'), view: (route, wanted) => fresh(route, wanted, html`<vt-now-page></vt-now-page>`) }),
  calls: () => ({ title: 'Calls', needs: 'see-calls', load: () => import('./pages/calls/calls-page.js'), view: (route, wanted) => fresh(route, wanted, html`<vt-calls-page .query=${route.query}></vt-calls-page>`) }),
  call: ({ params }) => ({
    title: `Call ${params.id}`,
    needs: 'see-conversations',
    personal: true,
    load: () => import('./pages/call/call-page.js'),
    view: (route, wanted) => fresh(route, wanted, html`<vt-call-page .callId=${route.params.id} .query=${route.query}></vt-call-page>`),
  }),
  handOffs: () => ({ title: 'Hand-off', needs: 'see-calls', load: () => import('./pages/hand-off/hand-off-page.js'), view: (route, wanted) => fresh(route, wanted, html`<vt-hand-off-page></vt-hand-off-page>`) }),
  desk: ({ params, query }) => {
    const mode = modeOf(query);
    return {
      title: `${modes[mode].title} ${params.id}`,
      needs: modes[mode].needs,
      personal: true,
      load: () => import('./pages/desk/desk-page.js'),
      view: (route, wanted) => keyed(`${route.path} ${mode} ${wanted}`, html`<vt-desk-page .callId=${params.id} .mode=${mode}></vt-desk-page>`),
    };
  },
  customers: () => ({ title: 'Customers', needs: 'see-customers', personal: true, load: () => import('./pages/customers/customers-page.js'), view: (route, wanted) => fresh(route, wanted, html`<vt-customers-page></vt-customers-page>`) }),
  customer: ({ params }) => ({
    title: `Customer ${params.id}`,
    needs: 'see-customers',
    personal: true,
    load: () => import('./pages/customer/customer-page.js'),
    view: (route, wanted) => fresh(route, wanted, html`<vt-customer-page .customerId=${route.params.id}></vt-customer-page>`),
  }),
  authentication: () => report('Authentication', ['authentication']),
  tools: () => report('Tools', ['tools']),
  accounts: () => report('Accounts and cards', ['accounts', 'cards']),
  disputes: () => ({ title: 'Disputes', needs: 'see-cases', load: () => import('./pages/disputes/disputes-page.js'), view: (route, wanted) => fresh(route, wanted, html`<vt-disputes-page .query=${route.query}></vt-disputes-page>`) }),
  dispute: ({ params }) => ({
    title: `Case ${params.id}`,
    needs: 'see-cases',
    personal: true,
    load: () => import('./pages/dispute/dispute-page.js'),
    view: (route, wanted) => fresh(route, wanted, html`<vt-dispute-page .caseId=${route.params.id}></vt-dispute-page>`),
  }),
  compliance: () => ({ title: 'Compliance', needs: 'verify-audit', load: () => import('./pages/compliance/compliance-page.js'), view: (route, wanted) => fresh(route, wanted, html`<vt-compliance-page .query=${route.query}></vt-compliance-page>`) }),
  audit: () => ({ title: 'Audit log', needs: 'search-audit', load: () => import('./pages/audit/audit-page.js'), view: (route, wanted) => fresh(route, wanted, html`<vt-audit-page .query=${route.query}></vt-audit-page>`) }),
  consents: () => ({ title: 'Consents', needs: 'search-audit', load: () => import('./pages/consents/consents-page.js'), view: (route, wanted) => fresh(route, wanted, html`<vt-consents-page .query=${route.query}></vt-consents-page>`) }),
  settings: () => ({ title: 'Settings', needs: 'manage-api-keys', load: () => import('./pages/settings/settings-page.js'), view: (route, wanted) => fresh(route, wanted, html`<vt-settings-page></vt-settings-page>`) }),
  missing: () => ({
    title: 'Not found',
    needs: '',
    view: () => html`<div class="refused"><h1 tabindex="-1">There is no such page</h1><p>It may have been typed wrongly, or the page has moved.</p><a href="/console">To what happens now</a></div>`,
  }),
};

/** @param {string} title @param {string[]} topics @returns {Page} */
const report = (title, topics) => ({
  title,
  needs: 'see-figures',
  load: () => import('./pages/report/report-page.js'),
  view: (route, wanted) => fresh(route, wanted, html`<vt-report-page .heading=${title} .topics=${topics} .query=${route.query}></vt-report-page>`),
});

/** @param {Route} route @returns {Page} */
export const pageOf = (route) => (pages[route.name] ?? pages.missing)(route);
