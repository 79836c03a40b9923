package org.voiceteller.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.persistence.Samples.NOON;
import static org.voiceteller.persistence.projection.ProjectedTables.number;
import static org.voiceteller.persistence.projection.ProjectedTables.text;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.Chained;
import org.voiceteller.core.audit.LedgerLine;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.dynamodb.Items;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Sessions, consents and audit entries of calls. */
@ExtendWith(SharedStores.class)
class CallTablesTest {

  private ProjectedTables tables;

  @BeforeEach
  void connect(Running running) {
    tables = ProjectedTables.of(running);
  }

  @Test
  void givesAnAuditEntryEveryFieldThatAnAuditorAsksFor() {
    Chained login = Samples.chained("CALL-T6", "CUST-T6", "LOGIN").getFirst();
    tables.project("call|CALL-T6", new CallEvent.Audited(login));

    assertThat(tables.audit("CALL-T6", 1))
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
                Map.entry("day", text("2026-01-15")),
                Map.entry("actionDay", text("LOGIN#2026-01-15")),
                Map.entry("markedDay", text("2026-01-15")),
                Map.entry(
                    "compliance_flags",
                    AttributeValue.fromL(List.of(text("CALLER_ID_MISMATCH"))))));
  }

  @Test
  void neverChangesAnAuditEntryAndTellsOfOneThatDiffers() {
    Chained first = Samples.chained("CALL-T7", "CUST-T7", "CHECK_BALANCE").getFirst();
    tables.project("call|CALL-T7", new CallEvent.Audited(first));
    tables.project("call|CALL-T7", new CallEvent.Audited(first));
    assertThat(tables.tampered()).isEmpty();

    tables.project(
        "call|CALL-T7",
        new CallEvent.Audited(
            Samples.chained("CALL-T7", "CUST-T7", "INTERNAL_TRANSFER").getFirst()));

    assertThat(tables.audit("CALL-T7", 1)).containsEntry("action", text("CHECK_BALANCE"));
    assertThat(tables.tampered()).containsExactly("Banking_AuditLogs CALL-T7 1");
  }

  @Test
  void takesAnEntryFromBeforeItWasFoundByItsDayForWhatItIs() {
    Chained old = Samples.chained("CALL-T17", "CUST-T17", "CHECK_BALANCE").getFirst();
    Map<String, AttributeValue> item = new TreeMap<>(AuditItems.item(old).build());
    AuditItems.FOUND_BY.forEach(item::remove);
    keep(item);
    tables.project("call|CALL-T17", new CallEvent.Audited(old));
    assertThat(tables.tampered()).isEmpty();

    item.put("day", text("2026-01-14"));
    keep(item);
    tables.project("call|CALL-T17", new CallEvent.Audited(old));
    assertThat(tables.tampered()).containsExactly("Banking_AuditLogs CALL-T17 1");
  }

  private void keep(Map<String, AttributeValue> item) {
    Await.get(
        tables.client().putItem(put -> put.tableName(Table.AUDIT_LOGS.tableName()).item(item)));
  }

  @Test
  void keepsAnAuditEntryOfACallerWhoIsNotKnown() {
    tables.project(
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

    assertThat(tables.audit("CALL-T8", 1))
        .doesNotContainKeys("customerId", "resource", "ipAddress", "previousHash");
  }

  @Test
  void tellsACallsSessionAndItsConsents() {
    tables.projectAll("call|CALL-T9", List.copyOf(Samples.call("CALL-T9", "CUST-T9")));

    assertThat(tables.item(Table.AUTH_SESSIONS, Map.of("sessionId", text("CALL-T9"))))
        .containsEntry("state", text("ENDED"))
        .containsEntry("endReason", text("CALLER_HUNG_UP"))
        .containsEntry("authLevel", text("Level1"))
        .containsEntry("customerId", text("CUST-T9"))
        .containsEntry("expiresAt", text(Items.timeText(NOON.plusSeconds(1800))));
    var consents =
        Await.get(
            tables
                .client()
                .query(
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
    tables.projectAll("call|CALL-T10", List.copyOf(Samples.call("CALL-T10", "CUST-T10")));

    var entries =
        Await.get(
            tables
                .client()
                .query(
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
}
