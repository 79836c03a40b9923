package org.voiceteller.core.authentication;

/**
 * Which second step leads from level 2 to level 3; the bank chooses. A question is friction, not
 * assurance (NIST SP 800-63B §3); an authenticator app proves that the caller holds something.
 */
public enum SecondStep {
  QUESTION,
  TOTP,
  /** Whichever the customer has set up; the app first where there are both. */
  EITHER
}
