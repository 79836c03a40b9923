package org.voiceteller.persistence.personal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.Row;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSessionRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.core.account.Account;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;

/** Accounts from their snapshots in the real Cassandra, and from all of their events again. */
@ExtendWith(SharedStores.class)
class SnapshotsTest {

  private static final int EVERY = 5;
  private static final String SECRET = "ZELLE SAM SNAPSHOT";

  private Running running;

  @BeforeEach
  void connect(Running stores) {
    running = stores;
  }

  @Test
  void anAccountIsMadeFromItsSnapshotAndTheEventsAfterItAndNoEventIsDeleted() {
    List<AccountEvent> events = events("ACC-SNAP-1", 12);
    Account before = keep("ACC-SNAP-1", events).state();

    Answer after = keep("ACC-SNAP-1", List.of());

    assertThat(after.state()).isEqualTo(before).isEqualTo(replayed(events));
    assertThat(after.replayed()).isEqualTo(12 % EVERY);
    assertThat(raw("pekko.messages", "ACC-SNAP-1")).hasSize(12);
    assertThat(raw("pekko_snapshot.snapshots", "ACC-SNAP-1")).isNotEmpty();
  }

  @Test
  void nothingPersonalStandsInASnapshotAndAfterAnErasureTheEventsAloneAreRead() {
    List<AccountEvent> events = events("ACC-SNAP-2", 7);
    keep("ACC-SNAP-2", events);
    assertThat(raw("pekko_snapshot.snapshots", "ACC-SNAP-2"))
        .isNotEmpty()
        .allSatisfy(bytes -> assertThat(bytes).doesNotContain(SECRET, "SNAPSHOT"));
    Account.Open open = (Account.Open) keep("ACC-SNAP-2", List.of()).state();
    assertThat(open.toString()).contains(SECRET);

    Await.get(
        PersonalData.of(running.kit().system()).erase("customer|CUST-ACC-SNAP-2", Instant.EPOCH));
    Answer after = keep("ACC-SNAP-2", List.of());

    assertThat(after.replayed()).isEqualTo(7);
    assertThat(after.state().toString()).doesNotContain(SECRET).contains("[erased]");
    assertThat(((Account.Open) after.state()).balance()).isEqualTo(open.balance());
    // What comes later is kept, and its snapshots hold nothing.
    keep("ACC-SNAP-2", List.of(held("TXN-LATE-1"), held("TXN-LATE-2"), held("TXN-LATE-3")));
    assertThat(keep("ACC-SNAP-2", List.of()).replayed()).isEqualTo(10);
  }

  private static List<AccountEvent> events(String accountId, int count) {
    List<AccountEvent> events = new ArrayList<>();
    events.add(Samples.opened(accountId, "CUST-" + accountId));
    IntStream.range(1, count).forEach(i -> events.add(held("TXN-" + i)));
    return events;
  }

  private static AccountEvent held(String id) {
    return Samples.held(id, 100, 5_000, new Merchant(SECRET, "4829", "transfers"), 1);
  }

  private static Account replayed(List<AccountEvent> events) {
    Account account = new Account.Unopened();
    for (AccountEvent event : events) {
      account = account.apply(event);
    }
    return account;
  }

  /** Starts the account anew, lets it keep these one by one, and stops it. */
  private Answer keep(String accountId, List<AccountEvent> events) {
    TestProbe<Answer> kept = running.kit().createTestProbe();
    ActorRef<Keep> account = running.kit().spawn(new Snapped(accountId));
    Answer last = null;
    for (AccountEvent event : events) {
      account.tell(new Keep(List.of(event), kept.getRef()));
      last = kept.receiveMessage(Duration.ofSeconds(20));
    }
    if (last == null) {
      account.tell(new Keep(List.of(), kept.getRef()));
      last = kept.receiveMessage(Duration.ofSeconds(20));
    }
    // It answers once more when the last snapshot is written.
    account.tell(new Keep(List.of(), kept.getRef()));
    kept.receiveMessage(Duration.ofSeconds(20));
    running.kit().stop(account);
    return last;
  }

  private List<String> raw(String table, String accountId) {
    var session =
        CassandraSessionRegistry.get(running.kit().system())
            .sessionFor("pekko.projection.cassandra.session-config");
    String column = table.endsWith("snapshots") ? "snapshot_data" : "event";
    return Await.get(session.selectAll("SELECT * FROM " + table)).stream()
        .filter(row -> ("snapped|" + accountId).equals(row.getString("persistence_id")))
        .map(row -> text(row, column))
        .toList();
  }

  private static String text(Row row, String column) {
    ByteBuffer bytes = row.getByteBuffer(column);
    return bytes == null ? "" : UTF_8.decode(bytes.duplicate()).toString();
  }

  private record Keep(List<AccountEvent> events, ActorRef<Answer> replyTo) {}

  private record Answer(Account state, int replayed) {}

  /** An account without rules, which tells how many events made it when it started. */
  private static final class Snapped extends EventSourcedBehavior<Keep, AccountEvent, Account> {

    private final AtomicInteger applied = new AtomicInteger();
    private int persisted;

    Snapped(String accountId) {
      super(PersistenceId.of("snapped", accountId));
    }

    @Override
    public Account emptyState() {
      return new Account.Unopened();
    }

    @Override
    public CommandHandler<Keep, AccountEvent, Account> commandHandler() {
      return (_, keep) -> {
        persisted += keep.events().size();
        return Effect()
            .persist(keep.events())
            .thenReply(keep.replyTo(), state -> new Answer(state, applied.get() - persisted));
      };
    }

    @Override
    public EventHandler<Account, AccountEvent> eventHandler() {
      return (account, event) -> {
        applied.incrementAndGet();
        return account.apply(event);
      };
    }

    @Override
    public RetentionCriteria retentionCriteria() {
      return RetentionCriteria.snapshotEvery(EVERY, 2);
    }
  }
}
