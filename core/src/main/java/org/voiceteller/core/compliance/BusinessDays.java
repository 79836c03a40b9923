package org.voiceteller.core.compliance;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/**
 * The days on which the bank does its business: Mondays to Fridays without the holidays of the
 * Federal Reserve Banks (12 CFR 1005.2(d)). A holiday on a Sunday is kept on Monday; one on a
 * Saturday is not moved, and the Friday before stays a business day. A business day lasts until
 * midnight (comment 2(d)-1).
 */
public final class BusinessDays {

  private static final int JUNETEENTH_SINCE = 2021;

  private BusinessDays() {}

  /** The holiday that is kept on this day, a Monday after a Sunday included. */
  public static Optional<String> holiday(LocalDate day) {
    return onItsDay(day)
        .or(
            () ->
                day.getDayOfWeek() == DayOfWeek.MONDAY
                    ? ofFixedDate(day.minusDays(1))
                    : Optional.empty());
  }

  public static boolean isBusinessDay(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY
        && day.getDayOfWeek() != DayOfWeek.SUNDAY
        && holiday(day).isEmpty();
  }

  /**
   * The last day of a period of so many business days that begins the day after this one: the day
   * itself never counts, business day or not.
   *
   * @param count at least 1
   */
  public static LocalDate after(LocalDate day, int count) {
    return counted(day, count, 1);
  }

  /**
   * The day that lies so many business days before this one.
   *
   * @param count at least 1
   */
  public static LocalDate before(LocalDate day, int count) {
    return counted(day, count, -1);
  }

  /** How many business days lie after the first day, up to and including the last. */
  public static int between(LocalDate first, LocalDate last) {
    int count = 0;
    for (LocalDate day = first.plusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
      count += isBusinessDay(day) ? 1 : 0;
    }
    return count;
  }

  private static LocalDate counted(LocalDate from, int count, int step) {
    if (count < 1) {
      throw new IllegalArgumentException("Expected at least 1 business day, but it is " + count);
    }
    LocalDate day = from;
    for (int left = count; left > 0; ) {
      day = day.plusDays(step);
      left -= isBusinessDay(day) ? 1 : 0;
    }
    return day;
  }

  private static Optional<String> onItsDay(LocalDate day) {
    // A Saturday's or Sunday's own date is no business day anyhow; its name still belongs to it.
    return ofFixedDate(day).or(() -> ofWeekday(day));
  }

  private static Optional<String> ofFixedDate(LocalDate day) {
    MonthDay date = MonthDay.from(day);
    if (date.equals(MonthDay.of(Month.JANUARY, 1))) {
      return Optional.of("New Year's Day");
    }
    if (date.equals(MonthDay.of(Month.JUNE, 19)) && day.getYear() >= JUNETEENTH_SINCE) {
      return Optional.of("Juneteenth National Independence Day");
    }
    if (date.equals(MonthDay.of(Month.JULY, 4))) {
      return Optional.of("Independence Day");
    }
    if (date.equals(MonthDay.of(Month.NOVEMBER, 11))) {
      return Optional.of("Veterans Day");
    }
    return date.equals(MonthDay.of(Month.DECEMBER, 25))
        ? Optional.of("Christmas Day")
        : Optional.empty();
  }

  private static Optional<String> ofWeekday(LocalDate day) {
    if (isWeekday(day, Month.JANUARY, DayOfWeek.MONDAY, 3)) {
      return Optional.of("Birthday of Martin Luther King, Jr");
    }
    if (isWeekday(day, Month.FEBRUARY, DayOfWeek.MONDAY, 3)) {
      return Optional.of("Washington's Birthday");
    }
    if (isWeekday(day, Month.MAY, DayOfWeek.MONDAY, -1)) {
      return Optional.of("Memorial Day");
    }
    if (isWeekday(day, Month.SEPTEMBER, DayOfWeek.MONDAY, 1)) {
      return Optional.of("Labor Day");
    }
    if (isWeekday(day, Month.OCTOBER, DayOfWeek.MONDAY, 2)) {
      return Optional.of("Columbus Day");
    }
    return isWeekday(day, Month.NOVEMBER, DayOfWeek.THURSDAY, 4)
        ? Optional.of("Thanksgiving Day")
        : Optional.empty();
  }

  /**
   * @param ordinal 1 for the first of the month, -1 for the last
   */
  private static boolean isWeekday(LocalDate day, Month month, DayOfWeek weekday, int ordinal) {
    return day.getMonth() == month
        && day.equals(day.with(TemporalAdjusters.dayOfWeekInMonth(ordinal, weekday)));
  }
}
