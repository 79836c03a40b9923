package org.voiceteller.core.customer;

/** What came of claiming a telephone number on a call. */
public sealed interface Claim {

  record Granted(String customerId) implements Claim {}

  /** Whatever the reason, the caller hears the same: it must not tell who is a customer. */
  record Denied(Denial reason) implements Claim {}

  /** Why a claim was denied; for the audit only. */
  enum Denial {
    /** The number leads to nobody. */
    UNKNOWN,
    /** The number leads to more than one customer. */
    AMBIGUOUS,
    /** The number was claimed too often of late. */
    BLOCKED
  }
}
