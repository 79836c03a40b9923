package org.voiceteller.persistence.console;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceteller.persistence.dynamodb.Items;

/**
 * A stretch of time.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record Period(Instant from, Instant to) {

  /** As long as it may be. */
  public static final Duration LONGEST = Duration.ofDays(400);

  /**
   * @throws BadQueryException when it ends before it begins, or is too long
   */
  public Period {
    if (!from.isBefore(to)) {
      throw new BadQueryException(
          BadQueryException.Fault.PERIOD, "Expected \"from\" before \"to\", but it is not");
    }
    if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw new BadQueryException(
          BadQueryException.Fault.PERIOD,
          "Expected no more than 400 days from \"from\" to \"to\", but it is more");
    }
  }

  /**
   * What is meant when one end or both are not said: up to now, and so long.
   *
   * @param usual of a period whose beginning is not said
   */
  static Period of(@Nullable Instant from, @Nullable Instant to, Duration usual, Instant now) {
    if (to != null) {
      return new Period(from == null ? to.minus(usual) : from, to);
    }
    // What happens in this very moment belongs to it.
    Instant end = now.plusMillis(1);
    if (from == null) {
      return new Period(end.minus(usual), end);
    }
    Instant latest = from.plus(LONGEST);
    return new Period(from, latest.isBefore(end) ? latest : end);
  }

  /** The days in UTC that it touches, in this order. */
  List<String> days(boolean ascending) {
    List<String> days =
        LocalDate.ofInstant(from, ZoneOffset.UTC)
            .datesUntil(LocalDate.ofInstant(to.minusNanos(1), ZoneOffset.UTC).plusDays(1))
            .map(LocalDate::toString)
            .toList();
    return ascending ? days : days.reversed();
  }

  /** The first time that is in it, as sort keys are written. */
  String first() {
    return Items.timeText(from);
  }

  /** The last one. */
  String last() {
    return Items.timeText(to.minusNanos(1));
  }
}
