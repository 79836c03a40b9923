package org.voiceteller.localsonic.dialogue.slot;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceteller.localsonic.dialogue.language.SpokenNumbers;

/** Days, weeks, months and stretches of time in what was said, seen from today. */
final class Dates {

  private static final String MONTH =
      "(january|february|march|april|may|june|july|august|september|october|november|december"
          + "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)";
  private static final String WEEKDAY =
      "(monday|tuesday|wednesday|thursday|friday|saturday|sunday)";
  private static final Pattern ISO = Pattern.compile("\\b(\\d{4})[- ](\\d{2})[- ](\\d{2})\\b");
  private static final Pattern SLASHED =
      Pattern.compile("\\b(\\d{1,2})[/ ](\\d{1,2})[/ ](\\d{4})\\b|\\b(\\d{1,2})/(\\d{1,2})\\b");
  private static final Pattern MONTH_DAY =
      Pattern.compile("\\b" + MONTH + " (?:the )?(\\d{1,2})(?:st|nd|rd|th)?\\b(?: (\\d{4}))?");
  private static final Pattern DAY_MONTH =
      Pattern.compile("\\b(\\d{1,2})(?:st|nd|rd|th)? (?:of )?" + MONTH + "\\b(?: (\\d{4}))?");
  private static final Pattern MONTH_ALONE =
      Pattern.compile(
          "\\b(?:(in|for|of|since|during|from|until|last|after|before|my|the)? ?)"
              + MONTH
              + "\\b(?: (\\d{4}))?");
  private static final Pattern AGO =
      Pattern.compile("\\b(\\d+|a|an|one|couple of) (day|week|month|year)s? ago\\b");
  private static final Pattern PAST =
      Pattern.compile("\\b(?:last|past|previous) (\\d+|couple of|few) (day|week|month|year)s?\\b");
  private static final Pattern LAST =
      Pattern.compile("\\b(last|past|previous|this|current|next) (week|month|year)\\b");
  private static final Pattern ON_WEEKDAY =
      Pattern.compile("\\b(?:(last|next|this|on) )?" + WEEKDAY + "\\b");
  private static final Pattern THE_DAY =
      Pattern.compile(
          "\\b(?:on|of|since|from|until|for|by|starting|beginning) the (\\d{1,2})\\b"
              + "|^the (\\d{1,2})(?: please)?$");
  private static final Pattern DAY_OF_MONTH =
      Pattern.compile(
          "\\b(\\d{1,2}|last day|end) of (?:the )?(next|this|last|the|every|each|month)\\b");
  private static final Pattern FROM_NOW =
      Pattern.compile(
          "\\b(\\d+|a|one|a couple of) (day|week|month|year)s? (?:away )?from (?:now|today)\\b");
  private static final Pattern WEEKDAY_OF_WEEK =
      Pattern.compile(
          "\\b"
              + WEEKDAY
              + " (?:of )?(last|this|next) week\\b|\\b(last|this|next) week(?: on)? "
              + WEEKDAY
              + "\\b");
  private static final Pattern IN_TIME =
      Pattern.compile(
          "\\bin (\\d+|a|an|one|a couple of|couple of|a few) (day|week|month|year)s?\\b");
  private static final Pattern ORDINAL_DAY =
      Pattern.compile("(?i)\\b(?:the|last|next) (\\d{1,2})(?:st|nd|rd|th)\\b");
  private static final Pattern BARE_DAY = Pattern.compile("(?:the )?(\\d{1,2})");
  private static final Pattern OPEN_END =
      Pattern.compile("\\b(since|after|starting|from)( the)? $");
  private static final Pattern OPEN_START =
      Pattern.compile("\\b(before|until|till|up to|by)( the)? $");
  private static final Pattern FROM_TO =
      Pattern.compile(
          "\\b(?:from|between|starting(?: on)?|since) (.+?) (?:to|and|until|through|till) (.+)$");

  private Dates() {}

  /** A stretch of days, both included; a missing end is open. */
  record Period(Optional<LocalDate> from, Optional<LocalDate> to) {

    static Period of(LocalDate from, LocalDate to) {
      return new Period(Optional.of(from), Optional.of(to));
    }

