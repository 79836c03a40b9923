package org.voiceteller.persistence.personal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.AuditIds;
import org.voiceteller.core.audit.AuditLedger;
import org.voiceteller.core.audit.Chained;
import org.voiceteller.core.authentication.Level;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * Makes the personal data of a customer unreadable for good: destroys the keys of the customer,
 * which their accounts, cards, transfers, bills and cases are sealed with too, and of every call
 * that they were on, takes what was copied out of the tables, and audits that it was done. May be
 * repeated; what was done stays done.
 */
public final class Erasure {

  private final SubjectKeys keys;
  private final PersonalCopies copies;
  private final AuditLedger ledger;

  public Erasure(SubjectKeys keys, DynamoDbAsyncClient tables, AuditLedger ledger) {
    this.keys = keys;
    this.copies = new PersonalCopies(tables);
    this.ledger = ledger;
  }

  /**
   * @param reason a short code or reference for the audit, as {@code REQUEST-2026-17}; nothing
   *     personal
   * @return how many calls were erased, when all is done and audited
   */
  public CompletionStage<Integer> erase(
      String customerId, String reason, String jurisdiction, Instant now) {
    if (!keys.isOn()) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("Personal data is not encrypted here"));
    }
    return keys.linked(customerId)
        .thenCompose(
            calls -> {
              List<String> subjects = new ArrayList<>(calls);
              subjects.addFirst(Subject.ofCustomer(customerId));
              return all(subjects.stream().map(subject -> keys.erase(subject, now)).toList())
                  .thenCompose(_ -> copies.empty(customerId, calls))
                  .thenCompose(_ -> ledger.append(entry(customerId, reason, jurisdiction, now)))
                  .thenApply(_ -> calls.size());
            });
  }

  private static Chained entry(String customerId, String reason, String jurisdiction, Instant now) {
    String work = "ERASURE-" + customerId + "-" + now.toEpochMilli();
    return Chained.first(
        new AuditEntry(
            AuditIds.of(work, 1, now),
            1,
            now,
            customerId,
            work,
            AuditAction.ERASE_CUSTOMER.name(),
            reason,
            AuditEntry.Result.SUCCESS,
            Level.NONE,
            null,
            jurisdiction,
            false,
            List.of()));
  }

  private static CompletionStage<Void> all(List<? extends CompletionStage<?>> stages) {
    return CompletableFuture.allOf(
        stages.stream()
            .map(CompletionStage::toCompletableFuture)
            .toArray(CompletableFuture<?>[]::new));
  }
}
