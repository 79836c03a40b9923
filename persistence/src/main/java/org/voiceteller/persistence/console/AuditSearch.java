package org.voiceteller.persistence.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.persistence.console.Stretch.Condition;
import org.voiceteller.persistence.dynamodb.ItemFields;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Audit entries from {@code Banking_AuditLogs}, by time: a customer's, those of an action in a
 * period, or all of a period. All that is asked for beyond that narrows them down. Entries from
 * before they were found by their day are found by their customer and their call.
 */
public final class AuditSearch {

  private static final Duration USUAL = Duration.ofDays(1);

  /** A call that used every tool as often as it may writes a few hundred. */
  private static final int MOST_OF_A_CALL = 10_000;

  private final DynamoDbAsyncClient client;
  private final Lists lists;
  private final InstantSource clock;

  AuditSearch(DynamoDbAsyncClient client, InstantSource clock) {
    this.client = client;
    this.lists = new Lists(client);
    this.clock = clock;
  }

  /**
   * Which entries are wanted; null narrows nothing down.
   *
   * @param from inclusive; null for the day before the end, or, of a customer, for any time
   * @param to exclusive; null for now
   */
  public record Wanted(
      @Nullable String customerId,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String action,
      AuditEntry.@Nullable Result result,
      @Nullable String flag,
      @Nullable Boolean personalData) {

    /** Of the last day. */
    public static Wanted all() {
      return new Wanted(null, null, null, null, null, null, null);
    }
  }

  /**
   * @return fails with a {@link BadQueryException} when it cannot be asked like that
   */
  public CompletionStage<Page<StoredEntry>> page(Wanted wanted, Paging paging) {
    boolean needsNoPeriod =
        wanted.customerId() != null && wanted.from() == null && wanted.to() == null;
    return lists.page(
        wanted,
        paging,
        () ->
            needsNoPeriod
                ? null
                : Period.of(wanted.from(), wanted.to(), usual(wanted), clock.instant()),
        1,
        period -> List.of(stretch(wanted, period, paging.isAscending())),
        StoredEntry::of);
  }

  private static Duration usual(Wanted wanted) {
    return wanted.customerId() == null ? USUAL : Period.LONGEST;
  }

  /** All entries of a call in their order; none when there is no such call. */
  public CompletionStage<List<StoredEntry>> ofCall(String callId) {
    return ofCall(callId, Map.of(), new ArrayList<>());
  }

  private CompletionStage<List<StoredEntry>> ofCall(
      String callId, Map<String, AttributeValue> after, List<StoredEntry> all) {
    QueryRequest.Builder query =
        QueryRequest.builder()
            .tableName(Table.AUDIT_LOGS.tableName())
            .keyConditionExpression("sessionId = :call")
            .expressionAttributeValues(Map.of(":call", AttributeValue.fromS(callId)));
    if (!after.isEmpty()) {
      query.exclusiveStartKey(after);
    }
    return client
        .query(query.build())
        .thenCompose(
            answer -> {
              answer.items().stream()
                  .map(item -> StoredEntry.of(new ItemFields(Table.AUDIT_LOGS, item)))
                  .forEach(all::add);
              return answer.hasLastEvaluatedKey() && all.size() < MOST_OF_A_CALL
                  ? ofCall(callId, answer.lastEvaluatedKey(), all)
                  : CompletableFuture.completedFuture(List.copyOf(all));
            });
  }

  private static Stretch stretch(Wanted wanted, @Nullable Period period, boolean ascending) {
    String action = wanted.action();
    List<Condition> narrowed = narrowed(wanted);
    String first = period == null ? null : period.first();
    String last = period == null ? null : period.last();
    if (wanted.customerId() != null) {
      if (action != null) {
        narrowed.add(Condition.is("action", action));
      }
      return new Stretch(
          Table.AUDIT_LOGS,
          "byCustomer",
          List.of(wanted.customerId()),
          first,
          last,
          ascending,
          narrowed);
    }
    List<String> days = period == null ? List.of() : period.days(ascending);
    return action == null
        ? new Stretch(
            Table.AUDIT_LOGS,
            isOfMarked(wanted) ? "byMark" : "byDay",
            days,
            first,
            last,
            ascending,
            narrowed)
        : new Stretch(
            Table.AUDIT_LOGS,
            "byAction",
            days.stream().map(day -> action + "#" + day).toList(),
            first,
            last,
            ascending,
            narrowed);
  }

  /** Whether all that it can find is marked: then nothing else is looked at. */
  private static boolean isOfMarked(Wanted wanted) {
    return wanted.flag() != null
        || switch (wanted.result()) {
          case REFUSED, FAILED, CANCELLED -> true;
          case SUCCESS, PROPOSED -> false;
          case null -> false;
        };
  }

  private static List<Condition> narrowed(Wanted wanted) {
    List<Condition> conditions = new ArrayList<>();
    if (wanted.result() != null) {
      conditions.add(Condition.is("result", wanted.result().name()));
    }
    if (wanted.flag() != null) {
      conditions.add(Condition.contains("compliance_flags", wanted.flag()));
    }
    if (wanted.personalData() != null) {
      conditions.add(Condition.is("pii_accessed", wanted.personalData()));
    }
    return conditions;
  }
}
