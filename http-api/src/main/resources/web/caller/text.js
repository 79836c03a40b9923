// @ts-check
/**
 * Every word the page says, in one place. Another language is another module with the same keys.
 */

/** @typedef {{doing: string, done: string, ready?: string}} ToolWords `ready` for what is read back first */

/** @type {Record<string, ToolWords>} */
const tools = {
  authenticateTool: { doing: 'Finding your records', done: 'Found your records' },
  verifyOtpTool: { doing: 'Checking your code', done: 'Checked your code' },
  stepUpAuthenticationTool: { doing: 'Checking your answer', done: 'Checked your answer' },
  checkBalanceTool: { doing: 'Looking up your balance', done: 'Looked up your balance' },
  viewRecentTransactionsTool: { doing: 'Looking up your transactions', done: 'Looked up your transactions' },
  searchTransactionsTool: { doing: 'Searching your transactions', done: 'Searched your transactions' },
  requestStatementTool: { doing: 'Ordering your statement', done: 'Ordered your statement' },
  reportLostCardTool: { doing: 'Stopping your card', done: 'Stopped your card' },
  freezeCardTool: { doing: 'Freezing your card', done: 'Froze your card' },
  unfreezeCardTool: { doing: 'Unfreezing your card', done: 'Unfroze your card' },
  checkReplacementStatusTool: { doing: 'Finding your new card', done: 'Found your new card' },
  disputeChargeTool: { doing: 'Opening your dispute', done: 'Opened your dispute' },
  clarifyMerchantTool: { doing: 'Looking up the merchant', done: 'Looked up the merchant' },
  internalTransferTool: { doing: 'Moving your money', done: 'Moved your money', ready: 'Ready to move your money' },
  checkZelleStatusTool: { doing: 'Tracing your payment', done: 'Traced your payment' },
  setupBillpayTool: { doing: 'Setting up your payment', done: 'Set up your payment', ready: 'Ready to set up your payment' },
  stopPaymentTool: { doing: 'Stopping the payment', done: 'Stopped the payment', ready: 'Ready to stop the payment' },
  explainPendingTool: { doing: 'Looking up what is pending', done: 'Looked up what is pending' },
  reportFraudTool: { doing: 'Securing your account', done: 'Secured your account' },
  checkDisputeStatusTool: { doing: 'Looking up your dispute', done: 'Looked up your dispute' },
  explainProvisionalCreditTool: { doing: 'Looking up your credit', done: 'Looked up your credit' },
};

const anyTool = { doing: 'Working on your request', done: 'Worked on your request' };

/** @param {string} tool @returns {ToolWords} */
export const toolWords = (tool) => tools[tool] ?? anyTool;

/**
 * What was or is being done, in words: `Looked up your balance`, or that it was not possible. A code
 * that was right may end in a question about the wish that waited for it.
 *
 * @param {{tool: string, outcome: import('./conversation.js').Activity['outcome']}} activity
 * @returns {string}
 */
export const activityWords = ({ tool, outcome }) => {
  const { doing, done, ready = done } = toolWords(tool);
  switch (outcome) {
    case 'succeeded':
      return done;
    case 'proposed':
      return `${ready}: ${text.outcome.proposed}`;
    case 'answered':
      return ready;
    case 'declined':
    case 'refused':
    case 'failed':
      return `${doing}: ${text.outcome[outcome]}`;
    case null:
      return `${doing}…`;
  }
};

