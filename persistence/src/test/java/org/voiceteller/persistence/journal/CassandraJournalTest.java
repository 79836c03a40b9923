package org.voiceteller.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.core.journal.EventFamily;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.Health;
import org.voiceteller.persistence.Recorder;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;

@ExtendWith(SharedStores.class)
class CassandraJournalTest {

  @Test
  void givesBackEveryEventAfterARestartOfTheEntity(Running running) {
    ActorTestKit kit = running.kit();
    TestProbe<List<Object>> kept = kit.createTestProbe();
    List<?> call = Samples.call("CALL-JOURNAL", "CUST-1");
    ActorRef<Recorder.Command> recorder =
        kit.spawn(Recorder.create(EventFamily.CALL, "CALL-JOURNAL"));
    recorder.tell(new Recorder.Command.Keep(call, kept.getRef()));
    kept.receiveMessage(Duration.ofSeconds(20));
    kit.stop(recorder);

    kit.spawn(Recorder.create(EventFamily.CALL, "CALL-JOURNAL"))
        .tell(new Recorder.Command.Keep(List.of(), kept.getRef()));

    assertThat(kept.receiveMessage()).isEqualTo(call);
  }

  @Test
  void isReadyWhenCassandraAnswers(Running running) {
    JournalHealth health =
        JournalHealth.create(running.kit().system(), running.settings().healthTimeout());

    Await.until(running.kit(), health::check, new Health.Up()::equals);
  }

  @Test
  void isNotReadyWhileCassandraIsMissing(Running running) {
    Config nobodyThere =
        ConfigFactory.parseMap(
                Map.of("datastax-java-driver.basic.contact-points", List.of("127.0.0.1:1")))
            .withFallback(running.kit().system().settings().config());
    ActorTestKit kit = ActorTestKit.create("without-cassandra", nobodyThere);
    try {
      JournalHealth health = JournalHealth.create(kit.system(), Duration.ofMillis(500));

      assertThat(Await.get(health.check()))
          .isEqualTo(new Health.Down("Cassandra did not answer within 500 ms"));
    } finally {
      kit.shutdownTestKit();
    }
  }
}
