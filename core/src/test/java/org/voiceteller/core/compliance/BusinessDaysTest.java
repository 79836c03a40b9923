package org.voiceteller.core.compliance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.time.api.constraints.DateRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BusinessDaysTest {

  /** A dated case; the name is empty where there is no holiday. */
  record Case(LocalDate day, String name) {}

  @ParameterizedTest
  @MethodSource("cases")
  void keepsTheHolidaysOfTheFederalReserveBanks(Case dated) {
    assertThat(BusinessDays.holiday(dated.day()).orElse("")).isEqualTo(dated.name());
    assertThat(BusinessDays.isBusinessDay(dated.day())).isEqualTo(dated.name().isEmpty());
  }

  static List<Case> cases() throws IOException {
    try (InputStream yaml =
        Objects.requireNonNull(
            BusinessDaysTest.class.getResourceAsStream("federalreservebanks.yaml"))) {
      Matcher found =
          Pattern.compile(
                  "date: '(\\d{4}-\\d{2}-\\d{2})'.*?expect:\\s+(?:name: \"([^\"]+)\"|holiday: false)",
                  Pattern.DOTALL)
              .matcher(new String(yaml.readAllBytes(), UTF_8));
      List<Case> cases = new ArrayList<>();
      while (found.find()) {
        cases.add(
            new Case(
                LocalDate.parse(found.group(1)), Objects.requireNonNullElse(found.group(2), "")));
      }
      return cases;
    }
  }

  @Test
  void readsAllDatedCases() throws IOException {
    assertThat(cases()).hasSizeGreaterThan(100);
  }

  @ParameterizedTest
  @CsvSource({
    // Martin Luther King's birthday itself, then nine weekdays and another Monday.
    "2024-01-15, 10, 2024-01-29",
    "2024-01-12, 1, 2024-01-16",
    // Independence Day on a Saturday: Friday stays a business day.
    "2020-07-02, 1, 2020-07-03",
    // On a Sunday: kept on Monday.
    "2021-07-02, 1, 2021-07-06",
    "2026-01-15, 10, 2026-01-30",
  })
  void countsFromTheNextBusinessDay(LocalDate from, int count, LocalDate last) {
    assertThat(BusinessDays.after(from, count)).isEqualTo(last);
    assertThat(BusinessDays.between(from, last)).isEqualTo(count);
  }

  @Property
  void neverEndsOnAWeekendOrAHoliday(
      @ForAll @DateRange(min = "2000-01-01", max = "2090-12-31") LocalDate day,
      @ForAll @IntRange(min = 1, max = 60) int count) {
    for (LocalDate reached :
        List.of(BusinessDays.after(day, count), BusinessDays.before(day, count))) {
      assertThat(reached.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
      assertThat(BusinessDays.holiday(reached)).isEmpty();
    }
    assertThat(BusinessDays.between(day, BusinessDays.after(day, count))).isEqualTo(count);
  }

  @Property
  void isMonotonic(
      @ForAll @DateRange(min = "2000-01-01", max = "2090-12-31") LocalDate day,
      @ForAll @IntRange(min = 1, max = 30) int count,
      @ForAll @IntRange(min = 0, max = 10) int later) {
    assertThat(BusinessDays.after(day, count + 1)).isAfter(BusinessDays.after(day, count));
    assertThat(BusinessDays.after(day.plusDays(later), count))
        .isAfterOrEqualTo(BusinessDays.after(day, count));
  }

  @Property
  void goesBackTheWayItCame(
      @ForAll @DateRange(min = "2000-01-01", max = "2090-12-31") LocalDate day,
      @ForAll @IntRange(min = 1, max = 30) int count) {
    LocalDate back = BusinessDays.before(BusinessDays.after(day, count), count);
    assertThat(back).isBeforeOrEqualTo(day);
    assertThat(BusinessDays.after(back, count)).isEqualTo(BusinessDays.after(day, count));
  }
}
