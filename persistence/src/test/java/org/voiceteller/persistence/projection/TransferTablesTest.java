package org.voiceteller.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.voiceteller.persistence.Samples.NOON;
import static org.voiceteller.persistence.projection.ProjectedTables.text;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.core.account.StopOrder;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.transfer.OutsideTransfer;
import org.voiceteller.core.transfer.Purpose;
import org.voiceteller.core.transfer.TransferEvent;
import org.voiceteller.core.transfer.TransferHistory.Query;
import org.voiceteller.core.transfer.TransferKind;
import org.voiceteller.core.transfer.TransferRecord;
import org.voiceteller.core.transfer.TransferStatus;
import org.voiceteller.core.transfer.VoidReason;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.dynamodb.DynamoTransferHistory;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Transfers, as they are written and as a customer's questions find them. */
@ExtendWith(SharedStores.class)
class TransferTablesTest {

  private ProjectedTables tables;
  private Running running;

  @BeforeEach
  void connect(Running stores) {
    running = stores;
    tables = ProjectedTables.of(stores);
  }

  @Test
  void followATransferFromItsBeginningToItsEndWhateverComesAgain() {
    List<Object> events =
        List.of(
            started("TRF-F1", "CUST-F1", new Purpose.Bill("PLAN-1", 1, "City Power"), 0),
            new TransferEvent.Committed("TXN-20260115-F1", Samples.balance(1_000, 0), NOON),
            new TransferEvent.Settled(NOON));
    tables.projectAll("transfer|TRF-F1", events);
    tables.projectAll("transfer|TRF-F1", events);

    assertThat(found(all("CUST-F1")))
        .containsExactly(
            new TransferRecord(
                "TRF-F1",
                "CUST-F1",
                TransferKind.ACH,
                true,
                "4521",
                "City Power",
                Money.usd(12_345),
                TransferStatus.COMPLETED,
                "TXN-20260115-F1",
                NOON,
                null));
    assertThat(item("TRF-F1")).containsKey("settledAt");
  }

  @Test
  void tellWhyATransferCameToNothingAndWhichOneNeedsAPerson() {
    tables.projectAll(
        "transfer|TRF-F2",
        List.of(
            started("TRF-F2", "CUST-F2", new Purpose.OwnAccounts(), 0),
            new TransferEvent.Voided(VoidReason.EXPIRED, NOON)));
    tables.projectAll(
        "transfer|TRF-F3",
        List.of(
            started("TRF-F3", "CUST-F2", new Purpose.OwnAccounts(), 1),
            new TransferEvent.Escalated("CREDIT BEYOND_MEMORY", null, NOON)));

    assertThat(found(all("CUST-F2")))
        .extracting(TransferRecord::transferId, TransferRecord::status)
        .containsExactly(
            tuple("TRF-F3", TransferStatus.UNDER_REVIEW), tuple("TRF-F2", TransferStatus.FAILED));
    assertThat(item("TRF-F2")).containsEntry("reason", text("EXPIRED"));
  }

  @Test
  void keepTheLastReportOfANetworkAndWhenTheMoneyIsExpected() {
    tables.project(
        "outside-transfer|OUT-F1",
        1,
        reported("OUT-F1", "CUST-F3", TransferStatus.IN_TRANSIT, NOON.plusSeconds(86_400)));
    assertThat(found(all("CUST-F3")).getFirst().expectedAt()).isEqualTo(NOON.plusSeconds(86_400));

    tables.project(
        "outside-transfer|OUT-F1",
        2,
        reported("OUT-F1", "CUST-F3", TransferStatus.COMPLETED, null));
    tables.project(
        "outside-transfer|OUT-F1",
        1,
        reported("OUT-F1", "CUST-F3", TransferStatus.IN_TRANSIT, NOON.plusSeconds(86_400)));

    assertThat(found(all("CUST-F3")))
        .singleElement()
        .satisfies(
            transfer -> {
              assertThat(transfer.status()).isEqualTo(TransferStatus.COMPLETED);
              assertThat(transfer.expectedAt()).isNull();
              assertThat(transfer.outgoing()).isFalse();
            });
  }