    static Period day(LocalDate day) {
      return of(day, day);
    }
  }

  private record Found(Period period, int start) {}

  /**
   * @param ahead a date without a year is the next such, not the last
   */
  static Optional<Period> in(String text, LocalDate today, boolean ahead) {
    var plain = withSlashes(text, SpokenNumbers.inFigures(text));
    var range = FROM_TO.matcher(plain);
    if (range.find()) {
      var second = find(atDay(range.group(2)), today, ahead);
      var first =
          second
              .flatMap(found -> sameMonth(range.group(1), found.period()))
              .or(() -> find(atDay(range.group(1)), today, ahead));
      if (first.isPresent() && second.isPresent()) {
        var from = first.get().period().from();
        var to = second.get().period().to();
        return Optional.of(new Period(from, to));
      }
    }
    var found = find(plain, today, ahead);
    if (found.isEmpty()) {
      var ordinal = ORDINAL_DAY.matcher(text);
      return ordinal.find()
          ? nearDay(number(ordinal, 1), today, ahead).map(Period::day)
          : Optional.empty();
    }
    var before = plain.substring(0, found.get().start());
    var period = found.get().period();
    if (OPEN_END.matcher(before).find()) {
      return Optional.of(new Period(period.from(), Optional.empty()));
    }
    return OPEN_START.matcher(before).find()
        ? Optional.of(new Period(Optional.empty(), period.to()))
        : Optional.of(period);
  }

  /** "The 3rd" of "from the 3rd to the 6th of January". */
  private static Optional<Found> sameMonth(String text, Period second) {
    var day = BARE_DAY.matcher(text.strip());
    return day.matches()
        ? second
            .from()
            .filter(last -> number(day, 1) <= last.getDayOfMonth())
            .map(last -> new Found(Period.day(last.withDayOfMonth(number(day, 1))), 0))
        : Optional.empty();
  }

  private static String atDay(String text) {
    var plain = text.strip();
    return BARE_DAY.matcher(plain).lookingAt() && plain.startsWith("the ") ? "on " + plain : plain;
  }

  /** The month meant: "January", "last month", or the month of a date. */
  static Optional<YearMonth> month(String text, LocalDate today) {
    return in(text, today, false)
        .flatMap(period -> period.from().or(period::to))
        .map(YearMonth::from)
        .filter(month -> !month.isAfter(YearMonth.from(today)));
  }

  private static String withSlashes(String text, String plain) {
    var slashed = Pattern.compile("\\b\\d{1,2}/\\d{1,2}\\b").matcher(text);
    return slashed.find() && !text.matches(".*\\d/\\d{1,2}/\\d.*")
        ? plain.replaceFirst(slashed.group().replace('/', ' '), slashed.group())
        : plain;
  }

  private static Optional<Found> find(String plain, LocalDate today, boolean ahead) {
    return absolute(plain, today, ahead).or(() -> relative(plain, today, ahead));
  }

  private static Optional<Found> absolute(String plain, LocalDate today, boolean ahead) {
    var iso = ISO.matcher(plain);
    if (iso.find()) {
      return day(iso, date(number(iso, 1), number(iso, 2), number(iso, 3)));
    }
    var slashed = SLASHED.matcher(plain);
    if (slashed.find()) {
      return slashed.group(3) != null
          ? day(slashed, date(number(slashed, 3), number(slashed, 1), number(slashed, 2)))
          : day(slashed, near(number(slashed, 4), number(slashed, 5), today, ahead));
    }
    var dayMonth = DAY_MONTH.matcher(plain);
    if (dayMonth.find()) {
      return day(dayMonth, month(dayMonth.group(2)), number(dayMonth, 1), 3, today, ahead);
    }
    var monthDay = MONTH_DAY.matcher(plain);
    if (monthDay.find()) {
      return day(monthDay, month(monthDay.group(1)), number(monthDay, 2), 3, today, ahead);
    }
    return monthAlone(plain, today);
  }

