package org.voiceteller.core.card;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What has happened to a card. Of its number only the last four digits are ever known here. */
public sealed interface CardEvent {

  Instant at();

  /** A card that its holder has in hands. */
  record Issued(String cardId, String customerId, String accountId, String lastFour, Instant at)
      implements CardEvent {}

  /**
   * A card was ordered in the place of another; its number is not known before it is produced.
   *
   * @param replaces the card whose place it takes
   */
  record Ordered(
      String cardId,
      String customerId,
      String accountId,
      String replaces,
      LocalDate expectedFrom,
      LocalDate expectedUntil,
      Instant at)
      implements CardEvent {}

  record Produced(String lastFour, Instant at) implements CardEvent {}

  record Shipped(String carrier, String trackingNumber, Instant at) implements CardEvent {}

  /** In its holder's hands; from now on it can be used. */
  record Delivered(Instant at) implements CardEvent {}

  record Frozen(Instant at) implements CardEvent {}

  record Unfrozen(Instant at) implements CardEvent {}

  /**
   * Out of use for good.
   *
   * @param replacementCardId the card that is ordered in its place
   * @param expectedFrom the first day on which that one may arrive
   */
  record Deactivated(
      DeactivationCause cause,
      String replacementCardId,
      LocalDate expectedFrom,
      LocalDate expectedUntil,
      @Nullable String requestId,
      Instant at)
      implements CardEvent {}

  /** The replacement knows of its order and stands among the customer's cards. */
  record ReplacementOrdered(Instant at) implements CardEvent {}

  /** The replacement is in its holder's hands. */
  record Replaced(Instant at) implements CardEvent {}
}
