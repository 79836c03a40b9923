package org.voiceteller.core.audit;

/**
 * How far a call's audit is: the next entry is number {@code entries + 1} and carries this hash.
 * What is not a call (an erasure, a payment made by the clock) has a trail of its own under an id
 * of its own.
 *
 * @param head the hash of the last entry; {@link AuditHash#NONE} when there is none, or when it is
 *     from before entries were chained
 */
public record AuditTrail(long entries, String head) {

  /** Before the first entry. */
  public static AuditTrail none() {
    return new AuditTrail(0, AuditHash.NONE);
  }

  /** The number of the next entry. */
  public long nextNumber() {
    return entries + 1;
  }

  /**
   * Ties the next entry to the trail.
   *
   * @throws IllegalArgumentException when it is not the next
   */
  public Chained chain(AuditEntry entry) {
    if (entry.number() != nextNumber()) {
      throw new IllegalArgumentException(
          "Expected audit entry " + nextNumber() + ", but got " + entry.number());
    }
    return new Chained(entry, ChainLink.after(head, entry));
  }

  /** The trail after an entry that was kept. Total: history is never refused. */
  public AuditTrail after(Chained kept) {
    return new AuditTrail(
        kept.entry().number(), kept.link() == null ? AuditHash.NONE : kept.link().hash());
  }
}
