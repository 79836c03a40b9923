package org.voiceteller.persistence.projection;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.tool.ToolOutcome;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** What is added to which item. */
class TallyTest {

  private static final Instant AT = Instant.parse("2026-11-01T00:59:59.999Z");

  @Test
  void addsToTheHourAndToTheDay() {
    assertThat(writes("call-3", Tally.ofBooks("calls", AT, Map.of("started", 2L))))
        .containsExactly(
            "Banking_BookFigures 2026-11-01 calls#call-3 {h00_started=2}",
            "Banking_BookFigures 2026-11 calls#call-3 {d01_started=2}");
  }

  @Test
  void addsToWhatThereIsAndWritesNothingWhenNothingChanges() {
    assertThat(writes("card-0", Tally.moved("cards", "ACTIVE", "FROZEN")))
        .containsExactly("Banking_BookFigures now cards#card-0 {ACTIVE=-1, FROZEN=1}");
    assertThat(writes("card-0", Tally.moved("cards", "ACTIVE", "ACTIVE"))).isEmpty();
    assertThat(writes("x", Tally.ofStock("accounts/SAVINGS", Map.of("held_USD", 0L)))).isEmpty();
  }

  @Test
  void addsUpWhatSeveralEventsCountAndLeavesNoCounterOut() {
    assertThat(
            writes(
                "card-0",
                Tally.moved("cards", null, "ACTIVE"),
                Tally.moved("cards", "ACTIVE", "FROZEN"),
                Tally.ofBooks("calls", AT, Map.of("started", 2L)),
                Tally.ofBooks("calls", AT.plusMillis(1), Map.of("started", 3L))))
        .as("one item is written once; a counter of 0 is there, as if each had been written alone")
        .containsExactly(
            "Banking_BookFigures now cards#card-0 {ACTIVE=0, FROZEN=1}",
            "Banking_BookFigures 2026-11-01 calls#card-0 {h00_started=2, h01_started=3}",
            "Banking_BookFigures 2026-11 calls#card-0 {d01_started=5}");
  }

  @ParameterizedTest
  @CsvSource({
    "0, le25",
    "25, le25",
    "26, le50",
    "51, le100",
    "101, le250",
    "251, le500",
    "501, le1000",
    "1001, le2500",
    "2501, le5000",
    "5000, le5000",
    "5001, leInf",
    "900000, leInf"
  })
  void putsATimeIntoItsBucket(long tookMs, String bucket) {
    assertThat(
            CallFigures.toolUsed("checkBalanceTool", ToolOutcome.Result.SUCCEEDED, tookMs, AT)
                .counters())
        .isEqualTo(nonZero(Map.of("SUCCEEDED", 1L, "timed", 1L, "sumMs", tookMs, bucket, 1L)));
  }

  @Test
  void countsAUseWhoseTimeIsNotKnownWithoutATime() {
    Tally used = CallFigures.toolUsed("drop table", ToolOutcome.Result.FAILED, null, AT);

    assertThat(used.what()).isEqualTo("tool/other");
    assertThat(used.counters()).isEqualTo(Map.of("FAILED", 1L));
  }

  @Test
  void countsOnlyFlagsThatAreCodes() {
    AuditEntry entry =
        new AuditEntry(
            "AUDIT-1",
            1,
            AT,
            null,
            "CALL-1",
            "VERIFY_OTP",
            null,
            AuditEntry.Result.SUCCESS,
            Level.ONE_TIME_CODE,
            null,
            "US-CO",
            true,
            List.of("REPEATED", "jane.doe@bank", "X".repeat(41)));

    assertThat(CallFigures.audited(entry).counters())
        .isEqualTo(Map.of("SUCCESS", 1L, "personalData", 1L, "flag.REPEATED", 1L, "level.2", 1L));
  }

  private static List<String> writes(String slice, Tally... tallies) {
    Tally.Sums sums = new Tally.Sums(slice);
    sums.add(List.of(tallies));
    assertThat(sums.size()).isEqualTo(sums.writes().size());
    return sums.writes().stream().map(TallyTest::told).toList();
  }

  private static Map<String, Long> nonZero(Map<String, Long> counters) {
    Map<String, Long> rest = new TreeMap<>(counters);
    rest.values().removeIf(value -> value == 0);
    return rest;
  }

  private static String told(TransactWriteItem write) {
    Update update = write.update();
    Map<String, Long> added = new TreeMap<>();
    update
        .expressionAttributeNames()
        .forEach(
            (place, name) ->
                added.put(
                    name,
                    Long.valueOf(
                        requireNonNull(
                                update.expressionAttributeValues().get(place.replace("#n", ":v")))
                            .n())));
    assertThat(update.updateExpression()).startsWith("ADD ");
    return "%s %s %s %s"
        .formatted(
            update.tableName(),
            requireNonNull(update.key().get("period")).s(),
            requireNonNull(update.key().get("figure")).s(),
            added);
  }
}
