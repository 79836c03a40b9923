package org.voiceteller.core.compliance;

/** Who must agree before a call may be recorded. */
public enum ConsentRule {
  /**
   * One party's consent is enough; the bank is that party. The disclosure is given all the same.
   */
  ONE_PARTY,
  /** Every party must know and agree: going on after the disclosure is the agreement. */
  ALL_PARTY
}
