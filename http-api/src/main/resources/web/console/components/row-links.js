// @ts-check
import { html } from 'lit';
import { session } from '../session.js';

/** A call's id; for who may read conversations the way to its page. @param {string} callId */
export const callLink = (callId) => rowLink(session.may('see-conversations'), `/console/calls/${encodeURIComponent(callId)}`, callId);

/** A case's id; for who may see cases the way to its page. @param {string} caseId */
export const caseLink = (caseId) => rowLink(session.may('see-cases'), `/console/disputes/${encodeURIComponent(caseId)}`, caseId);

/** @param {boolean} may @param {string} href @param {string} id */
const rowLink = (may, href, id) => (may ? html`<a class="row-link code" href=${href}>${id}</a>` : html`<span class="code">${id}</span>`);

/** A call's id with whose call it is. @param {import('../types.js').LiveCall} call */
export const callOf = ({ callId, customerId }) => html`${callLink(callId)}<span class="who quiet small">${customerId ?? 'Not known yet'}</span>`;
