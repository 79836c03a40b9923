package org.voiceteller.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.core.journal.EventFamily;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.Recorder;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.audit.CompareTables;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Other tests fill the same stores: looked for is what this one has put there. */
@ExtendWith(SharedStores.class)
class TableComparisonTest {

  private static final String ACCOUNT = "ACC-COMPARED";

  @Test
  void tellsWhatIsMissingChangedAndTooMuch(Running running) {
    List<Object> events =
        List.of(
            Samples.opened(ACCOUNT, "CUST-COMPARED"),
            Samples.posted("TXN-1", 100, 100, Samples.CAFE, 1),
            Samples.posted("TXN-2", 200, 300, Samples.CAFE, 2));
    TestProbe<List<Object>> kept = running.kit().createTestProbe();
    running
        .kit()
        .spawn(Recorder.create(EventFamily.ACCOUNT, ACCOUNT))
        .tell(new Recorder.Command.Keep(events, kept.getRef()));
    kept.receiveMessage(Duration.ofSeconds(20));

    assertThat(differences(running)).contains("Banking_Accounts lacks " + ACCOUNT);

    FilledTables.with(
        running, EventFamily.ACCOUNT.tagOf(ACCOUNT), Map.of("account|" + ACCOUNT, events));
    assertThat(differences(running)).isEmpty();

    Await.get(
        running
            .client()
            .deleteItem(
                delete ->
                    delete.tableName(Table.TRANSACTIONS.tableName()).key(transaction("TXN-1"))));
    Await.get(
        running
            .client()
            .updateItem(
                update ->
                    update
                        .tableName(Table.TRANSACTIONS.tableName())
                        .key(transaction("TXN-2"))
                        .updateExpression("SET minorUnits = :more")
                        .expressionAttributeValues(Map.of(":more", AttributeValue.fromN("1")))));
    Await.get(
        running
            .client()
            .putItem(
                put -> put.tableName(Table.TRANSACTIONS.tableName()).item(transaction("TXN-3"))));

    assertThat(differences(running))
        .containsExactlyInAnyOrder(
            "Banking_Transactions lacks " + ACCOUNT + " TXN-1",
            "Banking_Transactions has " + ACCOUNT + " TXN-2 with another minorUnits",
            "Banking_Transactions has " + ACCOUNT + " TXN-3, of which the journal does not know");
  }

  private static Map<String, AttributeValue> transaction(String id) {
    return Map.of(
        "accountId", AttributeValue.fromS(ACCOUNT), "transactionId", AttributeValue.fromS(id));
  }

  private static List<String> differences(Running running) {
    Config whereTheStoresRun =
        ConfigFactory.parseMap(
                Map.of(
                    "voice-teller.persistence.embedded.enabled",
                    false,
                    "voice-teller.personal-data.master-key-file",
                    running.directory().resolve("secrets/personal-data-master-key").toString()))
            .withFallback(running.kit().system().settings().config());
    return CompareTables.over(whereTheStoresRun, Duration.ofSeconds(1)).differences().stream()
        .filter(difference -> difference.contains(ACCOUNT))
        // a handler that is given events without the journal dates their entries otherwise
        .filter(difference -> !difference.startsWith(Table.AUDIT_LOGS.tableName()))
        .toList();
  }
}
