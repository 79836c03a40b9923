package org.voiceteller.core.audit;

import org.jspecify.annotations.Nullable;

/**
 * An audit entry in its call's chain.
 *
 * @param link null for an entry that was kept before entries were chained
 */
public record Chained(AuditEntry entry, @Nullable ChainLink link) {

  /** The only entry, or the first, of something that is not a call. Its number must be 1. */
  public static Chained first(AuditEntry entry) {
    return AuditTrail.none().chain(entry);
  }
}
