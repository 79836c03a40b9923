package org.voiceteller.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSession;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSessionRegistry;
import org.apache.pekko.stream.javadsl.Sink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.voiceteller.core.audit.Chained;
import org.voiceteller.core.audit.ExportCheck;
import org.voiceteller.core.audit.LedgerLine;
import org.voiceteller.core.audit.SignedStatement;
import org.voiceteller.core.audit.Verdict;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.audit.LedgerStore.Stored;
import org.voiceteller.persistence.audit.LedgerStore.StoredHead;
import org.voiceteller.persistence.projection.ProjectionObserver;

/** The ledger over the real Cassandra. Each test begins with an empty one. */
@ExtendWith(SharedStores.class)
class CassandraLedgerTest {

  /** Small, so that every test crosses partitions. */
  private static final long BUCKET = 16;

  private static final int SIGN_EVERY = 10;
  private static final String KEYSPACE = "ledger_of_each_test";

  /** Made once: changes of the schema are slow. */
  private static @Nullable LedgerStore made;

  private final List<CassandraLedger> ledgers = new ArrayList<>();
  private final Queue<String> differences = new ConcurrentLinkedQueue<>();
  private final ProjectionObserver observer =
      new ProjectionObserver() {
        @Override
        public void evidenceDiffers(String table, String key) {
          differences.add(table + " " + key);
        }
      };

  @TempDir private Path directory = Path.of("");
  private Running running;
  private LedgerStore store;
  private HeadSigner key;

  @BeforeEach
  void connect(Running stores) {
    running = stores;
    key = SigningKeyFile.readOrMake(directory.resolve("key.pem"));
    store = made == null ? make() : made;
    made = store;
    CassandraSession session =
        CassandraSessionRegistry.get(running.kit().system())
            .sessionFor("pekko.projection.cassandra.session-config");
    for (String table : List.of("audit_ledger", "audit_ledger_places", "audit_ledger_heads")) {
      Await.get(session.executeWrite("TRUNCATE %s.%s".formatted(KEYSPACE, table)));
    }
  }

  /** A ledger that goes on signs what the next test writes. */
  @AfterEach
  void closeLedgers() {
    ledgers.forEach(ledger -> Await.get(ledger.close()));
  }

  private LedgerStore make() {
    LedgerStore first = LedgerStore.create(running.kit().system(), KEYSPACE, BUCKET);
    Await.get(first.createMissing());
    return first;
  }

  @Test
  void givesEveryEntryOnePlaceHoweverManyWritersRaceAndRepeat() {
    List<Chained> entries = new ArrayList<>();
    for (int call = 1; call <= 6; call++) {
      entries.addAll(
          Samples.chained("CALL-" + call, "CUST-1", "AUTHENTICATE", "CHECK_BALANCE", "STOP", "X"));
    }
    List<CassandraLedger> nodes = List.of(ledger(), ledger(), ledger());
    Random random = new Random(7);

    List<CompletableFuture<Long>> places = new ArrayList<>();
    for (CassandraLedger node : nodes) {
      List<Chained> shuffled = new ArrayList<>(entries);
      Collections.shuffle(shuffled, random);
      shuffled.forEach(entry -> places.add(node.append(entry).toCompletableFuture()));
      shuffled.forEach(entry -> places.add(node.append(entry).toCompletableFuture()));
    }
    Await.get(CompletableFuture.allOf(places.toArray(CompletableFuture<?>[]::new)));

    assertThat(places.stream().map(CompletableFuture::join).distinct().sorted().toList())
        .containsExactlyElementsOf(
            java.util.stream.LongStream.rangeClosed(1, entries.size()).boxed().toList());
    assertThat(sequences()).hasSize(entries.size()).doesNotHaveDuplicates();
    assertThat(differences).isEmpty();
  }

  @Test
  void exportsWhatCanBeCheckedOffline() {
    CassandraLedger ledger = ledger();
    for (int call = 1; call <= 12; call++) {
      for (Chained entry : Samples.chained("CALL-" + call, "CUST-1", "A", "B", "CALL_ENDED")) {
        Await.get(ledger.append(entry));
      }
    }

    Verdict verdict = check(export());

    assertThat(verdict).isInstanceOf(Verdict.Whole.class);
    Verdict.Whole whole = (Verdict.Whole) verdict;
    assertThat(whole.entries()).isEqualTo(36);
    assertThat(whole.heads()).isEqualTo(3);
    assertThat(whole.trusted()).isTrue();
    assertThat(whole.keyId()).isEqualTo(SignedStatement.keyId(key.publicKey()));
  }

