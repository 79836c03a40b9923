// @ts-check
/** The shapes of the contract, as openapi.yaml has them. Times are ISO 8601 in UTC. */

/** @typedef {'see-figures' | 'see-calls' | 'see-conversations' | 'hear-recordings' | 'end-calls' | 'take-calls' | 'listen-to-calls' | 'see-customers' | 'see-unmasked' | 'see-cases' | 'decide-cases' | 'search-audit' | 'export-audit' | 'verify-audit' | 'erase-customers' | 'manage-api-keys'} Permission */
/** @typedef {{name: string, roles: string[], permissions: Permission[], csrfToken?: string, expiresAt?: string}} Session */
/** @typedef {{minorUnits: number, currency: string}} Money */
/** @typedef {{turns: number, p50Ms?: number, p95Ms?: number}} Latency */
/** @typedef {{name: string, since: string, text: string}} Alarm */
/** @typedef {{stream: 'open' | 'renewing' | 'failed', renewals: number, droppedToModelMs: number, droppedToCallerMs: number, bargeIns: number}} AudioState */

/**
 * @typedef {object} LiveCall
 * @property {string} callId
 * @property {string} channel
 * @property {'live' | 'waiting'} state
 * @property {string} [customerId]
 * @property {number} level 0 to 3
 * @property {'listening' | 'speaking' | 'thinking' | 'using-tool' | 'awaiting-secret'} doing
 * @property {string} [tool]
 * @property {string} since
 * @property {string} startedAt
 * @property {number} turns
 * @property {number} [latencyMs]
 * @property {AudioState} [audio]
 * @property {HandOffState} [handOff]
 * @property {string} node
 */

/** @typedef {{state: 'queued' | 'taken', reason: string, since: string, staff?: string}} HandOffState */
/** @typedef {{call: LiveCall, summary: string[]}} HandOff */

/** @typedef {{asOf: string, calls: LiveCall[], latency: Latency, alarms: Alarm[]}} Board */

/**
 * @typedef {object} CallRow
 * @property {string} callId
 * @property {'live' | 'waiting' | 'ended'} state
 * @property {number} level
 * @property {string} channel
 * @property {string} jurisdiction
 * @property {string} [customerId]
 * @property {string} startedAt
 * @property {string} [endedAt]
 * @property {string} [endReason]
 * @property {string} [attestation] of the caller's number; only where a call is shown by itself
 */

/**
 * @typedef {object} AuditEntry
 * @property {string} auditId
 * @property {number} number
 * @property {string} at
 * @property {string} callId
 * @property {string} [customerId]
 * @property {string} action
 * @property {string} [resource]
 * @property {'SUCCESS' | 'PROPOSED' | 'REFUSED' | 'FAILED' | 'CANCELLED'} result
 * @property {number} level
 * @property {string} [address]
 * @property {string} jurisdiction
 * @property {boolean} personalDataSeen
 * @property {string[]} flags
 * @property {string} [hash]
 */

/**
 * @typedef {object} TimelineStep
 * @property {number} number
 * @property {string} at
 * @property {'conversation' | 'tools' | 'authentication' | 'audit'} lane
 * @property {string} kind
 * @property {string} text
 * @property {'succeeded' | 'refused' | 'failed' | 'proposed' | 'cancelled'} [outcome]
 * @property {string} [tool]
 * @property {number} [tookMs]
 * @property {string} [confirmation]
 * @property {AuditEntry} [audit]
 */

/** @typedef {{whole: boolean, entries: number, head?: string, finding?: string}} Chain */
/** @typedef {{available: boolean, gaps?: {from: string, until?: string, reason: string}[]}} Recording */
/** @typedef {{call: CallRow, live?: LiveCall, steps: TimelineStep[], chain: Chain, recording: Recording}} Call */
/** @typedef {{customerId: string, name: string, phone?: string, jurisdiction: string, registeredAt: string}} CustomerRow */
/** @typedef {{accountId: string, kind: string, lastFour: string, posted: Money, held: Money, available: Money, openedAt: string}} Account */
/** @typedef {{cardId: string, accountId: string, lastFour?: string, state: string, expectedUntil?: string, changedAt: string}} Card */
/** @typedef {{transferId: string, kind: string, outgoing: boolean, accountLastFour: string, counterparty: string, amount: Money, status: string, confirmation?: string, createdAt: string}} Transfer */
/** @typedef {{callId: string, customerId?: string, kind: string, basis?: string, rule?: string, textVersion: string, jurisdiction?: string, at: string}} Consent */
/** @typedef {{name: string, due: string, state: 'running' | 'near' | 'missed' | 'met', rule: string}} Clock `due` is a day */

/**
 * @typedef {object} CaseRow
 * @property {string} caseId
 * @property {'DISPUTE' | 'FRAUD'} kind
 * @property {'INVESTIGATING' | 'DECIDED' | 'CLOSED'} state
 * @property {string} customerId
 * @property {Money} amount
 * @property {string} reason
 * @property {string} regulation
 * @property {string} openedAt
 * @property {'FOR_CUSTOMER' | 'FOR_MERCHANT'} [finding]
 * @property {Clock | null} nextDue
 */

/** @typedef {{purpose: string, amount: Money, postedAt?: string, refused?: string}} Posting */
/** @typedef {{kind: string, day?: string, at: string}} Notice */
/** @typedef {{case: CaseRow, accountId?: string, merchant?: string, explanation?: string, withheld?: Money, liability?: Money, clocks: Clock[], postings: Posting[], notices: Notice[]}} Case */
/** @typedef {{customer: CustomerRow, masked: boolean, accounts: Account[], cards: Card[], disputes: CaseRow[], transfers: Transfer[], calls: CallRow[], consents: Consent[]}} Customer */
/** @typedef {'count' | 'percent' | 'milliseconds' | 'minorUnits'} Unit */
/** @typedef {{name: string, title: string, value: number | null, unit: Unit, currency?: string, definition: string, entries?: string}} Figure */
/** @typedef {{name: string, title: string, definition: string, kind: 'bars' | 'stacked-bars' | 'lines', xTitle: string, yTitle: string, unit: Unit, x: string[], series: {name: string, values: (number | null)[]}[], entries?: string[]}} Chart */
/** @typedef {{topic: string, from: string, to: string, bucket: 'hour' | 'day', asOf: string, figures: Figure[], charts: Chart[]}} Report */
/** @typedef {{state: 'never' | 'running' | 'whole' | 'damaged', entries?: number, startedAt?: string, finishedAt?: string, head?: string, finding?: string}} Verification */
/** @typedef {{keyId: string, name: string, scopes: Permission[], madeAt: string, madeBy: string, expiresAt?: string, lastUsedAt?: string, secret?: string}} ApiKey */

/**
 * @template Row
 * @typedef {{items: Row[], next?: string}} Listed one page of a list; `next` asks for the one after
 */

export {};
