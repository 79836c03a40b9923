package org.voiceteller.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.voiceteller.persistence.Samples.CAFE;
import static org.voiceteller.persistence.Samples.GROCER;
import static org.voiceteller.persistence.Samples.NOON;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.pekko.persistence.query.NoOffset;
import org.apache.pekko.projection.eventsourced.EventEnvelope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.core.account.Transaction;
import org.voiceteller.core.account.TransactionHistory;
import org.voiceteller.core.account.TransactionQuery;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.Chained;
import org.voiceteller.core.audit.LedgerLine;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.customer.CustomerEvent;
import org.voiceteller.core.customer.PhoneBindingEvent;
import org.voiceteller.core.money.Money;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.dynamodb.DynamoTransactionHistory;
import org.voiceteller.persistence.dynamodb.Items;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Events straight to the handler and into the real tables, in every order they can come in. */
@ExtendWith(SharedStores.class)
class TablesTest {

  private final List<String> tampered = new ArrayList<>();
  private DynamoDbAsyncClient client;
  private TableHandler handler;
  private TransactionHistory history;

  @BeforeEach
  void connect(Running running) {
    client = running.client();
    ProjectionObserver observer =
        new ProjectionObserver() {
          @Override
          public void evidenceDiffers(String table, String key) {
            tampered.add(table + " " + key);
          }
        };
    handler =
        new TableHandler(
            "test", new TableWriter(client, observer), observer, InstantSource.fixed(NOON));
    history = DynamoTransactionHistory.create(client, running.kit().system(), 5);
  }

  @Test
  void keepsAnAccountAsItsLastEventLeftIt() {
    project("account|ACC-T1", Samples.opened("ACC-T1", "CUST-T1"));
    project("account|ACC-T1", 2, Samples.posted("TXN-1", 584_732, 584_732, GROCER, 1));
    project("account|ACC-T1", 3, Samples.held("TXN-2", 20_000, 584_732, CAFE, 2));

    assertThat(item(Table.ACCOUNTS, Map.of("accountId", text("ACC-T1"))))
        .containsEntry("customerId", text("CUST-T1"))
        .containsEntry("lastFour", text("4521"))
        .containsEntry("postedMinorUnits", number(584_732))
        .containsEntry("heldMinorUnits", number(20_000))
        .containsEntry("availableMinorUnits", number(564_732));
  }

  @Test
  void isNotChangedByEventsThatComeAgain() {
    List<Object> events =
        List.of(
            Samples.opened("ACC-T2", "CUST-T2"),
            Samples.posted("TXN-1", 50_000, 50_000, GROCER, 1),
            Samples.held("TXN-2", 1_000, 50_000, CAFE, 2),
            Samples.released("TXN-2", 50_000),
            Samples.posted("TXN-3", -1_200, 48_800, CAFE, 2));
    projectAll("account|ACC-T2", events);
    Map<String, AttributeValue> account = item(Table.ACCOUNTS, Map.of("accountId", text("ACC-T2")));
    List<Transaction> lines = Await.get(history.recent("ACC-T2", 10));

    projectAll("account|ACC-T2", events);
    project("account|ACC-T2", 3, events.get(2));

    assertThat(item(Table.ACCOUNTS, Map.of("accountId", text("ACC-T2")))).isEqualTo(account);
    assertThat(Await.get(history.recent("ACC-T2", 10))).isEqualTo(lines);
    assertThat(lines).extracting(Transaction::transactionId).containsExactly("TXN-3", "TXN-1");
  }

  @Test
  void listsAHoldAsPendingMoneyThatWent() {
    project("account|ACC-T3", Samples.opened("ACC-T3", "CUST-T3"));
    project("account|ACC-T3", 2, Samples.held("TXN-1", 20_000, 0, CAFE, 1));

    assertThat(Await.get(history.recent("ACC-T3", 10)))
        .containsExactly(
            new Transaction(
                "ACC-T3",
                "TXN-1",
                Money.usd(-20_000),
                CAFE,
                Transaction.Status.PENDING,
                NOON.plusSeconds(3600)));
  }

