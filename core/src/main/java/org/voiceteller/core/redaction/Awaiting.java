package org.voiceteller.core.redaction;

/** What the bank has just asked the caller for: it decides what their next words may be. */
public enum Awaiting {
  NOTHING,
  /** Who they are: a telephone number that is spoken now is kept as it was said. */
  PHONE_NUMBER,
  /** A one-time code, or one of an authenticator app. */
  CODE,
  /** A security answer: nothing that the caller says meanwhile is kept. */
  ANSWER
}
