package org.voiceteller.persistence.console;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.voiceteller.persistence.console.Stretch.Condition;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Disclosures and consents of a period from {@code Banking_Consents}, by time. */
public final class ConsentList {

  private final Lists lists;
  private final InstantSource clock;

  ConsentList(DynamoDbAsyncClient client, InstantSource clock) {
    this.lists = new Lists(client);
    this.clock = clock;
  }

  /**
   * Which are wanted; null narrows nothing down.
   *
   * @param from inclusive; null for 400 days before the end
   * @param to exclusive; null for now
   */
  public record Wanted(
      @Nullable String kind,
      @Nullable String textVersion,
      @Nullable Instant from,
      @Nullable Instant to) {}

  /**
   * @return fails with a {@link BadQueryException} when it cannot be asked like that
   */
  public CompletionStage<Page<ConsentRow>> page(Wanted wanted, Paging paging) {
    return lists.page(
        wanted,
        paging,
        () -> Period.of(wanted.from(), wanted.to(), Period.LONGEST, clock.instant()),
        1,
        period -> List.of(stretch(wanted, period, paging.isAscending())),
        ConsentRow::of);
  }

  private static Stretch stretch(Wanted wanted, @Nullable Period period, boolean ascending) {
    List<Condition> conditions = new ArrayList<>();
    if (wanted.kind() != null) {
      conditions.add(Condition.is("kind", wanted.kind()));
    }
    if (wanted.textVersion() != null) {
      conditions.add(Condition.is("textVersion", wanted.textVersion()));
    }
    return new Stretch(
        Table.CONSENTS,
        "byDay",
        period == null ? List.of() : period.days(ascending),
        period == null ? null : period.first(),
        period == null ? null : period.last(),
        ascending,
        conditions);
  }
}