  @Test
  void keepsAPostingUnderTheHoldsOwnIdWhicheverComesFirst() {
    projectAll(
        "account|ACC-T4",
        List.of(
            Samples.opened("ACC-T4", "CUST-T4"),
            Samples.held("TXN-A", 500, 0, CAFE, 1),
            Samples.posted("TXN-A", -500, -500, CAFE, 1),
            Samples.released("TXN-A", -500),
            Samples.held("TXN-B", 700, -500, CAFE, 2),
            Samples.released("TXN-B", -500),
            Samples.posted("TXN-B", -700, -1_200, CAFE, 2)));

    assertThat(Await.get(history.recent("ACC-T4", 10)))
        .extracting(Transaction::transactionId, Transaction::status)
        .containsExactly(
            tuple("TXN-B", Transaction.Status.POSTED), tuple("TXN-A", Transaction.Status.POSTED));
  }

  @Test
  void findsTransactionsByMerchantCategoryAmountAndTime() {
    List<Object> events = new ArrayList<>(List.of(Samples.opened("ACC-T5", "CUST-T5")));
    IntStream.rangeClosed(1, 30)
        .forEach(
            i ->
                events.add(
                    Samples.posted(
                        "TXN-" + i, -100L * i, -100L * i, i % 2 == 0 ? GROCER : CAFE, i)));
    projectAll("account|ACC-T5", events);

    assertThat(ids(new TransactionQuery("ACC-T5", null, null, null, null, null, null, 3)))
        .containsExactly("TXN-30", "TXN-29", "TXN-28");
    assertThat(ids(new TransactionQuery("ACC-T5", "green groc", null, null, null, null, null, 2)))
        .containsExactly("TXN-30", "TXN-28");
    assertThat(ids(new TransactionQuery("ACC-T5", null, "Restaurants", null, 500L, null, null, 9)))
        .containsExactly("TXN-5", "TXN-3", "TXN-1");
    assertThat(ids(new TransactionQuery("ACC-T5", null, null, 300L, 400L, null, null, 9)))
        .containsExactly("TXN-4", "TXN-3");
    assertThat(
            ids(
                new TransactionQuery(
                    "ACC-T5",
                    null,
                    null,
                    null,
                    null,
                    NOON.plusSeconds(3600 * 10),
                    NOON.plusSeconds(3600 * 12),
                    9)))
        .containsExactly("TXN-11", "TXN-10");
    assertThat(ids(new TransactionQuery("ACC-NONE", null, null, null, null, null, null, 9)))
        .isEmpty();
  }

