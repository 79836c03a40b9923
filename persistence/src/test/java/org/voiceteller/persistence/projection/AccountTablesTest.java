package org.voiceteller.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.voiceteller.persistence.Samples.CAFE;
import static org.voiceteller.persistence.Samples.GROCER;
import static org.voiceteller.persistence.Samples.NOON;
import static org.voiceteller.persistence.projection.ProjectedTables.number;
import static org.voiceteller.persistence.projection.ProjectedTables.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.core.account.Transaction;
import org.voiceteller.core.account.TransactionQuery;
import org.voiceteller.core.money.Money;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Accounts and their transactions, in every order their events can come in. */
@ExtendWith(SharedStores.class)
class AccountTablesTest {

  private ProjectedTables tables;

  @BeforeEach
  void connect(Running running) {
    tables = ProjectedTables.of(running);
  }

  @Test
  void keepsAnAccountAsItsLastEventLeftIt() {
    tables.project("account|ACC-T1", Samples.opened("ACC-T1", "CUST-T1"));
    tables.project("account|ACC-T1", 2, Samples.posted("TXN-1", 584_732, 584_732, GROCER, 1));
    tables.project("account|ACC-T1", 3, Samples.held("TXN-2", 20_000, 584_732, CAFE, 2));

    assertThat(tables.item(Table.ACCOUNTS, Map.of("accountId", text("ACC-T1"))))
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
    tables.projectAll("account|ACC-T2", events);
    Map<String, AttributeValue> account =
        tables.item(Table.ACCOUNTS, Map.of("accountId", text("ACC-T2")));
    List<Transaction> lines = Await.get(tables.history().recent("ACC-T2", 10));

    tables.projectAll("account|ACC-T2", events);
    tables.project("account|ACC-T2", 3, events.get(2));

    assertThat(tables.item(Table.ACCOUNTS, Map.of("accountId", text("ACC-T2")))).isEqualTo(account);
    assertThat(Await.get(tables.history().recent("ACC-T2", 10))).isEqualTo(lines);
    assertThat(lines).extracting(Transaction::transactionId).containsExactly("TXN-3", "TXN-1");
  }

  @Test
  void listsAHoldAsPendingMoneyThatWent() {
    tables.project("account|ACC-T3", Samples.opened("ACC-T3", "CUST-T3"));
    tables.project("account|ACC-T3", 2, Samples.held("TXN-1", 20_000, 0, CAFE, 1));

    assertThat(Await.get(tables.history().recent("ACC-T3", 10)))
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
    tables.projectAll(
        "account|ACC-T4",
        List.of(
            Samples.opened("ACC-T4", "CUST-T4"),
            Samples.held("TXN-A", 500, 0, CAFE, 1),
            Samples.posted("TXN-A", -500, -500, CAFE, 1),
            Samples.released("TXN-A", -500),
            Samples.held("TXN-B", 700, -500, CAFE, 2),
            Samples.released("TXN-B", -500),
            Samples.posted("TXN-B", -700, -1_200, CAFE, 2)));

    assertThat(Await.get(tables.history().recent("ACC-T4", 10)))
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
    tables.projectAll("account|ACC-T5", events);

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

  private List<String> ids(TransactionQuery query) {
    return Await.get(tables.history().search(query)).stream()
        .map(Transaction::transactionId)
        .toList();
  }
}
