package org.voiceteller.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.voiceteller.persistence.Samples.CAFE;
import static org.voiceteller.persistence.Samples.GROCER;
import static org.voiceteller.persistence.Samples.NOON;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
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
import org.voiceteller.core.card.CardEvent;
import org.voiceteller.core.card.DeactivationCause;
import org.voiceteller.core.compliance.CaseClocks;
import org.voiceteller.core.compliance.RegulationE;
import org.voiceteller.core.customer.CustomerEvent;
import org.voiceteller.core.customer.PhoneBindingEvent;
import org.voiceteller.core.dispute.CaseKind;
import org.voiceteller.core.dispute.CaseList;
import org.voiceteller.core.dispute.CasePolicy;
import org.voiceteller.core.dispute.DisputeEvent;
import org.voiceteller.core.dispute.DisputeReason;
import org.voiceteller.core.dispute.DisputedCharge;
import org.voiceteller.core.dispute.Finding;
import org.voiceteller.core.dispute.NoticeKind;
import org.voiceteller.core.dispute.Posting;
import org.voiceteller.core.money.Money;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.dynamodb.DynamoCaseList;
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

  @Test
  void keepsACardAsItStandsAndFindsItByItsHolder() {
    List<Object> events =
        List.of(
            new CardEvent.Issued("CARD-T12", "CUST-T12", "ACC-T12", "4417", NOON),
            new CardEvent.Frozen(NOON),
            new CardEvent.Deactivated(
                DeactivationCause.STOLEN,
                "CARD-T12-R",
                LocalDate.of(2026, 1, 23),
                LocalDate.of(2026, 1, 27),
                "CALL-1/use-1",
                NOON),
            new CardEvent.ReplacementOrdered(NOON));
    projectAll("card|CARD-T12", events);
    projectAll(
        "card|CARD-T12-R",
        List.of(
            new CardEvent.Ordered(
                "CARD-T12-R",
                "CUST-T12",
                "ACC-T12",
                "CARD-T12",
                LocalDate.of(2026, 1, 23),
                LocalDate.of(2026, 1, 27),
                NOON),
            new CardEvent.Produced("9023", NOON),
            new CardEvent.Shipped("USPS", "94001", NOON)));

    assertThat(byCustomer(Table.CARDS, "CUST-T12"))
        .extracting(item -> item.get("cardId"), item -> item.get("state"))
        .containsExactly(
            tuple(text("CARD-T12"), text("STOLEN")), tuple(text("CARD-T12-R"), text("SHIPPED")));
    project("card|CARD-T12", 5, new CardEvent.Replaced(NOON));
    projectAll("card|CARD-T12", events);
    assertThat(item(Table.CARDS, Map.of("cardId", text("CARD-T12"))))
        .containsEntry("state", text("REPLACED"))
        .containsEntry("cause", text("STOLEN"))
        .containsEntry("lastFour", text("4417"));
  }

  @Test
  void keepsACaseWithItsDaysItsMoneyAndItsNotices() {
    List<Object> events = List.copyOf(caseEvents("DISPUTE-20260115-T13", "CUST-T13", NOON));
    projectAll("dispute|DISPUTE-20260115-T13", events);
    projectAll("dispute|DISPUTE-20260115-T13", events);

    assertThat(item(Table.DISPUTES, Map.of("caseId", text("DISPUTE-20260115-T13"))))
        .containsEntry("state", text("DECIDED"))
        .containsEntry("finding", text("FOR_MERCHANT"))
        .containsEntry("minorUnits", number(7_500))
        .containsEntry("creditBy", text("2026-01-30"))
        .containsEntry("lawfulResolveBy", text("2026-04-15"))
        .containsEntry("provisionalCreditMinorUnits", number(7_500))
        .containsEntry("reversalMinorUnits", number(-7_500))
        .containsEntry("dueDay", text("2026-02-06"))
        .containsEntry("notice_PROVISIONAL_CREDIT", text("2026-01-30"))
        .containsEntry("near_PROVISIONAL_CREDIT", text("2026-01-30"));
    assertThat(
            Await.get(
                    client.query(
                        query ->
                            query
                                .tableName(Table.DISPUTES.tableName())
                                .indexName("byState")
                                .keyConditionExpression("#state = :state AND dueDay <= :day")
                                .expressionAttributeNames(Map.of("#state", "state"))
                                .expressionAttributeValues(
                                    Map.of(":state", text("DECIDED"), ":day", text("2026-02-06")))))
                .items())
        .extracting(item -> item.get("caseId"))
        .contains(text("DISPUTE-20260115-T13"));
  }

  @Test
  void listsACustomersCasesNewestFirst() {
    project("dispute|D-T14-1", caseEvents("D-T14-1", "CUST-T14", NOON).getFirst());
    project("dispute|D-T14-2", caseEvents("D-T14-2", "CUST-T14", NOON.plusSeconds(1)).getFirst());
    project("dispute|D-T14-3", caseEvents("D-T14-3", "CUST-T15", NOON).getFirst());

    CaseList cases = DynamoCaseList.create(client);
    assertThat(Await.get(cases.newest("CUST-T14", 5))).containsExactly("D-T14-2", "D-T14-1");
    assertThat(Await.get(cases.newest("CUST-T14", 1))).containsExactly("D-T14-2");
    assertThat(Await.get(cases.newest("CUST-NONE", 5))).isEmpty();
  }

  private static List<DisputeEvent> caseEvents(String caseNumber, String customerId, Instant at) {
    CasePolicy policy = CasePolicy.standard(ZoneId.of("America/Denver"));
    LocalDate credit = LocalDate.of(2026, 1, 30);
    return List.of(
        new DisputeEvent.Opened(
            policy.intake(
                caseNumber,
                "CALL-1/use-1",
                CaseKind.DISPUTE,
                customerId,
                new DisputedCharge("ACC-1", "TXN-1", Money.usd(7_500), CAFE, NOON),
                DisputeReason.WRONG_AMOUNT,
                policy.clocks(
                    policy.day(NOON),
                    new RegulationE.Transfer(policy.day(NOON), null, true, false))),
            at),
        new DisputeEvent.Acknowledged(at),
        new DisputeEvent.DeadlineNear(CaseClocks.Kind.PROVISIONAL_CREDIT, credit, at),
        new DisputeEvent.PostingOrdered(
            caseNumber + "-CREDIT",
            Posting.Purpose.PROVISIONAL_CREDIT,
            Money.usd(7_500),
            credit,
            at),
        new DisputeEvent.Posted(caseNumber + "-CREDIT", at),
        new DisputeEvent.NoticeIssued(NoticeKind.PROVISIONAL_CREDIT, Money.usd(7_500), credit, at),
        new DisputeEvent.Decided(Finding.FOR_MERCHANT, "Receipt.", at),
        new DisputeEvent.PostingOrdered(
            caseNumber + "-REVERSAL",
            Posting.Purpose.REVERSAL,
            Money.usd(-7_500),
            LocalDate.of(2026, 2, 6),
            at));
  }

  private List<Map<String, AttributeValue>> byCustomer(Table table, String customerId) {
    return Await.get(
            client.query(
                query ->
                    query
                        .tableName(table.tableName())
                        .indexName("byCustomer")
                        .keyConditionExpression("customerId = :customer")
                        .expressionAttributeValues(Map.of(":customer", text(customerId)))))
        .items();
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
