package org.voiceteller.http.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditEntry;

/**
 * Something that happened in a call, as a person reads it.
 *
 * @param number of the journal's event
 * @param kind tells apart what happened, as {@code tool-finished}
 * @param text what was said, or what happened in a sentence
 * @param outcome {@code succeeded}, {@code refused}, {@code failed}, {@code proposed}
 * @param tookMs null where it is not known
 */
record TimelineStep(
    long number,
    Instant at,
    Lane lane,
    String kind,
    String text,
    @Nullable String outcome,
    @Nullable String tool,
    @Nullable Long tookMs,
    @Nullable String confirmation,
    @Nullable AuditEntry audit) {

  /** Where it is drawn. */
  enum Lane {
    CONVERSATION,
    TOOLS,
    AUTHENTICATION,
    AUDIT
  }

  static TimelineStep of(long number, Instant at, Lane lane, String kind, String text) {
    return new TimelineStep(number, at, lane, kind, text, null, null, null, null, null);
  }

  static TimelineStep audited(long number, AuditEntry entry, String text) {
    return new TimelineStep(
        number, entry.at(), Lane.AUDIT, "audit", text, null, null, null, null, entry);
  }
}
