package org.voiceteller.http.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.persistence.console.CallChain;
import org.voiceteller.persistence.console.ConsentRow;
import org.voiceteller.persistence.console.StoredEntry;

/** The audit log and what customers agreed to, in the shapes of {@code openapi.yaml}. */
final class AuditViews {

  private AuditViews() {}

  record Chain(boolean whole, int entries, @Nullable String head, @Nullable String finding) {

    static Chain of(CallChain chain) {
      return new Chain(chain.whole(), chain.entries(), chain.head(), chain.finding());
    }
  }

  record CallAudit(List<Entry> entries, Chain chain) {}

  record Entry(
      String auditId,
      long number,
      Instant at,
      String callId,
      @Nullable String customerId,
      String action,
      @Nullable String resource,
      String result,
      int level,
      @Nullable String address,
      String jurisdiction,
      boolean personalDataSeen,
      List<String> flags,
      @Nullable String hash) {

    static Entry of(StoredEntry stored) {
      return of(stored.entry(), stored.hash());
    }

    static Entry of(AuditEntry entry, @Nullable String hash) {
      return new Entry(
          entry.auditId(),
          entry.number(),
          entry.at(),
          entry.callId(),
          entry.customerId(),
          entry.action(),
          entry.resource(),
          entry.result().name(),
          entry.level().number(),
          entry.address(),
          entry.jurisdiction(),
          entry.personalDataSeen(),
          entry.flags(),
          hash);
    }
  }

  record Consent(
      String callId,
      @Nullable String customerId,
      String kind,
      @Nullable String basis,
      @Nullable String rule,
      @Nullable String textVersion,
      @Nullable String jurisdiction,
      Instant at) {

    static Consent of(ConsentRow row) {
      return new Consent(
          row.callId(),
          row.customerId(),
          row.kind(),
          row.basis(),
          row.rule(),
          row.textVersion(),
          row.jurisdiction(),
          row.at());
    }
  }
}