  @Test
  void findByKindNameAmountAndConfirmationButNeverAnothersAndNoFees() {
    tables.project(
        "outside-transfer|OUT-F4", reported("OUT-F4", "CUST-F4", TransferStatus.COMPLETED, null));
    tables.project(
        "outside-transfer|OUT-F5", reported("OUT-F5", "CUST-F5", TransferStatus.COMPLETED, null));
    tables.project("transfer|TRF-F4", started("TRF-F4", "CUST-F4", new Purpose.OwnAccounts(), 1));
    tables.project(
        "transfer|TRF-F5",
        started(
            "TRF-F5",
            "CUST-F4",
            new Purpose.StopFee(
                new StopOrder(
                    "1234", null, null, Samples.TODAY, Samples.TODAY.plusMonths(6), null)),
            2));

    assertThat(ids(all("CUST-F4"))).containsExactly("TRF-F4", "OUT-F4");
    assertThat(ids(query("CUST-F4", TransferKind.ZELLE, null, null, null)))
        .containsExactly("OUT-F4");
    assertThat(ids(query("CUST-F4", null, "ROBIN", null, null))).containsExactly("OUT-F4");
    assertThat(ids(query("CUST-F4", null, null, 12_345L, null))).containsExactly("TRF-F4");
    assertThat(ids(query("CUST-F4", null, null, null, "zel-out-f4"))).containsExactly("OUT-F4");
    assertThat(ids(query("CUST-F4", null, null, null, "ZEL-OUT-F5"))).isEmpty();
    assertThat(ids(query("CUST-F4", null, "robin", 12_345L, null))).isEmpty();
    assertThat(ids(all("CUST-NOBODY"))).isEmpty();
  }

  @Test
  void listTheNewestFirstPageByPageAndGiveUpAfterTheMostPages() {
    CompletableFuture.allOf(
            IntStream.range(0, 230)
                .mapToObj(
                    i ->
                        tables
                            .process(
                                "transfer|TRF-P" + i,
                                1,
                                started(
                                    "TRF-P" + i,
                                    "CUST-P",
                                    new Purpose.Bill(
                                        "PLAN", 1, i == 5 || i == 90 ? "Rare Payee" : "Usual"),
                                    i))
                            .toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new))
        .join();

    assertThat(ids(new Query("CUST-P", null, null, null, null, 3)))
        .containsExactly("TRF-P229", "TRF-P228", "TRF-P227");
    assertThat(ids(new Query("CUST-P", null, null, null, null, 150)))
        .containsExactlyElementsOf(
            IntStream.range(0, 150).mapToObj(i -> "TRF-P" + (229 - i)).toList());
    // On the second page; the other one would be on the third.
    assertThat(ids(query("CUST-P", null, "rare", null, null))).containsExactly("TRF-P90");
  }

  @Test
  void areReadByKeyOrIndexAndNeverByAScan() {
    Queue<String> calls = new ConcurrentLinkedQueue<>();
    DynamoDbAsyncClient watched =
        (DynamoDbAsyncClient)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DynamoDbAsyncClient.class},
                (_, method, arguments) -> {
                  calls.add(method.getName());
                  try {
                    return method.invoke(running.client(), arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getTargetException();
                  }
                });
    var history = DynamoTransferHistory.create(watched, running.kit().system(), 2);

    Await.get(history.search(all("CUST-F4")));
    Await.get(history.search(query("CUST-F4", null, null, null, "x")));

    assertThat(calls).containsOnly("queryPaginator");
  }

  private List<TransferRecord> found(Query query) {
    return Await.get(tables.transfers().search(query));
  }

  private List<String> ids(Query query) {
    return found(query).stream().map(TransferRecord::transferId).toList();
  }

  private static Query all(String customerId) {
    return query(customerId, null, null, null, null);
  }

  private static Query query(
      String customerId,
      @Nullable TransferKind kind,
      @Nullable String counterparty,
      @Nullable Long minorUnits,
      @Nullable String confirmation) {
    return new Query(customerId, kind, counterparty, minorUnits, confirmation, 10);
  }

  private Map<String, AttributeValue> item(String transferId) {
    return tables.item(Table.TRANSFERS, Map.of("transferId", text(transferId)));
  }

  private static TransferEvent started(
      String transferId, String customerId, Purpose purpose, int seconds) {
    return Samples.transferStarted(transferId, customerId, purpose, NOON.plusSeconds(seconds));
  }

  private static OutsideTransfer.Event reported(
      String id, String customerId, TransferStatus status, @Nullable Instant expectedAt) {
    return new OutsideTransfer.Event.StatusReported(
        new OutsideTransfer.Report(
            customerId,
            "ACC-1",
            "4521",
            TransferKind.ZELLE,
            false,
            "Robin Sender",
            Money.usd(4_000),
            status,
            "ZEL-" + id,
            NOON,
            expectedAt),
        NOON);
  }
}
