package org.voiceteller.persistence.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.account.Transaction;
import org.voiceteller.core.audit.AuditLedger;
import org.voiceteller.core.audit.Chained;
import org.voiceteller.core.customer.CustomerEvent;
import org.voiceteller.core.journal.EventFamily;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.PersistenceSettings;
import org.voiceteller.persistence.Recorder;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.audit.Audit;
import org.voiceteller.persistence.audit.AuditSettings;
import org.voiceteller.persistence.audit.StandaloneStores;
import org.voiceteller.persistence.dynamodb.DynamoDbClients;
import org.voiceteller.persistence.dynamodb.DynamoTransactionHistory;
import org.voiceteller.persistence.embedded.EmbeddedStores;
import org.voiceteller.persistence.projection.ProjectionObserver;
import org.voiceteller.persistence.projection.RebuildTables;

/** A laptop's stores, and others that are made from a backup of them. */
class BackupTest {

  private static final CustomerEvent.Registered ADA =
      new CustomerEvent.Registered(
          "CUST-KEPT",
          "Ada Adams",
          "ada@example.com",
          "+15550001111",
          "1 Main St",
          "US-CO",
          Samples.NOON);

  private static final List<Chained> ENTRIES =
      Samples.chained("CALL-KEPT", "CUST-KEPT", "AUTHENTICATE", "CHECK_BALANCE");

  private final Path directory;

  BackupTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void makesStoresThatHoldWhatWasKeptAndNothingThatCameLater() throws IOException {
    Path data = Files.createDirectories(directory.resolve("lost"));
    Path backup = directory.resolve("backup");
    long place = 0;
    Config empty = ConfigFactory.empty();
    try (EmbeddedStores stores =
        EmbeddedStores.start(
            PersistenceSettings.from(SharedStores.laptop(empty, data)).embedded())) {
      Config config = noteRunning(data, stores);
      ActorTestKit kit = SharedStores.system("lost", config);
      try {
        keep(kit, EventFamily.CUSTOMER, "CUST-KEPT", ADA);
        keep(
            kit,
            EventFamily.ACCOUNT,
            "ACC-KEPT",
            Samples.opened("ACC-KEPT", "CUST-KEPT"),
            Samples.posted("TXN-1", 100, 100, Samples.CAFE, 1));

        AuditLedger ledger = ledger(kit, config);
        for (Chained entry : ENTRIES) {
          place = Await.get(ledger.append(entry));
        }

        assertThat(Backup.take(StandaloneStores.laptop(data), backup))
            .extracting(Backup.Kept::table)
            .containsExactly(
                "voice_teller.audit_ledger_heads",
                "voice_teller.audit_ledger",
                "pekko.messages",
                "voice_teller.subject_keys",
                "voice_teller.customer_subjects",
                "voice_teller.entity_owners");
        assertThatThrownBy(() -> Backup.take(StandaloneStores.laptop(data), backup))
            .hasMessageContaining("something is there");

        keep(kit, EventFamily.ACCOUNT, "ACC-LATER", Samples.opened("ACC-LATER", "CUST-KEPT"));
      } finally {
        kit.shutdownTestKit();
      }
    }
    Path restored = directory.resolve("restored");
    assertThatThrownBy(() -> Restore.intoLaptop(backup, restored))
        .hasMessageContaining("master key");
    SharedStores.delete(restored);
    copySecrets(data, restored);

    Restore.Restored all = Restore.intoLaptop(backup, restored);
    assertThat(all.entities()).isEqualTo(2);
    assertThat(all.entries()).isGreaterThanOrEqualTo(ENTRIES.size());
    assertThat(RebuildTables.overLaptop(restored)).isZero();

    try (EmbeddedStores stores =
        EmbeddedStores.start(
            PersistenceSettings.from(SharedStores.laptop(empty, restored)).embedded())) {
      Config config = noteRunning(restored, stores);
      ActorTestKit kit = SharedStores.system("restored", config);
      try (var client = DynamoDbClients.create(PersistenceSettings.from(config).dynamoDb())) {
        assertThat(kept(kit, EventFamily.CUSTOMER, "CUST-KEPT")).containsExactly(ADA);
        assertThat(kept(kit, EventFamily.ACCOUNT, "ACC-KEPT"))
            .hasSize(2)
            .hasOnlyElementsOfType(AccountEvent.class);
        assertThat(kept(kit, EventFamily.ACCOUNT, "ACC-LATER")).isEmpty();
        assertThat(Await.get(ledger(kit, config).append(ENTRIES.getLast())))
            .as("where it stood before")
            .isEqualTo(place);
        assertThat(
                Await.get(
                    DynamoTransactionHistory.create(client, kit.system(), 5)
                        .recent("ACC-KEPT", 10)))
            .extracting(Transaction::transactionId)
            .containsExactly("TXN-1");
      } finally {
        kit.shutdownTestKit();
      }
    }
  }

  /** As a bank that runs does, for commands beside it. */
  private static Config noteRunning(Path data, EmbeddedStores stores) throws IOException {
    Await.get(stores.whenReady());
    Files.writeString(
        data.resolve(StandaloneStores.RUNNING),
        stores.config().root().render(ConfigRenderOptions.concise()));
    return SharedStores.laptop(stores.config(), data).resolve();
  }

  private static void keep(ActorTestKit kit, EventFamily family, String id, Object... events) {
    TestProbe<List<Object>> kept = kit.createTestProbe();
    kit.spawn(Recorder.create(family, id))
        .tell(new Recorder.Command.Keep(List.of(events), kept.getRef()));
    kept.receiveMessage(Duration.ofSeconds(30));
  }

  private static List<Object> kept(ActorTestKit kit, EventFamily family, String id) {
    TestProbe<List<Object>> kept = kit.createTestProbe();
    kit.spawn(Recorder.create(family, id))
        .tell(new Recorder.Command.Keep(List.of(), kept.getRef()));
    return kept.receiveMessage(Duration.ofSeconds(30));
  }

  private static AuditLedger ledger(ActorTestKit kit, Config config) {
    AuditSettings settings = AuditSettings.from(config);
    return Await.get(
            Audit.start(
                kit.system(),
                settings,
                PersistenceSettings.from(config),
                Audit.key(settings),
                ProjectionObserver.none(),
                InstantSource.system()))
        .ledger();
  }

  private static void copySecrets(Path from, Path to) throws IOException {
    Path secrets = Files.createDirectories(to.resolve("secrets"));
    try (Stream<Path> keys = Files.list(from.resolve("secrets"))) {
      for (Path key : keys.toList()) {
        Files.copy(key, secrets.resolve(key.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
