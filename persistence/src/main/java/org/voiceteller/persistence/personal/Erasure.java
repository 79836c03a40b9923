package org.voiceteller.persistence.personal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.AuditIds;
import org.voiceteller.core.audit.AuditLedger;
import org.voiceteller.core.audit.Chained;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Makes the personal data of a customer unreadable for good: destroys the keys of the customer and
 * of every call that they were on, takes what was copied out of the tables, and audits that it was
 * done. May be repeated; what was done stays done.
 */
public final class Erasure {

  private final SubjectKeys keys;
  private final DynamoDbAsyncClient tables;
  private final AuditLedger ledger;

  public Erasure(SubjectKeys keys, DynamoDbAsyncClient tables, AuditLedger ledger) {
    this.keys = keys;
    this.tables = tables;
    this.ledger = ledger;
  }

  /**
   * @param reason a short code or reference for the audit, as {@code REQUEST-2026-17}; nothing
   *     personal
   * @return how many calls were erased, when all is done and audited
   */
  public CompletionStage<Integer> erase(
      String customerId, String reason, String jurisdiction, Instant now) {
    return keys.linked(customerId)
        .thenCompose(
            calls -> {
              List<String> subjects = new ArrayList<>(calls);
              subjects.addFirst("customer|" + customerId);
              return all(subjects.stream().map(subject -> keys.erase(subject, now)).toList())
                  .thenCompose(_ -> emptyTables(customerId, calls))
                  .thenCompose(
                      _ -> ledger.append(entry(customerId, reason, jurisdiction, now)))
                  .thenApply(_ -> calls.size());
            });
  }

  private CompletionStage<Void> emptyTables(String customerId, List<String> calls) {
    List<CompletionStage<?>> changes = new ArrayList<>();
    changes.add(
        update(
            Table.CUSTOMERS,
            "customerId",
            customerId,
            "SET fullName = :erased REMOVE phoneLastFour",
            Map.of(":erased", AttributeValue.fromS(PersonalFields.ERASED))));
    for (String call : calls) {
      changes.add(
          update(
              Table.AUTH_SESSIONS,
              "sessionId",
              call.substring(call.indexOf('|') + 1),
              "REMOVE ipAddress",
              Map.of()));
    }
    return all(changes);
  }

  /** Of an item that is there: none is made. */
  private CompletionStage<?> update(
      Table table, String key, String id, String change, Map<String, AttributeValue> values) {
    return tables
        .updateItem(
            update -> {
              update
                  .tableName(table.tableName())
                  .key(Map.of(key, AttributeValue.fromS(id)))
                  .updateExpression(change)
                  .conditionExpression("attribute_exists(" + key + ")");
              if (!values.isEmpty()) {
                update.expressionAttributeValues(values);
              }
            })
        .handle(
            (_, failure) -> {
              Throwable cause =
                  failure instanceof CompletionException && failure.getCause() != null
                      ? failure.getCause()
                      : failure;
              if (cause != null && !(cause instanceof ConditionalCheckFailedException)) {
                throw new CompletionException(cause);
              }
              return id;
            });
  }

  private static Chained entry(
      String customerId, String reason, String jurisdiction, Instant now) {
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