  @Test
  void givesAnAuditEntryEveryFieldThatAnAuditorAsksFor() {
    Chained login = Samples.chained("CALL-T6", "CUST-T6", "LOGIN").getFirst();
    project("call|CALL-T6", new CallEvent.Audited(login));

    assertThat(audit("CALL-T6", 1))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("auditId", text("AUDIT-CALL-T6-1")),
                Map.entry("auditNumber", number(1)),
                Map.entry("timestamp", text("2026-01-15T12:00:01.000000000Z")),
                Map.entry("customerId", text("CUST-T6")),
                Map.entry("sessionId", text("CALL-T6")),
                Map.entry("action", text("LOGIN")),
                Map.entry("resource", text("ACC-1")),
                Map.entry("result", text("SUCCESS")),
                Map.entry("authLevel", text("Level1")),
                Map.entry("ipAddress", text("127.0.0.1")),
                Map.entry("jurisdiction", text("US-CO")),
                Map.entry("pii_accessed", AttributeValue.fromBool(true)),
                Map.entry("previousHash", text("0".repeat(64))),
                Map.entry("entryHash", text(LedgerLine.entryHash(login))),
                Map.entry("format", number(1)),
                Map.entry(
                    "compliance_flags",
                    AttributeValue.fromL(List.of(text("CALLER_ID_MISMATCH"))))));
  }

  @Test
  void neverChangesAnAuditEntryAndTellsOfOneThatDiffers() {
    Chained first = Samples.chained("CALL-T7", "CUST-T7", "CHECK_BALANCE").getFirst();
    project("call|CALL-T7", new CallEvent.Audited(first));
    project("call|CALL-T7", new CallEvent.Audited(first));
    assertThat(tampered).isEmpty();

    project(
        "call|CALL-T7",
        new CallEvent.Audited(
            Samples.chained("CALL-T7", "CUST-T7", "INTERNAL_TRANSFER").getFirst()));

    assertThat(audit("CALL-T7", 1)).containsEntry("action", text("CHECK_BALANCE"));
    assertThat(tampered).containsExactly("Banking_AuditLogs CALL-T7 1");
  }

  @Test
  void keepsAnAuditEntryOfACallerWhoIsNotKnown() {
    project(
        "call|CALL-T8",
        new CallEvent.Audited(
            new AuditEntry(
                "AUDIT-T8",
                1,
                NOON,
                null,
                "CALL-T8",
                "AUTHENTICATE",
                null,
                AuditEntry.Result.REFUSED,
                Level.NONE,
                null,
                "US-CA",
                false,
                List.of()),
            null));

    assertThat(audit("CALL-T8", 1))
        .doesNotContainKeys("customerId", "resource", "ipAddress", "previousHash");
  }

  @Test
  void tellsACallsSessionAndItsConsents() {
    projectAll("call|CALL-T9", List.copyOf(Samples.call("CALL-T9", "CUST-T9")));

    assertThat(item(Table.AUTH_SESSIONS, Map.of("sessionId", text("CALL-T9"))))
        .containsEntry("state", text("ENDED"))
        .containsEntry("endReason", text("CALLER_HUNG_UP"))
        .containsEntry("authLevel", text("Level1"))
        .containsEntry("customerId", text("CUST-T9"))
        .containsEntry("expiresAt", text(Items.timeText(NOON.plusSeconds(1800))));
    var consents =
        Await.get(
            client.query(
                query ->
                    query
                        .tableName(Table.CONSENTS.tableName())
                        .keyConditionExpression("sessionId = :call")
                        .expressionAttributeValues(Map.of(":call", text("CALL-T9")))));
    assertThat(consents.items())
        .extracting(item -> item.get("kind"))
        .containsExactly(text("CALL_DISCLOSURE"), text("CALL_RECORDING"));
    assertThat(consents.items())
        .allSatisfy(
            item ->
                assertThat(item)
                    .containsEntry("jurisdiction", text("US-CO"))
                    .containsEntry("textVersion", text("2026-01"))
                    .containsKey("timestamp"));
  }

  @Test
  void findsACustomersAuditByTheIndex() {
    projectAll("call|CALL-T10", List.copyOf(Samples.call("CALL-T10", "CUST-T10")));

    var entries =
        Await.get(
            client.query(
                query ->
                    query
                        .tableName(Table.AUDIT_LOGS.tableName())
                        .indexName("byCustomer")
                        .keyConditionExpression("customerId = :customer")
                        .expressionAttributeValues(Map.of(":customer", text("CUST-T10")))));

    assertThat(entries.items())
        .extracting(item -> item.get("action"))
        .containsExactly(text("AUTHENTICATE"), text("CHECK_BALANCE"));
  }

  @Test
  void copiesOnlyTheLastDigitsOfACustomersNumber() {
    project(
        "customer|CUST-T11",
        new CustomerEvent.Registered(
            "CUST-T11",
            "Pat Example",
            "pat@example.com",
            "+15552345678",
            "1 Main St",
            "US-CO",
            NOON));
    project("phone|+15552345678", new PhoneBindingEvent.Bound("+15552345678", "CUST-T11", NOON));

    Map<String, AttributeValue> customer =
        item(Table.CUSTOMERS, Map.of("customerId", text("CUST-T11")));
    assertThat(customer).containsEntry("phoneLastFour", text("5678"));
    assertThat(customer.toString()).doesNotContain("2345678", "pat@example.com", "Main St");
  }

  private List<String> ids(TransactionQuery query) {
    return Await.get(history.search(query)).stream().map(Transaction::transactionId).toList();
  }

  private void projectAll(String persistenceId, List<Object> events) {
    IntStream.range(0, events.size()).forEach(i -> project(persistenceId, i + 1L, events.get(i)));
  }

  private void project(String persistenceId, Object event) {
    project(persistenceId, 1, event);
  }

  private void project(String persistenceId, long sequenceNumber, Object event) {
    Await.get(
        handler.process(
            EventEnvelope.create(
                NoOffset.getInstance(),
                persistenceId,
                sequenceNumber,
                event,
                NOON.toEpochMilli())));
  }

  private Map<String, AttributeValue> audit(String callId, long number) {
    return item(Table.AUDIT_LOGS, Map.of("sessionId", text(callId), "auditNumber", number(number)));
  }

  private Map<String, AttributeValue> item(Table table, Map<String, AttributeValue> key) {
    return Await.get(client.getItem(get -> get.tableName(table.tableName()).key(key))).item();
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
