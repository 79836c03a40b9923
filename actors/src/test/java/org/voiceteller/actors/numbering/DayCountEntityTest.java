package org.voiceteller.actors.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.apache.pekko.persistence.testkit.javadsl.SnapshotTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.numbering.DayCount;

/** A busy day's count, over a journal and snapshots in memory. */
class DayCountEntityTest {

  private static final String DAY = "TXN-20240115";
  private static final String PERSISTENCE_ID = "day-count|" + DAY;

  private final ActorTestKit kit =
      ActorTestKit.create(
          PersistenceTestKitPlugin.config()
              .withFallback(PersistenceTestKitSnapshotPlugin.config())
              .withFallback(ConfigFactory.load()));

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void goesOnFromASnapshotAndKeepsEveryEvent() {
    ActorRef<DayCountEntity.Command> first = start();
    for (int i = 1; i <= 520; i++) {
      assertThat(number(first, "request-" + i)).isEqualTo(i);
    }
    kit.stop(first);

    PersistenceTestKit events = PersistenceTestKit.create(kit.system());
    assertThat(events.persistedInStorage(PERSISTENCE_ID)).hasSize(520);
    assertThat(SnapshotTestKit.create(kit.system()).persistedInStorage(PERSISTENCE_ID))
        .singleElement()
        .satisfies(
            snapshot ->
                assertThat(((DayCount.Counted) snapshot.second()).requestIds())
                    .hasSize(500)
                    .endsWith("request-500"));
    ActorRef<DayCountEntity.Command> second = start();
    assertThat(number(second, "request-500")).isEqualTo(500);
    assertThat(number(second, "request-520")).isEqualTo(520);
    assertThat(number(second, "request-521")).isEqualTo(521);
    kit.stop(second);

    // Without the events it knows what the snapshot tells: that is where it began from.
    events.clearByPersistenceId(PERSISTENCE_ID);
    assertThat(number(start(), "request-499")).isEqualTo(499);
  }

  private ActorRef<DayCountEntity.Command> start() {
    return kit.spawn(
        DayCountEntity.create(
            DAY,
            InstantSource.fixed(Instant.parse("2024-01-15T12:00:00Z")),
            SupervisorStrategy.restartWithBackoff(
                Duration.ofMillis(10), Duration.ofMillis(10), 0)));
  }

  private int number(ActorRef<DayCountEntity.Command> count, String requestId) {
    TestProbe<DayCountEntity.Reply> answers = kit.createTestProbe();
    count.tell(new DayCountEntity.Command.Number(requestId, answers.getRef()));
    return switch (answers.receiveMessage()) {
      case DayCountEntity.Reply.Numbered(var number) -> number;
      case DayCountEntity.Reply.Refused(var reason) ->
          throw new AssertionError("Expected a number, but it is " + reason);
    };
  }
}