export const text = {
  headline: (/** @type {string} */ bank) => `Talk to ${bank}`,
  before: 'What happens in a call',
  speaker: { caller: 'You', agent: 'Assistant', staff: 'Bank employee' },
  secure: 'Secure',
  level: (/** @type {number} */ level) => `Level ${level}`,
  levelMeaning: ['Not identified yet', 'Phone number recognized', 'Confirmed by code', 'Fully confirmed'],

  call: 'Call',
  connecting: 'Connecting…',
  cancel: 'Cancel',
  startWriting: 'Start in writing',
  hangUp: 'End call',
  reconnecting: 'Reconnecting…',
  callAgain: 'Call again',
  phase: {
    idle: '',
    connecting: 'Connecting you to the bank.',
    inCall: 'You are connected.',
    reconnecting: 'The connection was lost. Reconnecting.',
    ended: 'The call has ended.',
  },

  microphone: 'Microphone level',
  mute: 'Mute microphone',
  unmute: 'Unmute microphone',
  muted: 'Muted',
  noMicrophone: 'Typing only',

  transcript: 'Conversation',
  waitingForGreeting: 'One moment, the assistant is about to greet you.',
  earlier: 'You came back to your call. What was said before is not kept on this device.',
  back: 'You are connected again.',

  typeInstead: 'Type instead of speaking',
  typePlaceholder: 'Type instead…',
  typePlaceholderCall: 'Type your message…',
  typeAnswer: 'Type your answer…',
  hiddenAnswer: 'Hidden, also from the assistant.',
  send: 'Send',

  keypad: 'Keypad',
  keypadHint: 'Digits are sent when you press Send or #.',
  codeTitle: {
    oneTimeCode: 'Enter your code',
    totp: 'Enter your authenticator code',
    securityQuestion: 'Answer your security question',
  },
  codeSentTo: (/** @type {string} */ to) => `We sent it to ${to}. It is valid for a few minutes.`,
  codeFromApp: 'Open your authenticator app and enter the code it shows.',
  codeGeneric: 'We sent you a code. It is valid for a few minutes.',
  codeField: 'Digits',
  digitsEntered: (/** @type {number} */ n) => (n === 1 ? '1 digit entered' : `${n} digits entered`),
  erase: 'Delete last digit',
  star: 'Star',
  hash: 'Pound, sends the digits',

  outcome: { succeeded: '', proposed: 'waiting for your yes', answered: '', declined: 'not done, as you wished', refused: 'not possible yet', failed: 'did not work' },
  confirmation: 'Confirmation',

  summary: 'Your call in short',
  duration: 'Duration',
  nothingDone: 'Nothing was changed or looked up in this call.',
  save: 'Save as a text file',
  saved: (/** @type {string} */ date) => `call-${date}.txt`,
  reason: {
    callerHungUp: 'You ended the call.',
    idleTimeout: 'The call ended because nothing was said for a long time.',
    agentEnded: 'The assistant ended the call.',
    transferred: 'You were handed over to a colleague.',
    serverDraining: 'The call was ended for maintenance. Please call again.',
    failed: 'The call ended because of a fault on our side. What was confirmed to you stands.',
    lost: 'The connection was lost. What was confirmed to you stands.',
  },

  notice: {
    microphoneRefused: {
      title: 'The microphone is not allowed',
      text: 'Choose the microphone or lock sign beside the address, allow the microphone for this page, then call again. Or just type below.',
    },
    noMicrophone: {
      title: 'No microphone was found',
      text: 'Connect one and call again. Or just type below: you can do everything in writing.',
    },
    microphoneBusy: {
      title: 'The microphone cannot be used',
      text: 'Another program may be using it. Close that program and call again. Or just type below.',
    },
    microphoneLost: {
      title: 'The microphone was disconnected',
      text: 'You can go on by typing. To speak again, connect it and call again.',
    },
    unsupported: {
      title: 'This browser cannot carry speech',
      text: 'Use a current version of Chrome, Edge, Firefox or Safari to speak. Typing works here.',
    },
    noSpeech: {
      title: 'Speech is not available right now',
      text: 'You can do everything in writing: type below.',
    },
    lost: {
      title: 'The connection was lost',
      text: 'We are reconnecting you. Your call is kept, you need not do anything.',
    },
    offline: {
      title: 'You are offline',
      text: 'Your call is kept. It goes on by itself when your device is back on the network.',
    },
    gaveUp: {
      title: 'We could not reconnect you',
      text: 'Check your network, then go on with your call. What was confirmed to you stands.',
      action: 'Go on with the call',
    },
    full: {
      title: 'All lines are busy',
      text: 'Please call again in a moment.',
    },
    draining: {
      title: 'We are bringing in an update',
      text: 'No new call can begin just now. Please call again in a moment.',
    },
    starting: {
      title: 'We are not answering yet',
      text: 'The bank is just starting. Please call again in a moment.',
    },
    fullUntil: (/** @type {number} */ seconds) =>
      seconds > 0 ? `Please call again in ${seconds} s.` : 'You can call again now.',
    unreachable: {
      title: 'The bank cannot be reached',
      text: 'Check your network and call again. In an emergency, call the number on the back of your card.',
    },
    resumeRefused: {
      title: 'Your earlier call has ended',
      text: 'What was confirmed to you stands. You can start a new call.',
    },
    soundBlocked: {
      title: 'The sound is off',
      text: 'Your browser waits for a touch before it plays sound.',
      action: 'Turn on the sound',
    },
    challengeClosed: {
      oneTimeCode: { title: 'The code is no longer needed', text: 'The assistant tells you how to go on.' },
      totp: { title: 'The code is no longer needed', text: 'The assistant tells you how to go on.' },
      securityQuestion: { title: 'The answer is no longer needed', text: 'The assistant tells you how to go on.' },
    },
    handOff: {
      queued: { title: 'A person will join', text: 'You are in the queue for an employee of the bank. The assistant goes on helping you meanwhile.' },
      taken: { title: 'You speak with a person', text: 'An employee of the bank has taken over. They hear you and read what you type.' },
      agent: { title: 'The assistant is back', text: 'The employee of the bank has given the call back.' },
    },
    bank: 'From your bank',
    fault: {
      title: 'That did not work',
      text: 'There was a fault on our side. Please say it again.',
    },
    dismiss: 'Close this message',
  },

  file: {
    heading: (/** @type {string} */ bank) => `Call with ${bank}`,
    note: 'Keep this file safe: it holds what was said in your call.',
  },
};

/** @param {number} ms @returns {string} e.g. `0.4 s` */
export const seconds = (ms) =>
  `${new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(ms / 1000)} s`;

/** @param {number} ms @returns {string} e.g. `3:07` */
export const clock = (ms) => {
  const all = Math.max(0, Math.round(ms / 1000));
  return `${Math.floor(all / 60)}:${String(all % 60).padStart(2, '0')}`;
};

/** @param {number} at milliseconds since 1970 @returns {string} */
export const timeOfDay = (at) => new Intl.DateTimeFormat('en', { timeStyle: 'medium' }).format(at);
