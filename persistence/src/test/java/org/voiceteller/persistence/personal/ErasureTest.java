package org.voiceteller.persistence.personal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.persistence.cassandra.query.javadsl.CassandraReadJournal;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSessionRegistry;
import org.apache.pekko.stream.javadsl.Sink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.account.Leg;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.account.StopOrder;
import org.voiceteller.core.audit.Chained;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.card.CardEvent;
import org.voiceteller.core.compliance.RegulationE;
import org.voiceteller.core.customer.CustomerEvent;
import org.voiceteller.core.dispute.CaseKind;
import org.voiceteller.core.dispute.CasePolicy;
import org.voiceteller.core.dispute.DisputeEvent;
import org.voiceteller.core.dispute.DisputeReason;
import org.voiceteller.core.dispute.DisputedCharge;
import org.voiceteller.core.dispute.Finding;
import org.voiceteller.core.journal.EventFamily;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.transfer.OutsideTransfer;
import org.voiceteller.core.transfer.Purpose;
import org.voiceteller.core.transfer.TransferEvent;
import org.voiceteller.core.transfer.TransferKind;
import org.voiceteller.core.transfer.TransferStatus;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.Recorder;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.console.ConsoleQueries;
import org.voiceteller.persistence.console.CustomerRow;
import org.voiceteller.persistence.console.CustomerSearch;
import org.voiceteller.persistence.dynamodb.Items;
import org.voiceteller.persistence.dynamodb.Table;
import org.voiceteller.persistence.projection.FilledTables;

/** What is personal in the real journal, before and after it is erased. */
@ExtendWith(SharedStores.class)
class ErasureTest {

  private static final List<String> PERSONAL =
      List.of(
          "Ada Erasable",
          "ada@example.com",
          "+15550001111",
          "12 Hidden Lane",
          "my secret words",
          "198.51.100.77",
          "\\\"payee\\\"",
          "five hundred dollars",
          "Robin Landlord",
          "ZELLE KIM SECRET",
          "Casey Counterparty",
          "Dana Checkpayee",
          "TRACK-777",
          "the shop lied to them");

  private static final List<String> SEARCHED = List.of("ada eras", "erasable", "1111");

  private final List<Chained> audited = new ArrayList<>();

  @Test
  void nothingPersonalStandsInTheJournalAndNothingIsReadAfterItsKeysAreGone(Running running) {
    keep(running.kit(), EventFamily.CUSTOMER, "CUST-SHRED", registered());
    keep(running.kit(), EventFamily.CALL, "CALL-SHRED", call());
    keep(running.kit(), EventFamily.CALL, "CALL-OTHER", Samples.call("CALL-OTHER", "CUST-OTHER"));
    books().forEach((id, events) -> keep(running.kit(), familyOf(id), afterBar(id), events));
    books()
        .forEach(
            (id, events) -> {
              assertThat(events(running.kit(), id)).isEqualTo(events);
              assertThat(raw(running, id)).isNotEmpty().doesNotContain(PERSONAL);
            });
    List<Object> before = events(running.kit(), "call|CALL-SHRED");
    assertThat(before).isEqualTo(call());
    assertThat(events(running.kit(), "customer|CUST-SHRED")).isEqualTo(registered());
    assertThat(raw(running, "call|CALL-SHRED") + raw(running, "customer|CUST-SHRED"))
        .contains("CALL_STARTED", "tool-1")
        .doesNotContain(PERSONAL);
    FilledTables.with(running, books());
    FilledTables.with(running, Map.of("customer|CUST-SHRED", registered()));
    CustomerSearch search =
        ConsoleQueries.create(
                running.client(), CasePolicy.standard(ZoneId.of("UTC")), InstantSource.system())
            .search();
    for (String words : SEARCHED) {
      assertThat(found(search, words)).as(words).containsExactly("CUST-SHRED");
    }

    int calls =
        Await.get(
            new Erasure(
                    PersonalData.of(running.kit().system()),
                    running.client(),
                    entry -> {
                      audited.add(entry);
                      return CompletableFuture.completedFuture(1L);
                    })
                .erase("CUST-SHRED", "REQUEST-17", "US-CO", Samples.NOON));

    assertThat(calls).isEqualTo(1);
    assertCopiesAreErased(running);
    for (String words : SEARCHED) {
      assertThat(found(search, words)).as(words).isEmpty();
    }
    // Nor is anybody found by what the journal says now, when the tables are made of it anew.
    Await.get(
        running
            .client()
            .deleteItem(
                delete ->
                    delete
                        .tableName(Table.CUSTOMERS.tableName())
                        .key(Items.item().text("customerId", "CUST-SHRED").build())));
    FilledTables.with(
        running, Map.of("customer|CUST-SHRED", events(running.kit(), "customer|CUST-SHRED")));
    assertThat(found(search, "erased")).isEmpty();
    assertThat(audited)
        .singleElement()
        .extracting(c -> c.entry().action())
        .isEqualTo("ERASE_CUSTOMER");
    // Here, and on a node that has never seen the keys.
    ActorTestKit another =
        SharedStores.system("another", running.kit().system().settings().config());
    for (ActorTestKit kit : List.of(running.kit(), another)) {
      List<Object> after = events(kit, "call|CALL-SHRED");
      assertThat(after).hasSameSizeAs(before);
      assertThat(after.toString()).doesNotContain(PERSONAL).contains("[erased]");
      assertThat(after.stream().filter(CallEvent.Audited.class::isInstance).toList())
          .isEqualTo(before.stream().filter(CallEvent.Audited.class::isInstance).toList())
          .isNotEmpty();
      assertThat(events(kit, "customer|CUST-SHRED").toString())
          .doesNotContain(PERSONAL)
          .contains("CUST-SHRED", "US-CO");
      books()
          .forEach(
              (id, kept) -> {
                List<Object> read = events(kit, id);
                assertThat(read).hasSameSizeAs(kept);
                assertThat(read.toString()).doesNotContain(PERSONAL).contains("[erased]");
              });
      // The money is what it was.
      assertThat(
              events(kit, "account|ACC-SHRED").stream()
                  .filter(AccountEvent.Posted.class::isInstance)
                  .map(AccountEvent.Posted.class::cast)
                  .map(posted -> posted.after().posted()))
          .containsExactly(Money.usd(10_000));
      assertThat(events(kit, "call|CALL-OTHER"))
          .isEqualTo(Samples.call("CALL-OTHER", "CUST-OTHER"));
    }
    assertThat(
            Await.get(
                    running
                        .client()
                        .getItem(
                            get ->
                                get.tableName(Table.CUSTOMERS.tableName())
                                    .key(Items.item().text("customerId", "CUST-SHRED").build())))
                .item()
                .toString())
        .contains("[erased]")
        .doesNotContain("Ada", "1111", "ada", "Initial", "Sort");
    // What comes later of the same call is not kept in the clear, and not kept at all.
    keep(
        another,
        EventFamily.CALL,
        "CALL-SHRED",
        List.of(
            new CallEvent.TurnTaken(
                new Turn("T-2", Turn.Speaker.CALLER, "my secret words"), Samples.NOON)));
    assertThat(events(another, "call|CALL-SHRED").getLast().toString()).contains("[erased]");
    assertThat(raw(running, "call|CALL-SHRED")).doesNotContain(PERSONAL);
    another.shutdownTestKit();
  }

