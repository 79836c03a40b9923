package org.voiceteller.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.persistence.Samples.NOON;
import static org.voiceteller.persistence.projection.ProjectedTables.number;
import static org.voiceteller.persistence.projection.ProjectedTables.text;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.core.dispute.CaseList;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.dynamodb.DynamoCaseList;
import org.voiceteller.persistence.dynamodb.Table;

/** Cases. */
@ExtendWith(SharedStores.class)
class DisputeTablesTest {

  private ProjectedTables tables;

  @BeforeEach
  void connect(Running running) {
    tables = ProjectedTables.of(running);
  }

  @Test
  void keepsACaseWithItsDaysItsMoneyAndItsNotices() {
    List<Object> events = List.copyOf(Samples.caseEvents("DISPUTE-20260115-T13", "CUST-T13", NOON));
    tables.projectAll("dispute|DISPUTE-20260115-T13", events);
    tables.projectAll("dispute|DISPUTE-20260115-T13", events);

    assertThat(tables.item(Table.DISPUTES, Map.of("caseId", text("DISPUTE-20260115-T13"))))
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
                    tables
                        .client()
                        .query(
                            query ->
                                query
                                    .tableName(Table.DISPUTES.tableName())
                                    .indexName("byState")
                                    .keyConditionExpression("#state = :state AND dueDay <= :day")
                                    .expressionAttributeNames(Map.of("#state", "state"))
                                    .expressionAttributeValues(
                                        Map.of(
                                            ":state",
                                            text("DECIDED"),
                                            ":day",
                                            text("2026-02-06")))))
                .items())
        .extracting(item -> item.get("caseId"))
        .contains(text("DISPUTE-20260115-T13"));
  }

  @Test
  void listsACustomersCasesNewestFirst() {
    tables.project("dispute|D-T14-1", Samples.caseEvents("D-T14-1", "CUST-T14", NOON).getFirst());
    tables.project(
        "dispute|D-T14-2",
        Samples.caseEvents("D-T14-2", "CUST-T14", NOON.plusSeconds(1)).getFirst());
    tables.project("dispute|D-T14-3", Samples.caseEvents("D-T14-3", "CUST-T15", NOON).getFirst());

    CaseList cases = DynamoCaseList.create(tables.client());
    assertThat(Await.get(cases.newest("CUST-T14", 5))).containsExactly("D-T14-2", "D-T14-1");
    assertThat(Await.get(cases.newest("CUST-T14", 1))).containsExactly("D-T14-2");
    assertThat(Await.get(cases.newest("CUST-NONE", 5))).isEmpty();
  }
}
