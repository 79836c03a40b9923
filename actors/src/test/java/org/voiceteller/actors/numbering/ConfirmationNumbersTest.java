package org.voiceteller.actors.numbering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.voiceteller.actors.bank.OneNode.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.actors.bank.FakeHistory;
import org.voiceteller.actors.bank.OneNode;

class ConfirmationNumbersTest {

  /** Ten in the evening of the 14th in Denver. */
  private static final Instant EVENING = Instant.parse("2024-01-15T05:00:00Z");

  private static final OneNode NODE =
      new OneNode("", new FakeHistory(), InstantSource.fixed(EVENING));
  private static final ConfirmationNumbers NUMBERS =
      ShardedConfirmationNumbers.create(
          ClusterSharding.get(NODE.kit().system()),
          Duration.ofSeconds(10),
          ZoneId.of("America/Denver"));

  @AfterAll
  static void stop() {
    NODE.close();
  }

  @Test
  void countsWithinAKindAndADayOfTheBank() throws Exception {
    assertThat(await(NUMBERS.next("SP", "a", EVENING))).isEqualTo("SP-20240114-001");
    assertThat(await(NUMBERS.next("SP", "b", EVENING))).isEqualTo("SP-20240114-002");
    assertThat(await(NUMBERS.next("BP", "a", EVENING))).isEqualTo("BP-20240114-001");
    assertThat(await(NUMBERS.next("SP", "c", EVENING.plus(Duration.ofHours(2)))))
        .isEqualTo("SP-20240115-001");
  }

  @Test
  void givesEachOfManyRequestsAtOnceANumberAndARepeatTheSame() throws Exception {
    List<CompletionStage<String>> asked =
        IntStream.range(0, 400)
            .mapToObj(i -> NUMBERS.next("TXN", "request-" + i % 200, EVENING))
            .toList();
    Set<String> distinct = new HashSet<>();
    for (CompletionStage<String> number : asked) {
      distinct.add(await(number));
    }

    assertThat(distinct).hasSize(200).contains("TXN-20240114-001", "TXN-20240114-200");
    assertThat(await(asked.get(7))).isEqualTo(await(asked.get(207)));
  }

  @Test
  void refusesAKindThatCannotBeWrittenDown() {
    assertThatThrownBy(() -> NUMBERS.next("a kind", "a", EVENING))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