  private static void assertCopiesAreErased(Running running) {
    for (Table table :
        List.of(Table.TRANSACTIONS, Table.TRANSFERS, Table.BILL_PAY, Table.CARDS, Table.DISPUTES)) {
      String items =
          Await.get(running.client().scan(scan -> scan.tableName(table.tableName())))
              .items()
              .toString();
      assertThat(items).as(table.tableName()).contains("SHRED").doesNotContain(PERSONAL);
    }
  }

  private static List<String> found(CustomerSearch search, String words) {
    return Await.get(search.page(words, 50, null)).items().stream()
        .map(CustomerRow::customerId)
        .toList();
  }

  private static EventFamily familyOf(String persistenceId) {
    return EventFamily.valueOf(
        persistenceId.substring(0, persistenceId.indexOf('|')).toUpperCase(Locale.ROOT));
  }

  private static String afterBar(String persistenceId) {
    return persistenceId.substring(persistenceId.indexOf('|') + 1);
  }

  /** By persistence id. */
  private static Map<String, List<Object>> books() {
    Merchant kim = new Merchant("ZELLE KIM SECRET", "4829", "transfers");
    Leg leg = new Leg("TRF-SHRED", "CUST-SHRED", Money.usd(500), kim, Samples.NOON);
    CasePolicy policy = CasePolicy.standard(ZoneId.of("America/Denver"));
    return Map.of(
        "account|ACC-SHRED",
        List.of(
            Samples.opened("ACC-SHRED", "CUST-SHRED"),
            Samples.posted("TXN-SHRED", 10_000, 10_000, kim, 1),
            Samples.held("TXN-SHRED-2", 700, 10_000, kim, 2),
            new AccountEvent.CheckRegistered(
                "101", Money.usd(900), "Dana Checkpayee", Samples.NOON),
            new AccountEvent.StopPlaced(
                new StopOrder(
                    "101",
                    null,
                    "Dana Checkpayee",
                    Samples.TODAY,
                    Samples.TODAY.plusMonths(6),
                    null),
                Samples.NOON),
            new AccountEvent.TransferPending(leg, null, Samples.balance(10_000, 500), Samples.NOON),
            new AccountEvent.TransferPosted(
                "TRF-SHRED", Money.usd(500), kim, Samples.balance(9_500, 0), Samples.NOON),
            new AccountEvent.TransferCredited(leg, Samples.balance(10_000, 0), Samples.NOON)),
        "transfer|TRF-SHRED",
        List.of(
            Samples.transferStarted(
                "TRF-SHRED",
                "CUST-SHRED",
                new Purpose.Bill("PLAN-SHRED", 1, "Robin Landlord"),
                Samples.NOON),
            new TransferEvent.Settled(Samples.NOON)),
        "transfer|OUT-SHRED",
        List.of(
            new OutsideTransfer.Event.StatusReported(
                new OutsideTransfer.Report(
                    "CUST-SHRED",
                    "ACC-SHRED",
                    "4521",
                    TransferKind.ZELLE,
                    true,
                    "Casey Counterparty",
                    Money.usd(100),
                    TransferStatus.COMPLETED,
                    "ZEL-SHRED",
                    Samples.NOON,
                    null),
                Samples.NOON)),
        "bill_pay|CUST-SHRED",
        List.of(Samples.billScheduled("CUST-SHRED", "PLAN-SHRED", "Robin Landlord")),
        "card|CARD-SHRED",
        List.of(
            new CardEvent.Issued("CARD-SHRED", "CUST-SHRED", "ACC-SHRED", "4417", Samples.NOON),
            new CardEvent.Shipped("USPS", "TRACK-777", Samples.NOON)),
        "dispute|DISPUTE-SHRED",
        List.of(
            new DisputeEvent.Opened(
                policy.intake(
                    "DISPUTE-SHRED",
                    "CALL-1/use-1",
                    CaseKind.DISPUTE,
                    "CUST-SHRED",
                    new DisputedCharge(
                        "ACC-SHRED", "TXN-SHRED", Money.usd(7_500), kim, Samples.NOON),
                    DisputeReason.WRONG_AMOUNT,
                    policy.clocks(
                        policy.day(Samples.NOON),
                        new RegulationE.Transfer(policy.day(Samples.NOON), null, true, false))),
                Samples.NOON),
            new DisputeEvent.Decided(Finding.FOR_CUSTOMER, "the shop lied to them", Samples.NOON)));
  }

