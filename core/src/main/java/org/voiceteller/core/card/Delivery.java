package org.voiceteller.core.card;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How far a new card is on its way to its holder.
 *
 * @param expectedFrom the first day on which it may arrive
 * @param expectedUntil the last one
 * @param since when this step was reached
 * @param carrier who brings it; null before it is shipped
 * @param trackingNumber the carrier's; null before it is shipped
 */
public record Delivery(
    Step step,
    LocalDate expectedFrom,
    LocalDate expectedUntil,
    Instant since,
    @Nullable String carrier,
    @Nullable String trackingNumber) {

  /** In the order in which they are reached; none is reached twice or gone back to. */
  public enum Step {
    ORDERED,
    PRODUCED,
    SHIPPED,
    DELIVERED
  }

  static Delivery ordered(LocalDate expectedFrom, LocalDate expectedUntil, Instant at) {
    return new Delivery(Step.ORDERED, expectedFrom, expectedUntil, at, null, null);
  }

  Delivery reached(Step next, Instant at) {
    return new Delivery(next, expectedFrom, expectedUntil, at, carrier, trackingNumber);
  }

  Delivery shippedBy(String by, String number, Instant at) {
    return new Delivery(Step.SHIPPED, expectedFrom, expectedUntil, at, by, number);
  }
}
