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
 * Makes the personal data of a customer unreadable for good: destroys the keys of the customer, of
 * every call that they were on and of their accounts, cards and cases, takes what was copied out of
 * the tables, and audits that it was done. May be repeated; what was done stays done.
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
   * @return how many calls were erased with the customer's accounts, cards and cases, when all is
   *     done and audited
   */
  public CompletionStage<Integer> erase(
      String customerId, String reason, String jurisdiction, Instant now) {
    return keys.linked(customerId)
        .thenCompose(
            linked -> {
              List<String> subjects = new ArrayList<>(linked);
              subjects.addFirst(Subjects.ofCustomer(customerId));
              List<String> calls = of("call|", linked);
              return all(subjects.stream().map(subject -> keys.erase(subject, now)).toList())
                  .thenCompose(_ -> copies.empty(customerId, calls, of("account|", linked)))
                  .thenCompose(_ -> ledger.append(entry(customerId, reason, jurisdiction, now)))
                  .thenApply(_ -> calls.size());
            });
  }

  /** The ids of the entities of one kind. */
  private static List<String> of(String kind, List<String> linked) {
    return linked.stream()
        .filter(subject -> subject.startsWith(kind))
        .map(subject -> subject.substring(kind.length()))
        .toList();
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
