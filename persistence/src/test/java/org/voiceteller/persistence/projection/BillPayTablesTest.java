package org.voiceteller.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.voiceteller.persistence.Samples.NOON;
import static org.voiceteller.persistence.projection.ProjectedTables.number;
import static org.voiceteller.persistence.projection.ProjectedTables.text;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.core.billpay.BillPayEvent;
import org.voiceteller.core.transfer.VoidReason;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What customers have set up to be paid. */
@ExtendWith(SharedStores.class)
class BillPayTablesTest {

  private ProjectedTables tables;

  @BeforeEach
  void connect(Running running) {
    tables = ProjectedTables.of(running);
  }

  @Test
  void tellWhatIsPaidNextAndHowTheLastPaymentEnded() {
    LocalDate february = LocalDate.of(2026, 2, 17);
    List<Object> events =
        new ArrayList<>(
            List.of(
                Samples.billScheduled("CUST-B1", "PLAN-B1", "City Power"),
                new BillPayEvent.PaymentStarted("PLAN-B1", 1, 1, "TRF-B1", NOON),
                new BillPayEvent.PaymentMade(
                    "PLAN-B1", 1, "TRF-B1", "TXN-20260115-001", february, NOON)));
    tables.projectAll("bill-pay|CUST-B1", events);
    assertThat(plan("CUST-B1", "PLAN-B1"))
        .containsEntry("payee", text("City Power"))
        .containsEntry("minorUnits", number(12_345))
        .containsEntry("status", text("ACTIVE"))
        .containsEntry("lastPayment", text("MADE"))
        .containsEntry("lastConfirmation", text("TXN-20260115-001"))
        .containsEntry("nextOn", text("2026-02-17"));

    events.add(
        new BillPayEvent.PaymentFailed(
            "PLAN-B1", 2, 1, VoidReason.INSUFFICIENT_FUNDS, february, february, NOON));
    events.add(new BillPayEvent.PlanStopped("PLAN-B1", NOON));
    tables.projectAll("bill-pay|CUST-B1", events);
    tables.project("bill-pay|CUST-B1", 1, events.getFirst());

    assertThat(plan("CUST-B1", "PLAN-B1"))
        .containsEntry("status", text("STOPPED"))
        .containsEntry("nextOn", text(""))
        .containsEntry("lastPayment", text("FAILED"))
        .containsEntry("lastFailure", text("INSUFFICIENT_FUNDS"))
        .containsEntry("lastConfirmation", text("TXN-20260115-001"));
  }

  @Test
  void listEachCustomersPlansByTheKey() {
    tables.project("bill-pay|CUST-B2", 1, Samples.billScheduled("CUST-B2", "PLAN-1", "A"));
    tables.project("bill-pay|CUST-B2", 2, Samples.billScheduled("CUST-B2", "PLAN-2", "B"));
    tables.project("bill-pay|CUST-B3", 1, Samples.billScheduled("CUST-B3", "PLAN-1", "C"));

    var plans =
        Await.get(
                tables
                    .client()
                    .query(
                        query ->
                            query
                                .tableName(Table.BILL_PAY.tableName())
                                .keyConditionExpression("customerId = :customer")
                                .expressionAttributeValues(Map.of(":customer", text("CUST-B2")))))
            .items();

    assertThat(plans)
        .extracting(item -> item.get("planId"), item -> item.get("payee"))
        .containsExactly(tuple(text("PLAN-1"), text("A")), tuple(text("PLAN-2"), text("B")));
  }

  @Test
  void putWhatTheClockDidAmongTheAuditOfTheCustomer() {
    tables.project(
        "bill-pay|CUST-B4",
        7,
        new BillPayEvent.PaymentMade("PLAN-B4", 3, "TRF-B4", "TXN-20260115-004", null, NOON));

    assertThat(tables.byCustomer(Table.AUDIT_LOGS, "CUST-B4"))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry)
                    .containsEntry("sessionId", text("JOURNAL-bill-pay|CUST-B4-7"))
                    .containsEntry("auditNumber", number(1))
                    .containsEntry("action", text("BILL_PAYMENT_MADE"))
                    .containsEntry("resource", text("PLAN-B4/3"))
                    .containsEntry("result", text("SUCCESS"))
                    .containsEntry("authLevel", text("Level0")));
    assertThat(tables.tampered()).isEmpty();
  }

  private Map<String, AttributeValue> plan(String customerId, String planId) {
    return tables.item(
        Table.BILL_PAY, Map.of("customerId", text(customerId), "planId", text(planId)));
  }
}
