package org.voiceteller.core.authentication;

/** How sure the bank is of who speaks. The order is the strength: a later one opens more. */
public enum Level {
  /** Nothing is known of the caller. */
  NONE,
  /** The telephone number leads to a customer. */
  PHONE,
  /** And a one-time code was returned. */
  ONE_TIME_CODE,
  /** And a security question was answered, or a second step like it. */
  SECURITY_QUESTION;

  /** 0 to 3, as the doors show it. */
  public int number() {
    return ordinal();
  }

  public boolean reaches(Level needed) {
    return compareTo(needed) >= 0;
  }
}
