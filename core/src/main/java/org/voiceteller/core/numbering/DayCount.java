package org.voiceteller.core.numbering;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.voiceteller.core.decision.Decision;

/**
 * The count of one kind of number on one of the bank's days: 1 for the first request, and the same
 * number for ever for the same request.
 */
public final class DayCount {

  /** Why a request was given no number. */
  public enum Refusal {
    REQUEST_ID_TOO_LONG,
    /** More than a bank's whole day can hold: something asks in a circle. */
    DAY_IS_FULL
  }

  /** Characters of a request's id. */
  public static final int LONGEST_REQUEST_ID = 200;

  /** Numbers of one kind on one day. */
  public static final int MOST_NUMBERS = 999_999;

  // Grows by one entry with each event and is never copied: a busy day has many numbers.
  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  /**
   * A count that does not change any more.
   *
   * @param requestIds in the order of their numbers, which begin with 1
   */
  public record Counted(List<String> requestIds) {
    public Counted {
      requestIds = List.copyOf(requestIds);
    }
  }

  private DayCount() {}

  /** A count that goes on from there. */
  public static DayCount from(Counted counted) {
    DayCount count = new DayCount();
    counted.requestIds().forEach(id -> count.numbers.put(id, count.numbers.size() + 1));
    return count;
  }

  /** As it stands now. */
  public Counted counted() {
    return new Counted(List.copyOf(numbers.keySet()));
  }

  public static DayCount empty() {
    return new DayCount();
  }

  /** The number that this request was given; empty when it was not. */
  public OptionalInt of(String requestId) {
    Integer number = numbers.get(requestId);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  public Decision<NumberingEvent, Refusal> number(String requestId, Instant now) {
    if (requestId.length() > LONGEST_REQUEST_ID) {
      return Decision.refuse(Refusal.REQUEST_ID_TOO_LONG);
    }
    if (numbers.containsKey(requestId)) {
      return Decision.alreadyDone();
    }
    return numbers.size() >= MOST_NUMBERS
        ? Decision.refuse(Refusal.DAY_IS_FULL)
        : Decision.accept(new NumberingEvent.Numbered(requestId, numbers.size() + 1, now));
  }

  /** Total: history is never refused. Changes this count, which belongs to one entity alone. */
  public DayCount apply(NumberingEvent event) {
    switch (event) {
      case NumberingEvent.Numbered(var requestId, var number, _) ->
          numbers.putIfAbsent(requestId, number);
    }
    return this;
  }
}
