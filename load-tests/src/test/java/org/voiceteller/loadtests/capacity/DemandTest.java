package org.voiceteller.loadtests.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.voiceteller.loadtests.capacity.Figure.AUDIT_ENTRIES;
import static org.voiceteller.loadtests.capacity.Figure.BOOK_EVENTS;
import static org.voiceteller.loadtests.capacity.Figure.CALL_EVENTS;
import static org.voiceteller.loadtests.capacity.Figure.CALL_SECONDS;
import static org.voiceteller.loadtests.capacity.Figure.CONSENTS;
import static org.voiceteller.loadtests.capacity.Figure.CORES_BUSY;
import static org.voiceteller.loadtests.capacity.Figure.COUNTED_CHANGES;
import static org.voiceteller.loadtests.capacity.Figure.EVENT_BYTES;
import static org.voiceteller.loadtests.capacity.Figure.FILLED;
import static org.voiceteller.loadtests.capacity.Figure.LEDGER_LINE_BYTES;
import static org.voiceteller.loadtests.capacity.Figure.NODE_BASE_HEAP_MB;
import static org.voiceteller.loadtests.capacity.Figure.NODE_CORES;
import static org.voiceteller.loadtests.capacity.Figure.NODE_HEAP_MB;
import static org.voiceteller.loadtests.capacity.Figure.PRICE_SPEECH_IN;
import static org.voiceteller.loadtests.capacity.Figure.ROW_BYTES;
import static org.voiceteller.loadtests.capacity.Figure.ROW_CHANGES;
import static org.voiceteller.loadtests.capacity.Figure.SESSION_ROWS;
import static org.voiceteller.loadtests.capacity.Figure.STREAMS_TO_SPARE;
import static org.voiceteller.loadtests.capacity.Figure.VOICE_CORES;
import static org.voiceteller.loadtests.capacity.Figure.VOICE_DOOR;
import static org.voiceteller.loadtests.capacity.Figure.VOICE_HEAP_MB;
import static org.voiceteller.loadtests.capacity.Figure.ZONES;

import org.junit.jupiter.api.Test;

class DemandTest {

  private static final Figures FIGURES =
      Figures.asKnown()
          .with(CALL_SECONDS, 200)
          .with(CALL_EVENTS, 30)
          .with(BOOK_EVENTS, 10)
          .with(AUDIT_ENTRIES, 10)
          .with(ROW_CHANGES, 5)
          .with(COUNTED_CHANGES, 4)
          .with(CONSENTS, 1)
          .with(EVENT_BYTES, 400)
          .with(ROW_BYTES, 100)
          .with(LEDGER_LINE_BYTES, 600)
          .with(SESSION_ROWS, 3);

  private static Demand demand(long calls) {
    return new Demand(calls, FIGURES);
  }

  @Test
  void beginsAsManyCallsAsEnd() {
    assertThat(demand(1_000).callsPerSecond()).isEqualTo(5);
    assertThat(demand(1_000).eventsPerSecond()).isEqualTo(200);
    assertThat(demand(1_000).entriesPerSecond()).isEqualTo(50);
  }

  @Test
  void takesTheSmallestOfDoorProcessorAndMemory() {
    Figures roomy =
        FIGURES
            .with(VOICE_DOOR, 1_000)
            .with(NODE_CORES, 2)
            .with(CORES_BUSY, 0.5)
            .with(VOICE_CORES, 0.01)
            .with(NODE_HEAP_MB, 280)
            .with(NODE_BASE_HEAP_MB, 80)
            .with(VOICE_HEAP_MB, 1);

    assertThat(new Demand(1, roomy).callsPerVoiceNode()).isEqualTo(100);
    assertThat(new Demand(1, roomy.with(VOICE_HEAP_MB, 4)).callsPerVoiceNode()).isEqualTo(50);
    assertThat(new Demand(1, roomy.with(VOICE_DOOR, 20)).callsPerVoiceNode()).isEqualTo(20);
  }

  @Test
  void countsEachEventTwiceAndEachEntryTwiceMore() {
    // 40 events, by entity and by tag; 10 entries and their places; 3 rows of the session itself
    assertThat(demand(1).cassandraRowsPerCall()).isEqualTo(80 + 20 + 3);
    // 80 rows of 500 bytes, 10 lines of 700
    assertThat(demand(1).cassandraGigabytesPerMillionCalls()).isEqualTo(47, within(1e-9));
  }

  @Test
  void spreadsADayOfCallsOverTheSlices() {
    // 5 calls a second make 432,000 a day, 108,000 in each of four slices, 30 rows of 500 bytes
    // each
    assertThat(demand(1_000).tagPartitionMegabytesPerDay()).isEqualTo(1_620, within(1e-6));
  }

  @Test
  void paysTwiceInATransactionAndOnceForEachIndex() {
    var units = demand(1).writeUnitsPerCall();

    assertThat(units).containsEntry("Banking_AuditLogs", 10.0 * (2 + 3));
    assertThat(units).containsEntry("Banking_AuthSessions", 5.0 * (1 + 3) + 4 * (2 + 3));
    assertThat(units).containsEntry("Banking_Consents", 4.0);
    assertThat(units).containsEntry("Banking_AuditFigures", 11.0 * 2 * 2);
    assertThat(demand(1_000).writeUnitsPerSecond("Banking_AuditLogs")).isEqualTo(5 * 50.0);
  }

  @Test
  void asksForTheStreamsOfAllNodesThatAnswer() {
    Figures figures =
        FIGURES.with(VOICE_DOOR, 50).with(STREAMS_TO_SPARE, 4).with(VOICE_CORES, 0.01);
    Demand demand = new Demand(100, figures.with(FILLED, 0.7).with(ZONES, 3));

    // 3 would do by 35 each, and the two that a lost zone leaves bear 100
    assertThat(demand.voiceNodes()).isEqualTo(3);
    assertThat(demand.streamsToAskFor()).isEqualTo(3 * 54);
  }

  @Test
  void costsTheSumOfItsParts() {
    Demand demand = demand(100_000);

    assertThat(demand.allCostPerCallMinute())
        .isEqualTo(
            demand.costPerCallMinute().values().stream().mapToDouble(d -> d).sum(), within(1e-12));
    assertThat(demand.costPerCallMinute().get("model: speech heard"))
        .isEqualTo(60 * 25 / 1e6 * PRICE_SPEECH_IN.value(), within(1e-12));
  }

  @Test
  void costsLessACallWhenFixedNodesAreShared() {
    assertThat(demand(1_000).allCostPerCallMinute()).isLessThan(demand(1).allCostPerCallMinute());
  }
}
