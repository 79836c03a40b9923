// @ts-check
/**
 * The names that people give to the bank's codes, in one place. Another language is another module
 * with the same keys. A code that is not here is written out in words.
 */

/** @param {string} code @returns {string} `CALL_STARTED` as `Call started`, `internalTransferTool` as `Internal transfer` */
export const inWords = (code) => {
  const words = code
    .replace(/Tool$/, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** @param {Record<string, string>} names @returns {(code?: string) => string} */
const named = (names) => (code) => (code === undefined ? '' : (names[code] ?? inWords(code)));

/** What each level of verification takes. */
export const levels = ['Not verified', 'Phone number', 'One-time code', 'Second step'];

export const words = {
  level: named({ 0: levels[0], 1: levels[1], 2: levels[2], 3: levels[3] }),

  doing: named({
    listening: 'Listening',
    speaking: 'Speaking',
    thinking: 'Thinking',
    'using-tool': 'Using a tool',
    'awaiting-secret': 'Waiting for a code',
  }),

  state: named({
    live: 'On the line',
    waiting: 'Waiting',
    ended: 'Ended',
    INVESTIGATING: 'Investigating',
    DECIDED: 'Decided',
    CLOSED: 'Closed',
  }),

  channel: named({ browser: 'Browser', sip: 'Telephone', terminal: 'Terminal' }),

  endReason: named({
    callerHungUp: 'Caller hung up',
    CALLER_HUNG_UP: 'Caller hung up',
    idleTimeout: 'Caller was silent',
    IDLE_TIMEOUT: 'Caller was silent',
    agentEnded: 'Ended by the agent',
    AGENT_ENDED: 'Ended by the agent',
    transferred: 'Transferred',
    TRANSFERRED: 'Transferred',
    serverDraining: 'Server shut down',
    SERVER_DRAINING: 'Server shut down',
    failed: 'Failed',
    FAILED: 'Failed',
    'caller-hung-up': 'Caller hung up',
    'idle-timeout': 'Caller was silent',
    'agent-ended': 'Ended by the bank',
    'server-draining': 'Server shut down',
  }),

  outcome: named({
    succeeded: 'Succeeded',
    refused: 'Refused',
    failed: 'Failed',
    proposed: 'Read back',
    cancelled: 'Cancelled',
    SUCCESS: 'Succeeded',
    REFUSED: 'Refused',
    FAILED: 'Failed',
    PROPOSED: 'Read back',
    CANCELLED: 'Cancelled',
  }),

  tool: named({
    authenticateTool: 'Find the customer',
    verifyOtpTool: 'Check the one-time code',
    stepUpAuthenticationTool: 'Check the second step',
    checkBalanceTool: 'Look up a balance',
    viewRecentTransactionsTool: 'List transactions',
    searchTransactionsTool: 'Search transactions',
    requestStatementTool: 'Order a statement',
    internalTransferTool: 'Move money',
    reportLostCardTool: 'Stop a card',
    disputeChargeTool: 'Open a dispute',
    reportFraudTool: 'Report fraud',
  }),

  action: named({
    SEND_OTP: 'Send one-time code',
    VERIFY_OTP: 'Check one-time code',
    STEP_UP_AUTHENTICATION: 'Check second step',
    AUTHENTICATE: 'Find the customer',
    LEG_LOST: 'Connection lost',
    AGENT_CORRECTED: 'Agent corrected',
    RESULT_DROPPED: 'Result not told',
    ERASE_CUSTOMER: 'Erase customer',
    HAND_OFF_QUEUED: 'Waits for a person',
    CALL_TAKEN_OVER: 'A person has the call',
    CALL_GIVEN_BACK: 'The agent has the call again',
    STAFF_LOST: 'The person was lost',
    STAFF_WORDS_REFUSED: 'A person’s words came too late',
    CALL_TRANSFER_BEGUN: 'Another line is called',
    CALL_TRANSFERRED: 'Transferred to another line',
    CALL_TRANSFER_FAILED: 'Nobody reached on another line',
    CALL_TAKEN_OVER_BY_STAFF: 'Call taken over',
    CALL_LISTENED_TO: 'Call listened to',
    CHECK_REGISTERED: 'Cheque registered',
    CHECK_PAID: 'Cheque paid',
  }),

  handOffReason: named({
    'asked-for-person': 'Asked for a person',
    'authentication-failed': 'Could not be verified',
    'round-in-circles': 'Goes round in circles',
    'model-unavailable': 'The agent is out of reach',
    'taken-unasked': 'Taken unasked',
  }),

  challenge: named({ 'one-time-code': 'a one-time code', 'security-question': 'the answer to a security question', 'authenticator-code': 'a code of an authenticator app' }),

  attestation: named({
    FULL: 'Vouched for in full (A)',
    PARTIAL: 'Caller vouched for, not the number (B)',
    GATEWAY: 'Not vouched for (C)',
    PASSED: 'Signature right',
    FAILED: 'Signature wrong, may be forged',
    MISSING: 'Not signed',
  }),

  transfer: named({ INTERNAL: 'Internal', ZELLE: 'Zelle', ACH: 'ACH', WIRE: 'Wire' }),
  flag: named({ CALLER_ID_MISMATCH: 'Caller ID differs', NUMBER_UNVERIFIED: 'Number not vouched for' }),
  finding: named({ FOR_CUSTOMER: 'For the customer', FOR_MERCHANT: 'For the merchant' }),
  caseKind: named({ DISPUTE: 'Dispute', FRAUD: 'Fraud report' }),
  regulation: named({ E: 'Regulation E', Z: 'Regulation Z' }),
  clock: named({ running: 'Running', near: 'Due soon', missed: 'Missed', met: 'Met' }),

  chain: named({ whole: 'Whole', damaged: 'Damaged', never: 'Never checked', running: 'Being checked' }),

  permission: named({
    'see-figures': 'See figures',
    'see-calls': 'See calls',
    'see-conversations': 'Read conversations',
    'hear-recordings': 'Hear recordings',
    'end-calls': 'End calls',
    'take-calls': 'Take calls over',
    'listen-to-calls': 'Listen to calls',
    'see-customers': 'See customers, masked',
    'see-unmasked': 'See customers unmasked',
    'see-cases': 'See disputes',
    'decide-cases': 'Decide disputes',
    'search-audit': 'Search the audit log',
    'export-audit': 'Export the audit log',
    'verify-audit': 'Verify the audit log',
    'erase-customers': 'Erase customers',
    'manage-api-keys': 'Manage API keys',
  }),

  role: named({ viewer: 'Viewer', agent: 'Agent', supervisor: 'Supervisor', compliance: 'Compliance', admin: 'Administrator' }),
};

/** The console's pages, in the order of the rail; `key` is pressed after g. */
export const places = /** @type {const} */ ([
  { name: 'now', title: 'Now', path: '/console', key: 'n', icon: 'pulse', needs: 'see-calls', group: '' },
  { name: 'calls', title: 'Calls', path: '/console/calls', key: 'c', icon: 'phone', needs: 'see-calls', group: '' },
  { name: 'handOffs', title: 'Hand-off', path: '/console/hand-off', key: 'h', icon: 'handOff', needs: 'see-calls', group: '' },
  { name: 'customers', title: 'Customers', path: '/console/customers', key: 'u', icon: 'people', needs: 'see-customers', group: '' },
  { name: 'disputes', title: 'Disputes', path: '/console/disputes', key: 'd', icon: 'scales', needs: 'see-cases', group: '' },
  { name: 'authentication', title: 'Authentication', path: '/console/authentication', key: 'a', icon: 'lock', needs: 'see-figures', group: 'Figures' },
  { name: 'tools', title: 'Tools', path: '/console/tools', key: 't', icon: 'tool', needs: 'see-figures', group: 'Figures' },
  { name: 'accounts', title: 'Accounts and cards', path: '/console/accounts', key: 'b', icon: 'card', needs: 'see-figures', group: 'Figures' },
  { name: 'compliance', title: 'Compliance', path: '/console/compliance', key: 'o', icon: 'shield', needs: 'verify-audit', group: 'Trust' },
  { name: 'settings', title: 'Settings', path: '/console/settings', key: 's', icon: 'key', needs: 'manage-api-keys', group: 'Trust' },
]);

/** What an audit entry can be about, as the bank's code has it; an entry may hold one that is newer. */
export const actions = [
  'CALL_STARTED', 'CALL_RESUMED', 'LEG_LOST', 'CALL_ENDED', 'DISCLOSURE_GIVEN', 'CONSENT_RECORDED', 'AUTHENTICATE', 'CHECK_BALANCE',
  'VIEW_TRANSACTIONS', 'SEARCH_TRANSACTIONS', 'REQUEST_STATEMENT', 'CLARIFY_MERCHANT', 'EXPLAIN_PENDING', 'EXPLAIN_PROVISIONAL_CREDIT', 'VERIFY_OTP',
  'STEP_UP_AUTHENTICATION', 'REPORT_LOST_CARD', 'FREEZE_CARD', 'UNFREEZE_CARD', 'CHECK_REPLACEMENT_STATUS', 'DISPUTE_CHARGE', 'INTERNAL_TRANSFER',
  'CHECK_TRANSFER_STATUS', 'SETUP_BILLPAY', 'STOP_PAYMENT', 'REPORT_FRAUD', 'CHECK_DISPUTE_STATUS', 'ERASE_CUSTOMER', 'USE_UNKNOWN_TOOL', 'SEND_OTP',
  'AGENT_CORRECTED', 'RESULT_DROPPED', 'CUSTOMER_REGISTERED', 'ACCOUNT_LINKED', 'ACCOUNT_OPENED', 'ACCOUNT_POSTED', 'HOLD_PLACED', 'HOLD_RELEASED',
  'STATEMENT_ORDERED', 'CHECK_REGISTERED', 'CHECK_PAID', 'STOP_PLACED', 'STOP_CONFIRMED', 'TRANSFER_MADE', 'TRANSFER_VOIDED', 'TRANSFER_ESCALATED',
  'TRANSFER_REPORTED', 'FEE_CHARGED', 'BILL_SCHEDULED', 'BILL_PAYMENT_STARTED', 'BILL_PAYMENT_MADE', 'BILL_PAYMENT_FAILED', 'BILL_STOPPED',
  'CARD_ISSUED', 'CARD_ORDERED', 'CARD_PRODUCED', 'CARD_SHIPPED', 'CARD_DELIVERED', 'CARD_FROZEN', 'CARD_UNFROZEN', 'CARD_DEACTIVATED',
  'CARD_REPLACED', 'CASE_OPENED', 'CASE_ACKNOWLEDGED', 'CASE_CONFIRMED', 'CASE_POSTING_ORDERED', 'CASE_POSTED', 'CASE_POSTING_REFUSED',
  'CASE_DECIDED', 'CASE_NOTICE_ISSUED', 'CASE_DEADLINE_NEAR', 'CASE_DEADLINE_MISSED', 'CASE_CLOSED', 'QUESTION_SET', 'QUESTION_REMOVED',
  'AUTHENTICATOR_SET', 'AUTHENTICATOR_REMOVED', 'FACTOR_LOCKED', 'FAILURES_RESET', 'RECORDING_STARTED', 'RECORDING_PAUSED', 'RECORDING_RESUMED',
  'RECORDING_WITHHELD', 'RECORDING_ENDED', 'RECORDING_FAILED', 'RECORDING_EXPORTED', 'HAND_OFF_QUEUED', 'CALL_TAKEN_OVER', 'CALL_GIVEN_BACK',
  'STAFF_LOST', 'STAFF_WORDS_REFUSED', 'CALL_TRANSFER_BEGUN', 'CALL_TRANSFERRED', 'CALL_TRANSFER_FAILED', 'CALL_TAKEN_OVER_BY_STAFF', 'CALL_LISTENED_TO',
];
