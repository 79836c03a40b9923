package org.voiceteller.persistence.console;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.persistence.console.Stretch.Condition;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * Calls from {@code Banking_AuthSessions}, by when they began: those of a customer, those that have
 * not ended, or those of a period, day by day.
 */
public final class CallList {

  private static final int PRESENCES = 2;

  private final Lists lists;
  private final InstantSource clock;

  CallList(DynamoDbAsyncClient client, InstantSource clock) {
    this.lists = new Lists(client);
    this.clock = clock;
  }

  /** Which calls, by whether they have ended. */
  public enum State {
    LIVE,
    ENDED,
    ANY
  }

  /**
   * Which calls are wanted; null narrows nothing down.
   *
   * @param from inclusive; null for 400 days before the end
   * @param to exclusive; null for now
   * @param level the last one of the call
   */
  public record Wanted(
      State state,
      @Nullable String customerId,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Level level,
      @Nullable EndReason endReason) {

    /** All of the last 400 days. */
    public static Wanted all() {
      return new Wanted(State.ANY, null, null, null, null, null);
    }

    private boolean isOfAnyTime() {
      return from == null && to == null;
    }
  }

  /**
   * @return fails with a {@link BadQueryException} when it cannot be asked like that
   */
  public CompletionStage<Page<CallRow>> page(Wanted wanted, Paging paging) {
    // Who has not ended is found without a period: nobody talks for days.
    boolean needsNoPeriod =
        wanted.isOfAnyTime() && (wanted.customerId() != null || wanted.state() == State.LIVE);
    boolean byPresence = wanted.customerId() == null && wanted.state() == State.LIVE;
    return lists.page(
        wanted,
        paging,
        () ->
            needsNoPeriod
                ? null
                : Period.of(wanted.from(), wanted.to(), Period.LONGEST, clock.instant()),
        byPresence ? PRESENCES : 1,
        period -> stretches(wanted, period, paging.isAscending()),
        CallRow::of);
  }

  private static List<Stretch> stretches(
      Wanted wanted, @Nullable Period period, boolean ascending) {
    List<Condition> narrowed = narrowed(wanted);
    if (wanted.customerId() != null) {
      return List.of(
          stretch("byCustomer", List.of(wanted.customerId()), period, ascending, narrowed));
    }
    if (wanted.state() == State.LIVE) {
      return Stream.of("LIVE", "WAITING")
          .map(presence -> stretch("byPresence", List.of(presence), period, ascending, narrowed))
          .toList();
    }
    return period == null
        ? List.of(stretch("byDay", List.of(), null, ascending, narrowed))
        : List.of(stretch("byDay", period.days(ascending), period, ascending, narrowed));
  }

  private static Stretch stretch(
      String index,
      List<String> partitions,
      @Nullable Period period,
      boolean ascending,
      List<Condition> conditions) {
    return new Stretch(
        Table.AUTH_SESSIONS,
        index,
        partitions,
        period == null ? null : period.first(),
        period == null ? null : period.last(),
        ascending,
        conditions);
  }

  private static List<Condition> narrowed(Wanted wanted) {
    List<Condition> conditions = new ArrayList<>();
    switch (wanted.state()) {
      case ENDED -> conditions.add(Condition.is("state", "ENDED"));
      case LIVE -> {
        if (wanted.customerId() != null) {
          conditions.add(Condition.isNot("state", "ENDED"));
        }
      }
      case ANY -> {
        // Nothing to leave out.
      }
    }
    if (wanted.level() != null) {
      conditions.add(Condition.is("authLevel", CallRow.name(wanted.level())));
    }
    if (wanted.endReason() != null) {
      conditions.add(Condition.is("endReason", wanted.endReason().name()));
    }
    return conditions;
  }
}