  @Test
  void exportsAnEmptyLedger() {
    assertThat(check(export())).isInstanceOf(Verdict.Whole.class);
  }

  @Test
  void findsTheEntryThatAWriterWroteBeforeItDied() {
    Chained entry = Samples.chained("CALL-1", "CUST-1", "AUTHENTICATE").getFirst();
    LedgerLine line = LedgerLine.after(LedgerLine.Head.ofNothing(), entry, Samples.NOON);
    // Its place was taken, and not noted any more.
    Await.get(store.take(List.of(new Stored(line, "CALL-1", 1, LedgerLine.entryHash(entry)))));

    assertThat(Await.get(ledger().append(entry))).isEqualTo(1);
    assertThat(sequences()).containsExactly(1L);
  }

  @Test
  void tellsOfAnEntryThatComesAgainWithAnotherContent() {
    CassandraLedger ledger = ledger();
    Await.get(ledger.append(Samples.chained("CALL-1", "CUST-1", "CHECK_BALANCE").getFirst()));
    Await.get(ledger.append(Samples.chained("CALL-1", "CUST-1", "INTERNAL_TRANSFER").getFirst()));

    assertThat(sequences()).containsExactly(1L);
    assertThat(differences).containsExactly("audit_ledger CALL-1#1");
  }

  @Test
  void addsNothingToALedgerThatHoldsLessThanWasSigned() {
    SignedStatement beyond =
        SignedStatement.head(
            SignedStatement.Heads.none(),
            new LedgerLine.Head(3, "00"),
            Samples.NOON,
            SignedStatement.keyId(key.publicKey()));
    String line = beyond.signed(Await.get(key.sign(beyond.message())));
    Await.get(store.take(new StoredHead(SignedStatement.Heads.none().after(line), 3, line)));

    assertThatThrownBy(
            () -> Await.get(ledger().append(Samples.chained("CALL-1", "CUST-1", "A").getFirst())))
        .hasRootCauseInstanceOf(DamagedLedgerException.class);
    assertThat(sequences()).isEmpty();
  }

  @Test
  void signsAfterAWhileWhenEntriesCame() {
    CassandraLedger ledger =
        ledger(
            new AuditSettings("x", Optional.empty(), false, 100, Duration.ofMillis(200), 9, true));
    Await.get(ledger.append(Samples.chained("CALL-1", "CUST-1", "A").getFirst()));

    Optional<StoredHead> head = Await.until(running.kit(), store::lastHead, Optional::isPresent);

    assertThat(head.orElseThrow().sequence()).isEqualTo(1);
  }

  @Test
  void refusesWhenMoreWaitThanMayWait() {
    CassandraLedger ledger =
        ledger(new AuditSettings("x", Optional.empty(), false, 10, Duration.ofHours(1), 1, true));
    ledger.close();

    assertThatThrownBy(
            () -> Await.get(ledger.append(Samples.chained("CALL-1", "C", "A").getFirst())))
        .hasMessageContaining("cannot keep up");
  }

  private CassandraLedger ledger() {
    return ledger(
        new AuditSettings(
            "x", Optional.empty(), false, SIGN_EVERY, Duration.ofHours(1), 1_000, true));
  }

  private CassandraLedger ledger(AuditSettings settings) {
    CassandraLedger ledger =
        CassandraLedger.create(
            running.kit().system(),
            store,
            new LedgerSigner(
                running.kit().system(),
                Optional.of(key),
                settings.signEveryEntries(),
                InstantSource.system()),
            settings,
            observer,
            InstantSource.system());
    ledgers.add(ledger);
    return ledger;
  }

  private List<Long> sequences() {
    return Await.get(
        store
            .entries(1, 1_000)
            .map(stored -> stored.line().sequence())
            .runWith(Sink.seq(), running.kit().system()));
  }

  private List<String> export() {
    return Await.get(
        new LedgerExport(store, key)
            .lines(Samples.NOON)
            .thenCompose(lines -> lines.runWith(Sink.seq(), running.kit().system())));
  }

  private Verdict check(List<String> lines) {
    ExportCheck check = ExportCheck.create(List.of(key.publicKey()));
    lines.forEach(check::accept);
    return check.finish();
  }
}
