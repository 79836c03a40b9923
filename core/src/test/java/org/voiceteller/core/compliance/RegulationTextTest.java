package org.voiceteller.core.compliance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The numbers of the rules against the words of 12 CFR part 1005. */
class RegulationTextTest {

  @Test
  void givesTheTimeToTellOfAnError() {
    assertThat(paragraph("11", "1005-11-b-1-i"))
        .contains("no later than %d days after".formatted(RegulationE.NOTICE_DAYS));
    assertThat(paragraph("11", "1005-11-b-2"))
        .contains(
            "within %d business days of an oral notice"
                .formatted(RegulationE.WRITTEN_CONFIRMATION_BUSINESS_DAYS));
  }

  @Test
  void givesTheTimeToDecideAndToCredit() {
    assertThat(paragraph("11", "1005-11-c-1"))
        .contains(
            "determine whether an error occurred within %d business days"
                .formatted(RegulationE.DECISION_BUSINESS_DAYS))
        .contains(
            "within %s business days after completing"
                .formatted(word(RegulationE.RESULT_NOTICE_BUSINESS_DAYS)))
        .contains(
            "correct the error within %s business day"
                .formatted(word(RegulationE.CORRECTION_BUSINESS_DAYS)));
    assertThat(paragraph("11", "1005-11-c-2"))
        .contains("take up to %d days".formatted(RegulationE.RESOLUTION_DAYS));
    assertThat(paragraph("11", "1005-11-c-2-i"))
        .contains("within %d business days".formatted(RegulationE.DECISION_BUSINESS_DAYS))
        .contains("withhold a maximum of $%d".formatted(RegulationE.WITHHELD_DOLLARS));
    assertThat(paragraph("11", "1005-11-c-2-ii"))
        .contains(
            "within %s business days after the provisional crediting"
                .formatted(word(RegulationE.CREDIT_NOTICE_BUSINESS_DAYS)));
  }

  @Test
  void givesTheExtendedTimes() {
    assertThat(paragraph("11", "1005-11-c-3-i"))
        .contains(
            "%d business days in place of %d"
                .formatted(
                    RegulationE.NEW_ACCOUNT_DECISION_BUSINESS_DAYS,
                    RegulationE.DECISION_BUSINESS_DAYS))
        .contains("within %d days after the first deposit".formatted(RegulationE.NEW_ACCOUNT_DAYS));
    assertThat(paragraph("11", "1005-11-c-3-ii"))
        .contains(
            "%d days in place of %d"
                .formatted(RegulationE.EXTENDED_RESOLUTION_DAYS, RegulationE.RESOLUTION_DAYS));
    assertThat(paragraph("11", "1005-11-d-2-ii"))
        .contains(
            "for %s business days after the notification"
                .formatted(word(RegulationE.REVERSAL_NOTICE_BUSINESS_DAYS)));
  }

  @Test
  void givesTheTiersOfLiability() {
    assertThat(paragraph("6", "1005-6-b-1"))
        .contains("within %s business days".formatted(word(Liability.NOTICE_BUSINESS_DAYS)))
        .contains("the lesser of $%d".formatted(Liability.TIMELY_DOLLARS));
    assertThat(paragraph("6", "1005-6-b-2"))
        .contains("the lesser of $%d".formatted(Liability.LATE_DOLLARS));
    assertThat(paragraph("6", "1005-6-b-3"))
        .contains("within %d days".formatted(Liability.STATEMENT_DAYS));
  }

  @Test
  void givesTheTimesOfStopOrders() {
    assertThat(paragraph("10", "1005-10-c-1"))
        .contains(
            "at least %s business days before"
                .formatted(word(StopOrders.PREAUTHORIZED_BUSINESS_DAYS)));
    assertThat(paragraph("10", "1005-10-c-2"))
        .contains(
            "ceases to be binding after %d days".formatted(StopOrders.PREAUTHORIZED_ORAL_DAYS));
  }

  private static String paragraph(String section, String label) {
    String resource = "regulation_e_1005." + section + ".txt";
    try (InputStream text =
        Objects.requireNonNull(RegulationTextTest.class.getResourceAsStream(resource))) {
      return new String(text.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> line.startsWith("[" + label + "]"))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String word(int number) {
    return switch (number) {
      case 1 -> "one";
      case 2 -> "two";
      case 3 -> "three";
      case 5 -> "five";
      default -> throw new IllegalArgumentException("Expected a number that is written out");
    };
  }
}
