package org.voiceteller.persistence.audit;

/**
 * The ledger holds less than its key has signed. Nothing is added to it until people have looked.
 */
public final class DamagedLedgerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DamagedLedgerException(long entries, long signed) {
    super(
        "Expected the audit ledger to hold the %d entries that were signed, but it ends at %d"
            .formatted(signed, entries));
  }
}
