package org.voiceteller.loadtests.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedJournalTest {

  @Test
  void tellsOfEachEventThatIsMissingBeforeTheLast() {
    var whole =
        SharedJournal.whole(
            "ALL", Map.of("call|A", events(1, 2, 3), "call|B", events(1, 3), "call|C", events(2)));

    assertThat(whole.events()).isEqualTo(6);
    assertThat(whole.entities()).isEqualTo(3);
    assertThat(whole.gaps())
        .containsExactlyInAnyOrder(
            "call|B has 2 events, the last of which is number 3",
            "call|C has 1 events, the last of which is number 2");
  }

  private static BitSet events(int... numbers) {
    var events = new BitSet();
    IntStream.of(numbers).forEach(events::set);
    return events;
  }
}
