package org.voiceteller.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.projection.ProjectionId;
import org.apache.pekko.projection.javadsl.ProjectionManagement;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.voiceteller.core.audit.ExportCheck;
import org.voiceteller.core.audit.Verdict;
import org.voiceteller.core.journal.EventFamily;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.Recorder;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.projection.ProjectionObserver;

/** From the journal into the ledger, by a node of its own. */
@ExtendWith(SharedStores.class)
class AuditTest {

  @TempDir private Path directory = Path.of("");

  @Test
  void bringsEveryAuditEntryOfTheJournalIntoTheLedgerOnceAlsoWhenAllComeAgain(Running running) {
    AuditSettings settings =
        AuditSettings.from(
            ConfigFactory.parseMap(
                    Map.of(
                        "voice-teller.audit.keyspace",
                        "ledger_of_journal",
                        "voice-teller.audit.signing-key-file",
                        ""))
                .withFallback(running.kit().system().settings().config()));
    HeadSigner key = SigningKeyFile.readOrMake(directory.resolve("key.pem"));
    keep(running, "CALL-AUDITED-1");
    ActorTestKit node = SharedStores.system("audited", running.kit().system().settings().config());
    Audit audit =
        Await.get(
            Audit.start(
                node.system(),
                settings,
                running.settings(),
                Optional.of(key),
                ProjectionObserver.none(),
                InstantSource.system()));
    keep(running, "CALL-AUDITED-2");

    Verdict.Whole first = awaitCall(node, audit, key, "CALL-AUDITED-2");
    for (String tag : EventFamily.CALL.tags()) {
      Await.get(
          ProjectionManagement.get(node.system())
              .clearOffset(ProjectionId.of("audit-ledger", tag)));
    }
    keep(running, "CALL-AUDITED-3");
    Verdict.Whole second = awaitCall(node, audit, key, "CALL-AUDITED-3");

    assertThat(second.entries()).isEqualTo(first.entries() + 2);
    audit.close();
    node.shutdownTestKit();
  }

  private static void keep(Running running, String callId) {
    TestProbe<List<Object>> kept = running.kit().createTestProbe();
    running
        .kit()
        .spawn(Recorder.create(EventFamily.CALL, callId))
        .tell(
            new Recorder.Command.Keep(
                new ArrayList<>(Samples.call(callId, "CUST-AUDITED")), kept.getRef()));
    kept.receiveMessage(java.time.Duration.ofSeconds(20));
  }

  private static Verdict.Whole awaitCall(
      ActorTestKit node, Audit audit, HeadSigner key, String callId) {
    List<String> lines =
        Await.until(
            node,
            () ->
                audit
                    .export()
                    .orElseThrow()
                    .lines(Samples.NOON)
                    .thenCompose(export -> export.runWith(Sink.seq(), node.system())),
            export -> export.stream().filter(line -> line.contains(callId)).count() == 2);
    ExportCheck check = ExportCheck.create(List.of(key.publicKey()));
    lines.forEach(check::accept);
    Verdict verdict = check.finish();
    assertThat(verdict).as(verdict.sentence()).isInstanceOf(Verdict.Whole.class);
    return (Verdict.Whole) verdict;
  }
}
