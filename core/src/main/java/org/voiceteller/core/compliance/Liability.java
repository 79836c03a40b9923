package org.voiceteller.core.compliance;

import java.time.LocalDate;
import java.util.List;
import org.voiceteller.core.money.Money;

/**
 * What a consumer can be held liable for at most after an unauthorized transfer: 12 CFR 1005.6(b).
 * A bank may ask for less and never for more (1005.6(b)(6)).
 */
public sealed interface Liability {

  /** In time after a loss or theft: 1005.6(b)(1), in whole dollars. */
  int TIMELY_DOLLARS = 50;

  /** Later than {@link #NOTICE_BUSINESS_DAYS} after it was learnt: 1005.6(b)(2), in dollars. */
  int LATE_DOLLARS = 500;

  /** After learning of the loss or theft, the day itself not counted: 1005.6(b)(1). */
  int NOTICE_BUSINESS_DAYS = 2;

  /** After the statement was sent: 1005.6(b)(3). */
  int STATEMENT_DAYS = 60;

  /** An unauthorized transfer. */
  record Unauthorized(LocalDate day, Money amount) {}

  /**
   * @param limit most that the consumer bears
   */
  record UpTo(Money limit) implements Liability {}

  /**
   * Told later than 60 days after the statement: what happened after those days has no limit.
   *
   * @param before most that the consumer bears of what happened until then
   * @param after the sum of what happened after those 60 days
   */
  record Unlimited(Money before, Money after) implements Liability {}

  /** Nothing: what the bank promises where it takes all upon itself. */
  static Liability none() {
    return new UpTo(Money.usd(0));
  }

  /** The last day on which a notice of a loss or theft is timely. */
  static LocalDate timelyUntil(LocalDate learned) {
    return BusinessDays.after(learned, NOTICE_BUSINESS_DAYS);
  }

  /**
   * The limit after a card was lost or stolen.
   *
   * @param statement when the statement that first shows one of the transfers was sent
   * @param transfers all before the notice, in dollars
   */
  static Liability afterLoss(
      LocalDate learned, LocalDate notice, LocalDate statement, List<Unauthorized> transfers) {
    LocalDate timely = timelyUntil(learned);
    LocalDate statementUntil = statement.plusDays(STATEMENT_DAYS);
    List<Unauthorized> early =
        transfers.stream().filter(transfer -> !transfer.day().isAfter(statementUntil)).toList();
    Money limit = tiers(timely, notice, early);
    return notice.isAfter(statementUntil)
        ? new Unlimited(limit, sum(transfers).minus(sum(early)))
        : new UpTo(limit);
  }

  /**
   * The limit when no card was lost or stolen, as when only its number was used: 1005.6(b)(3) alone
   * counts (comment 6(b)(3)-2).
   */
  static Liability withoutLoss(
      LocalDate notice, LocalDate statement, List<Unauthorized> transfers) {
    LocalDate statementUntil = statement.plusDays(STATEMENT_DAYS);
    return notice.isAfter(statementUntil)
        ? new Unlimited(
            Money.usd(0),
            sum(
                transfers.stream()
                    .filter(transfer -> transfer.day().isAfter(statementUntil))
                    .toList()))
        : none();
  }

  private static Money tiers(LocalDate timely, LocalDate notice, List<Unauthorized> transfers) {
    if (!notice.isAfter(timely)) {
      return least(Money.usd(100L * TIMELY_DOLLARS), sum(transfers));
    }
    List<Unauthorized> within =
        transfers.stream().filter(transfer -> !transfer.day().isAfter(timely)).toList();
    Money first = least(Money.usd(100L * TIMELY_DOLLARS), sum(within));
    Money rest = sum(transfers).minus(sum(within));
    return least(Money.usd(100L * LATE_DOLLARS), first.plus(rest));
  }

  private static Money sum(List<Unauthorized> transfers) {
    return transfers.stream().map(Unauthorized::amount).reduce(Money.usd(0), Money::plus);
  }

  private static Money least(Money a, Money b) {
    return a.minus(b).isNegative() ? a : b;
  }
}
