package org.voiceteller.persistence.console;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.dispute.CaseKind;
import org.voiceteller.core.dispute.CasePolicy;
import org.voiceteller.persistence.console.Stretch.Condition;
import org.voiceteller.persistence.dynamodb.ItemFields;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Cases from {@code Banking_Disputes}: of a state, what breaks next first; of those that are closed
 * the last closed first.
 */
public final class CaseList {

  private final DynamoDbAsyncClient client;
  private final Lists lists;
  private final CasePolicy policy;
  private final InstantSource clock;

  CaseList(DynamoDbAsyncClient client, CasePolicy policy, InstantSource clock) {
    this.client = client;
    this.lists = new Lists(client);
    this.policy = policy;
    this.clock = clock;
  }

  /**
   * Which cases are wanted.
   *
   * @param kind null for both
   */
  public record Wanted(CaseRow.State state, @Nullable CaseKind kind) {}

  /**
   * @param after the {@code next} of the page before; null for the first one
   * @return fails with a {@link BadQueryException} when it cannot be asked like that
   */
  public CompletionStage<Page<CaseRow>> page(Wanted wanted, int limit, @Nullable String after) {
    boolean dueFirst =
        switch (wanted.state()) {
          case INVESTIGATING, DECIDED -> true;
          case CLOSED -> false;
        };
    LocalDate today = policy.day(clock.instant());
    Stretch stretch =
        new Stretch(
            Table.DISPUTES,
            "byState",
            List.of(wanted.state().name()),
            null,
            null,
            dueFirst,
            wanted.kind() == null
                ? List.of()
                : List.of(Condition.is("kind", wanted.kind().name())));
    return lists.page(
        wanted,
        new Paging(dueFirst ? Paging.Order.OLDEST : Paging.Order.NEWEST, limit, after),
        () -> null,
        1,
        _ -> List.of(stretch),
        item -> CaseRow.of(item, policy, today));
  }

  /** One case with its clocks; empty when there is none. */
  public CompletionStage<Optional<CaseFile>> file(String caseId) {
    LocalDate today = policy.day(clock.instant());
    return client
        .getItem(
            get ->
                get.tableName(Table.DISPUTES.tableName())
                    .key(Map.of("caseId", AttributeValue.fromS(caseId))))
        .thenApply(
            answer ->
                answer.hasItem() && !answer.item().isEmpty()
                    ? Optional.of(
                        CaseFile.of(new ItemFields(Table.DISPUTES, answer.item()), policy, today))
                    : Optional.empty());
  }
}
