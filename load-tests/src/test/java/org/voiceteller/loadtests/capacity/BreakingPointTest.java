package org.voiceteller.loadtests.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.loadtests.capacity.Figure.AUDIT_ENTRIES;
import static org.voiceteller.loadtests.capacity.Figure.CALL_SECONDS;
import static org.voiceteller.loadtests.capacity.Figure.LEDGER_ENTRIES;
import static org.voiceteller.loadtests.capacity.Figure.SHARDS_SET;
import static org.voiceteller.loadtests.capacity.Figure.STREAM_QUOTA;

import org.junit.jupiter.api.Test;

class BreakingPointTest {

  private static final Figures FIGURES =
      Figures.asKnown().with(CALL_SECONDS, 100).with(AUDIT_ENTRIES, 10).with(LEDGER_ENTRIES, 110);

  @Test
  void isTheFirstNumberOfCallsThatIsTooMuch() {
    // a tenth of an entry a second and call: 1,100 calls make just what the ledger takes
    assertThat(BreakingPoint.LEDGER.firstBrokenAt(FIGURES)).hasValue(1_101);
  }

  @Test
  void movesWithTheFigureThatItIsReckonedFrom() {
    assertThat(BreakingPoint.LEDGER.firstBrokenAt(FIGURES.with(LEDGER_ENTRIES, 220)))
        .hasValue(2_201);
    assertThat(BreakingPoint.STREAMS.firstBrokenAt(FIGURES.with(STREAM_QUOTA, 20))).hasValue(17);
  }

  @Test
  void holdsForEverWhereNothingIsAsked() {
    assertThat(BreakingPoint.LEDGER.firstBrokenAt(FIGURES.with(AUDIT_ENTRIES, 0))).isEmpty();
  }

  @Test
  void aHundredTimesTheShardsBearMoreCalls() {
    long now = BreakingPoint.SHARDS.firstBrokenAt(FIGURES).orElseThrow();
    long then = BreakingPoint.SHARDS.firstBrokenAt(FIGURES.with(SHARDS_SET, 4_000)).orElseThrow();

    assertThat(then).isGreaterThan(50 * now);
  }

  @Test
  void whatBreaksFirstStandsFirst() {
    var calls =
        BreakingPoint.inOrder(FIGURES).stream()
            .map(point -> point.firstBrokenAt(FIGURES).orElse(Long.MAX_VALUE))
            .toList();

    assertThat(calls).isSorted().hasSize(BreakingPoint.values().length);
  }
}
