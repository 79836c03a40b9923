package org.voiceteller.core.authentication;

/**
 * The kinds of secrets that are counted, each for itself: a code that was right says nothing for
 * who guesses at an answer.
 */
public enum Factor {
  ONE_TIME_CODE,
  SECURITY_ANSWER,
  AUTHENTICATOR_CODE
}