  private static Optional<Found> monthAlone(String plain, LocalDate today) {
    var alone = MONTH_ALONE.matcher(plain);
    while (alone.find()) {
      var introduced = alone.group(1) != null || alone.group(3) != null;
      var onlyWord = plain.strip().equals(alone.group().strip());
      var isVerb = alone.group(2).equals("may") || alone.group(2).equals("mar");
      if (isVerb && !introduced && !onlyWord) {
        continue;
      }
      var month = Month.of(month(alone.group(2)));
      var year =
          alone.group(3) != null
              ? number(alone, 3)
              : month.getValue() > today.getMonthValue() ? today.getYear() - 1 : today.getYear();
      var first = LocalDate.of(year, month, 1);
      var start = alone.start(2);
      return Optional.of(
          new Found(Period.of(first, first.with(TemporalAdjusters.lastDayOfMonth())), start));
    }
    return Optional.empty();
  }

  private static Optional<Found> relative(String plain, LocalDate today, boolean ahead) {
    if (plain.contains("day before yesterday")) {
      return found(Period.day(today.minusDays(2)), plain.indexOf("day before yesterday"));
    }
    if (plain.contains("yesterday")) {
      return found(Period.day(today.minusDays(1)), plain.indexOf("yesterday"));
    }
    if (plain.contains("day after tomorrow")) {
      return found(Period.day(today.plusDays(2)), plain.indexOf("day after tomorrow"));
    }
    if (plain.contains("tomorrow")) {
      return found(Period.day(today.plusDays(1)), plain.indexOf("tomorrow"));
    }
    var today0 = Pattern.compile("\\b(today|this (?:morning|afternoon|evening)|tonight)\\b");
    var now = today0.matcher(plain);
    if (now.find()) {
      return found(Period.day(today), now.start());
    }
    var ofMonth = DAY_OF_MONTH.matcher(plain);
    if (ofMonth.find()) {
      return found(Period.day(dayOf(ofMonth, today, ahead)), ofMonth.start());
    }
    var later = IN_TIME.matcher(plain);
    if (ahead && later.find()) {
      var then = today.plus(count(later.group(1)), unit(later.group(2)));
      return found(Period.day(then), later.start());
    }
    var fromNow = FROM_NOW.matcher(plain);
    if (fromNow.find()) {
      var then = today.plus(count(fromNow.group(1)), unit(fromNow.group(2)));
      return found(Period.day(then), fromNow.start());
    }
    var weekdayOf = WEEKDAY_OF_WEEK.matcher(plain);
    if (weekdayOf.find()) {
      var which = weekdayOf.group(2) == null ? weekdayOf.group(3) : weekdayOf.group(2);
      var name = weekdayOf.group(1) == null ? weekdayOf.group(4) : weekdayOf.group(1);
      var monday = stretch(which, "week", today).from().orElse(today);
      var day = monday.plusDays(DayOfWeek.valueOf(name.toUpperCase(Locale.ROOT)).ordinal());
      return found(Period.day(day), weekdayOf.start());
    }
    var ago = AGO.matcher(plain);
    if (ago.find()) {
      var then = today.minus(count(ago.group(1)), unit(ago.group(2)));
      return found(ago.group(2).equals("month") ? wholeMonth(then) : Period.day(then), ago.start());
    }
    var past = PAST.matcher(plain);
    if (past.find()) {
      return found(
          Period.of(today.minus(count(past.group(1)), unit(past.group(2))), today), past.start());
    }
    var last = LAST.matcher(plain);
    if (last.find()) {
      return found(stretch(last.group(1), last.group(2), today), last.start());
    }
    var weekday = ON_WEEKDAY.matcher(plain);
    if (weekday.find()) {
      var day = DayOfWeek.valueOf(weekday.group(2).toUpperCase(Locale.ROOT));
      var said = Objects.requireNonNullElse(weekday.group(1), "");
      var forward = said.equals("next") || said.equals("this") || ahead && !said.equals("last");
      var adjuster = forward ? TemporalAdjusters.next(day) : TemporalAdjusters.previous(day);
      return found(Period.day(today.with(adjuster)), weekday.start());
    }
    var theDay = THE_DAY.matcher(plain);
    return theDay.find()
        ? nearDay(number(theDay, theDay.group(1) == null ? 2 : 1), today, ahead)
            .flatMap(day -> found(Period.day(day), theDay.start()))
        : Optional.empty();
  }

