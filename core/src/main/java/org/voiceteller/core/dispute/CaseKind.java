package org.voiceteller.core.dispute;

/** Why there is a case; the name stands before its number, as {@code FRAUD-20240115-001}. */
public enum CaseKind {
  /** The customer knows the charge and does not agree with it. */
  DISPUTE,
  /** The customer did not make the charge. */
  FRAUD
}
