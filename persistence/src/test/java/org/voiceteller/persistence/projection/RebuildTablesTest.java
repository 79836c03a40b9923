package org.voiceteller.persistence.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.core.account.Transaction;
import org.voiceteller.core.journal.EventFamily;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.Recorder;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.dynamodb.DynamoTransactionHistory;

@ExtendWith(SharedStores.class)
class RebuildTablesTest {

  @Test
  void fillsEmptyTablesFromTheJournal(Running running) {
    TestProbe<List<Object>> kept = running.kit().createTestProbe();
    running
        .kit()
        .spawn(Recorder.create(EventFamily.ACCOUNT, "ACC-REBUILT"))
        .tell(
            new Recorder.Command.Keep(
                List.of(
                    Samples.opened("ACC-REBUILT", "CUST-REBUILT"),
                    Samples.posted("TXN-1", 100, 100, Samples.CAFE, 1)),
                kept.getRef()));
    kept.receiveMessage(Duration.ofSeconds(20));
    Config whereTheStoresRun =
        ConfigFactory.parseMap(
                Map.of(
                    "voice-teller.persistence.embedded.enabled",
                    false,
                    "voice-teller.personal-data.master-key-file",
                    running.directory().resolve("secrets/personal-data-master-key").toString()))
            .withFallback(running.kit().system().settings().config());
    ByteArrayOutputStream said = new ByteArrayOutputStream();

    RebuildTables.run(whereTheStoresRun, new PrintStream(said, true, UTF_8));

    var history = DynamoTransactionHistory.create(running.client(), running.kit().system(), 5);
    assertThat(Await.get(history.recent("ACC-REBUILT", 10)))
        .extracting(Transaction::transactionId)
        .containsExactly("TXN-1");
    assertThat(said.toString(UTF_8)).contains("every event projected again");
  }
}
