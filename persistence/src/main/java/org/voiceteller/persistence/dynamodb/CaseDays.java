package org.voiceteller.persistence.dynamodb;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.compliance.BusinessDays;
import org.voiceteller.core.compliance.CaseClocks;
import org.voiceteller.core.compliance.RegulationE;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The days of a case as its row in {@code Banking_Disputes} holds them: by when what must have
 * happened, whether it has, and what says so. Which of them run is what {@code
 * DisputeCase.pending()} says of the case itself, and after the decision the money that it moves.
 */
public final class CaseDays {

  private static final String PROMISE = "The bank's promise";
  private static final String DECIDED_AT = "decidedAt";

  private CaseDays() {}

  /** What has to happen, or is going to. */
  public enum Name {
    ACKNOWLEDGEMENT,
    /** As the bank promises it. */
    PROVISIONAL_CREDIT,
    LAWFUL_CREDIT,
    PROMISED_RESOLUTION,
    LAWFUL_RESOLUTION,
    /** What the customer is still owed once the case is decided for them. */
    CORRECTION,
    /** The first day on which the provisional credit may be taken back. */
    REVERSAL
  }

  /**
   * One of them.
   *
   * @param due the last day on which it is in time
   * @param running whether it must still happen
   * @param doneAt when it happened, or was not needed any more; null while it has not
   * @param warned whether somebody was told that it is near
   * @param missed whether somebody was told that it is too late
   * @param rule its source, as {@code 12 CFR 1005.11(c)(2)}
   */
  public record Day(
      Name name,
      LocalDate due,
      boolean running,
      @Nullable Instant doneAt,
      boolean warned,
      boolean missed,
      String rule) {}

  /** All days of the case, earliest first. */
  public static List<Day> of(Map<String, AttributeValue> row) {
    ItemFields item = new ItemFields(Table.DISPUTES, row);
    List<Day> days = new ArrayList<>();
    Instant decidedAt = item.optionalTime(DECIDED_AT);
    add(
        days,
        item,
        Name.ACKNOWLEDGEMENT,
        item.optionalDay("acknowledgeBy"),
        first(item.optionalTime("acknowledgedAt"), decidedAt),
        "12 CFR 1026.13(c)(1)");
    if (isCreditOwed(item)) {
      Instant credited = first(item.optionalTime("posted_CREDIT"), decidedAt);
      add(days, item, Name.PROVISIONAL_CREDIT, item.optionalDay("creditBy"), credited, PROMISE);
      add(
          days,
          item,
          Name.LAWFUL_CREDIT,
          item.optionalDay("lawfulCreditBy"),
          credited,
          creditRule(item));
    }
    add(days, item, Name.PROMISED_RESOLUTION, item.optionalDay("resolveBy"), decidedAt, PROMISE);
    add(
        days,
        item,
        Name.LAWFUL_RESOLUTION,
        item.optionalDay("lawfulResolveBy"),
        decidedAt,
        isUnderE(item) ? resolutionRule(item) : "12 CFR 1026.13(c)(2)");
    add(
        days,
        item,
        Name.CORRECTION,
        correctBy(item),
        item.optionalTime("posted_CORRECTION"),
        isUnderE(item) ? "12 CFR 1005.11(c)(1)" : "12 CFR 1026.13(e)");
    add(
        days,
        item,
        Name.REVERSAL,
        item.optionalDay("reversalDue"),
        item.optionalTime("posted_REVERSAL"),
        "12 CFR 1005.11(d)(2)(ii)");
    days.sort(Comparator.comparing(Day::due));
    return List.copyOf(days);
  }

  /** What breaks, or is due, first; empty when nothing is due any more. */
  public static Optional<Day> next(Map<String, AttributeValue> row) {
    return of(row).stream().filter(Day::running).findFirst();
  }

  private static void add(
      List<Day> days,
      ItemFields item,
      Name name,
      @Nullable LocalDate due,
      @Nullable Instant doneAt,
      String rule) {
    if (due != null) {
      days.add(
          new Day(
              name,
              due,
              doneAt == null,
              doneAt,
              item.optionalText("near_" + name) != null,
              item.optionalText("missed_" + name) != null,
              rule));
    }
  }

  /** The notice was in time, something is left to credit, and what was to be confirmed is. */
  private static boolean isCreditOwed(ItemFields item) {
    return !item.day("noticeDay").isAfter(item.day("noticeInTimeUntil"))
        && item.number("minorUnits") > item.number("withheldMinorUnits")
        && (item.optionalText("writtenConfirmationBy") == null
            || item.optionalText("confirmedAt") != null);
  }

  /** Ordered with the decision; null when nothing is to be corrected. */
  private static @Nullable LocalDate correctBy(ItemFields item) {
    LocalDate decided = item.optionalDay("correctionDue");
    if (decided == null) {
      return null;
    }
    return isUnderE(item)
        ? BusinessDays.after(decided, RegulationE.CORRECTION_BUSINESS_DAYS)
        : item.day("lawfulResolveBy");
  }

  private static String creditRule(ItemFields item) {
    LocalDate usual = BusinessDays.after(item.day("noticeDay"), RegulationE.DECISION_BUSINESS_DAYS);
    return item.day("lawfulCreditBy").isAfter(usual)
        ? "12 CFR 1005.11(c)(3)(i)"
        : "12 CFR 1005.11(c)(2)(i)";
  }

  private static String resolutionRule(ItemFields item) {
    LocalDate usual = item.day("noticeDay").plusDays(RegulationE.RESOLUTION_DAYS);
    return item.day("lawfulResolveBy").isAfter(usual)
        ? "12 CFR 1005.11(c)(3)(ii)"
        : "12 CFR 1005.11(c)(2)";
  }

  private static boolean isUnderE(ItemFields item) {
    return switch (CaseClocks.Regulation.valueOf(item.text("regulation"))) {
      case E -> true;
      case Z -> false;
    };
  }

  private static @Nullable Instant first(@Nullable Instant one, @Nullable Instant other) {
    return one == null ? other : one;
  }
}