  private static List<Object> registered() {
    return List.of(
        new CustomerEvent.Registered(
            "CUST-SHRED",
            "Ada Erasable",
            "ada@example.com",
            "+15550001111",
            "12 Hidden Lane",
            "US-CO",
            Samples.NOON));
  }

  private static List<Object> call() {
    List<Object> events = new ArrayList<>();
    events.add(
        new CallEvent.Started(
            "CALL-SHRED",
            new CallOrigin("browser", "+15550001111", "US-CO", "en-US", "198.51.100.77"),
            "00",
            Samples.NOON));
    events.add(new CallEvent.LegAttached("LEG-1", "198.51.100.77", Samples.NOON));
    Samples.chained("CALL-SHRED", "CUST-SHRED", "CALL_STARTED", "AUTHENTICATE")
        .forEach(entry -> events.add(new CallEvent.Audited(entry)));
    events.add(new CallEvent.CustomerIdentified("CUST-SHRED", Samples.NOON));
    events.add(
        new CallEvent.TurnTaken(
            new Turn("T-1", Turn.Speaker.CALLER, "my secret words"), Samples.NOON));
    events.add(
        new CallEvent.WishKept(
            "tool-1", "setupBillpayTool", "{\"payee\":\"x\"}", Level.PHONE, Samples.NOON));
    events.add(
        new CallEvent.ToolFinished(
            "tool-1",
            "checkBalanceTool",
            new ToolOutcome(
                ToolOutcome.Result.SUCCEEDED, "{\"say\":\"five hundred dollars\"}", null),
            41L,
            Samples.NOON));
    return events;
  }

  private static void keep(ActorTestKit kit, EventFamily family, String id, List<?> events) {
    TestProbe<List<Object>> kept = kit.createTestProbe();
    var recorder = kit.spawn(Recorder.create(family, id));
    recorder.tell(new Recorder.Command.Keep(new ArrayList<>(events), kept.getRef()));
    kept.receiveMessage(Duration.ofSeconds(30));
    kit.stop(recorder);
  }

  private static List<Object> events(ActorTestKit kit, String persistenceId) {
    return Await.get(
        PersistenceQuery.get(kit.system())
            .getReadJournalFor(CassandraReadJournal.class, CassandraReadJournal.Identifier())
            .currentEventsByPersistenceId(persistenceId, 0, Long.MAX_VALUE)
            .map(EventEnvelope::event)
            .runWith(Sink.seq(), kit.system()));
  }

  /** As it lies in Cassandra, by entity and by tag. */
  private static String raw(Running running, String persistenceId) {
    var session =
        CassandraSessionRegistry.get(running.kit().system())
            .sessionFor("pekko.projection.cassandra.session-config");
    StringBuilder all = new StringBuilder();
    for (String table : List.of("pekko.messages", "pekko.tag_views")) {
      Await.get(session.selectAll("SELECT persistence_id, event FROM " + table)).stream()
          .filter(row -> persistenceId.equals(row.getString("persistence_id")))
          .map(row -> row.getByteBuffer("event"))
          .forEach(event -> all.append(text(event)));
    }
    return all.toString();
  }

  private static String text(@Nullable ByteBuffer bytes) {
    return bytes == null ? "" : UTF_8.decode(bytes.duplicate()).toString();
  }
}