  /** "The 15th of next month", "the end of the month", "the first of every month". */
  private static LocalDate dayOf(Matcher said, LocalDate today, boolean ahead) {
    var month =
        switch (said.group(2)) {
          case "next" -> YearMonth.from(today).plusMonths(1);
          case "last" -> YearMonth.from(today).minusMonths(1);
          case String _ -> YearMonth.from(today);
        };
    var isLastDay = said.group(1).matches("last day|end");
    if (isLastDay || said.group(2).matches("next|last|this")) {
      var day = isLastDay ? month.lengthOfMonth() : number(said, 1);
      return month.atDay(Math.clamp(day, 1, month.lengthOfMonth()));
    }
    return nearDay(number(said, 1), today, ahead).orElse(today);
  }

  /** That day of this month, or of the month after or before it. */
  private static Optional<LocalDate> nearDay(int day, LocalDate today, boolean ahead) {
    var month = YearMonth.from(today);
    for (var step = 0; step < 3; step++) {
      var near = ahead ? month.plusMonths(step) : month.minusMonths(step);
      if (day >= 1 && near.isValidDay(day)) {
        var date = near.atDay(day);
        if (ahead ? !date.isBefore(today) : !date.isAfter(today)) {
          return Optional.of(date);
        }
      }
    }
    return Optional.empty();
  }

  private static Period stretch(String which, String unit, LocalDate today) {
    var step =
        switch (which) {
          case "this", "current" -> 0;
          case "next" -> 1;
          case String _ -> -1;
        };
    return switch (unit) {
      case "week" -> {
        var monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusWeeks(step);
        yield Period.of(monday, monday.plusDays(6));
      }
      case "month" -> wholeMonth(today.plusMonths(step));
      case String _ -> {
        var first = LocalDate.of(today.getYear() + step, 1, 1);
        yield Period.of(first, first.with(TemporalAdjusters.lastDayOfYear()));
      }
    };
  }

  private static Period wholeMonth(LocalDate day) {
    return Period.of(
        day.with(TemporalAdjusters.firstDayOfMonth()),
        day.with(TemporalAdjusters.lastDayOfMonth()));
  }

  private static Optional<Found> found(Period period, int start) {
    return Optional.of(new Found(period, start));
  }

  private static Optional<Found> day(
      Matcher at, int month, int day, int yearGroup, LocalDate today, boolean ahead) {
    var year = yearGroup == 0 ? null : at.group(yearGroup);
    return day(
        at,
        year == null ? near(month, day, today, ahead) : date(Integer.parseInt(year), month, day));
  }

  private static Optional<Found> day(Matcher at, Optional<LocalDate> day) {
    return day.map(date -> new Found(Period.day(date), at.start()));
  }

  /** The last such day before today, or the next one. */
  private static Optional<LocalDate> near(int month, int day, LocalDate today, boolean ahead) {
    return date(today.getYear(), month, day)
        .map(
            date ->
                ahead && date.isBefore(today)
                    ? date.plusYears(1)
                    : !ahead && date.isAfter(today) ? date.minusYears(1) : date);
  }

  private static Optional<LocalDate> date(int year, int month, int day) {
    return month >= 1 && month <= 12 && day >= 1 && day <= YearMonth.of(year, month).lengthOfMonth()
        ? Optional.of(LocalDate.of(year, month, day))
        : Optional.empty();
  }

  private static int month(String name) {
    for (var month : Month.values()) {
      if (month.name().toLowerCase(Locale.ROOT).startsWith(name.substring(0, 3))) {
        return month.getValue();
      }
    }
    throw new IllegalArgumentException("Expected a month's name, but " + name);
  }

  private static int number(Matcher found, int group) {
    return Integer.parseInt(found.group(group));
  }

  private static int count(String word) {
    return switch (word) {
      case "a", "an", "one" -> 1;
      case "couple of", "a couple of" -> 2;
      case "few", "a few" -> 3;
      case String figure -> Integer.parseInt(figure);
    };
  }

  private static ChronoUnit unit(String word) {
    return switch (word) {
      case "day" -> ChronoUnit.DAYS;
      case "week" -> ChronoUnit.WEEKS;
      case "month" -> ChronoUnit.MONTHS;
      case String _ -> ChronoUnit.YEARS;
    };
  }
}
