package org.voiceteller.core.account;

/** What kind of deposit account it is. */
public enum AccountKind {
  CHECKING,
  SAVINGS
}
