package org.voiceteller.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.projection.ProjectionId;
import org.apache.pekko.projection.javadsl.ProjectionManagement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.core.account.Transaction;
import org.voiceteller.core.journal.EventFamily;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.Health;
import org.voiceteller.persistence.PersistenceSettings;
import org.voiceteller.persistence.Recorder;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.dynamodb.DynamoDbClients;
import org.voiceteller.persistence.dynamodb.DynamoTransactionHistory;
import org.voiceteller.persistence.dynamodb.Table;
import org.voiceteller.persistence.dynamodb.TablesHealth;
import org.voiceteller.persistence.embedded.EmbeddedDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * From the journal in the real Cassandra into tables of this test's own DynamoDB, through all that
 * may happen in a year: projections start anew, DynamoDB is lost, tables are rebuilt.
 */
@ExtendWith(SharedStores.class)
class TableProjectionsTest {

  private static final String ACCOUNT = "ACC-LIFE";

  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Queue<Duration> lags = new ConcurrentLinkedQueue<>();
  private final ProjectionObserver observer =
      new ProjectionObserver() {
        @Override
        public void projected(String projection, Duration lag) {
          lags.add(lag);
        }

        @Override
        public void failed(String projection, Throwable cause) {
          failures.add(projection);
        }
      };

  @Test
  void followTheJournalThroughRestartsLossAndRebuild(Running running) throws IOException {
    Path directory = SharedStores.temporaryDirectory();
    EmbeddedDynamoDb dynamoDb = startDynamoDb(directory, 0);
    int port = dynamoDb.endpoint().getPort();
    Config config =
        ConfigFactory.parseMap(
                Map.of(
                    "voice-teller.persistence.dynamodb.endpoint", dynamoDb.endpoint().toString()))
            .withFallback(running.kit().system().settings().config());
    PersistenceSettings settings = PersistenceSettings.from(config);
    DynamoDbAsyncClient client = DynamoDbClients.create(settings.dynamoDb());
    ActorTestKit first = SharedStores.system("projections", config);

    keep(first, ACCOUNT, Samples.opened(ACCOUNT, "CUST-LIFE"));
    keep(first, ACCOUNT, Samples.posted("TXN-1", 10_000, 10_000, Samples.GROCER, 1));
    start(first, client, settings);
    awaitLines(first, client, "TXN-1");
    awaitOffsetSaved(first);

    // Started anew: what was projected comes once more at most, and the rest follows.
    first.shutdownTestKit();
    ActorTestKit second = SharedStores.system("projections", config);
    start(second, client, settings);
    keep(second, ACCOUNT, Samples.posted("TXN-2", -500, 9_500, Samples.CAFE, 2));
    awaitLines(second, client, "TXN-2", "TXN-1");
    assertThat(lags).allSatisfy(lag -> assertThat(lag).isPositive());

    // DynamoDB is lost: the journal goes on, and the tables catch up later.
    dynamoDb.stop();
    TablesHealth health = TablesHealth.create(client, settings.healthTimeout());
    assertThat(Await.get(health.check())).isInstanceOf(Health.Down.class);
    failures.clear();
    keep(second, ACCOUNT, Samples.held("TXN-3", 700, 9_500, Samples.CAFE, 3));
    String slice = EventFamily.ACCOUNT.tagOf(ACCOUNT);
    Await.until(second, () -> done(failures.contains(slice)), failed -> failed);
    keep(second, ACCOUNT, Samples.released("TXN-3", 9_500));
    keep(second, ACCOUNT, Samples.posted("TXN-4", -650, 8_850, Samples.CAFE, 4));
    dynamoDb = startDynamoDb(directory, port);
    awaitLines(second, client, "TXN-4", "TXN-2", "TXN-1");
    assertThat(Await.get(health.check())).isEqualTo(new Health.Up());

    // Somebody broke the tables: the journal makes them whole, and evidence is never deleted.
    keep(second, "CALL-LIFE", Samples.call("CALL-LIFE", "CUST-LIFE"));
    Await.until(second, () -> audit(client), item -> !item.isEmpty());
    Map<String, AttributeValue> account = Await.get(account(client));
    Await.get(
        client.updateItem(
            update ->
                update
                    .tableName(Table.ACCOUNTS.tableName())
                    .key(Map.of("accountId", text(ACCOUNT)))
                    .updateExpression("SET postedMinorUnits = :million")
                    .expressionAttributeValues(
                        Map.of(":million", AttributeValue.fromN("100000000")))));
    Await.get(
        client.deleteItem(
            delete ->
                delete
                    .tableName(Table.TRANSACTIONS.tableName())
                    .key(Map.of("accountId", text(ACCOUNT), "transactionId", text("TXN-1")))));
    // Broken off half-way it leaves the projections paused; run again it does all of it.
    DynamoDbAsyncClient closed = DynamoDbClients.create(settings.dynamoDb());
    closed.close();
    assertThat(
            TableRebuild.run(second.system(), closed, Duration.ofSeconds(30)).toCompletableFuture())
        .failsWithin(Duration.ofSeconds(20));
    assertThat(
            Await.get(
                ProjectionManagement.get(second.system())
                    .isPaused(ProjectionId.of("tables-account", slice))))
        .isTrue();
    long deleted = Await.get(TableRebuild.run(second.system(), client, Duration.ofSeconds(30)));
    assertThat(deleted).isPositive();
    assertThat(Await.get(account(client))).isEqualTo(account);
    awaitLines(second, client, "TXN-4", "TXN-2", "TXN-1");
    assertThat(Await.get(audit(client))).isNotEmpty();
    // Through all of that every event was counted once.
    CountedRows.assertFiguresAreTheirSums(client);

    second.shutdownTestKit();
    client.close();
    dynamoDb.stop();
    SharedStores.delete(directory);
  }

  private void start(ActorTestKit kit, DynamoDbAsyncClient client, PersistenceSettings settings) {
    Await.get(
        TableProjections.start(kit.system(), client, settings, observer, InstantSource.system()));
  }

  private static EmbeddedDynamoDb startDynamoDb(Path directory, int port) {
    EmbeddedDynamoDb dynamoDb =
        EmbeddedDynamoDb.start(directory, port, false, Duration.ofSeconds(40));
    Await.get(dynamoDb.whenReady());
    return dynamoDb;
  }

  private static void keep(ActorTestKit kit, String id, Object event) {
    keep(kit, id, List.of(event));
  }

  private static void keep(ActorTestKit kit, String id, List<?> events) {
    EventFamily family = id.startsWith("CALL") ? EventFamily.CALL : EventFamily.ACCOUNT;
    TestProbe<List<Object>> kept = kit.createTestProbe();
    var recorder = kit.spawn(Recorder.create(family, id));
    recorder.tell(new Recorder.Command.Keep(new ArrayList<>(events), kept.getRef()));
    kept.receiveMessage(Duration.ofSeconds(20));
    kit.stop(recorder);
  }

  private static void awaitLines(
      ActorTestKit kit, DynamoDbAsyncClient client, String... transactionIds) {
    var history = DynamoTransactionHistory.create(client, kit.system(), 5);
    Await.until(
        kit,
        () ->
            history
                .recent(ACCOUNT, 10)
                .thenApply(lines -> lines.stream().map(Transaction::transactionId).toList()),
        List.of(transactionIds)::equals);
  }

  private static void awaitOffsetSaved(ActorTestKit kit) {
    ProjectionId id = ProjectionId.of("tables-account", EventFamily.ACCOUNT.tagOf(ACCOUNT));
    Await.until(
        kit,
        () -> ProjectionManagement.get(kit.system()).<Offset>getOffset(id),
        Optional::isPresent);
  }

  private static CompletionStage<Boolean> done(boolean value) {
    return CompletableFuture.completedFuture(value);
  }

  private static CompletionStage<Map<String, AttributeValue>> account(DynamoDbAsyncClient client) {
    return client
        .getItem(
            get ->
                get.tableName(Table.ACCOUNTS.tableName()).key(Map.of("accountId", text(ACCOUNT))))
        .thenApply(answer -> answer.item());
  }

  private static CompletionStage<Map<String, AttributeValue>> audit(DynamoDbAsyncClient client) {
    return client
        .getItem(
            get ->
                get.tableName(Table.AUDIT_LOGS.tableName())
                    .key(
                        Map.of(
                            "sessionId", text("CALL-LIFE"),
                            "auditNumber", AttributeValue.fromN("2"))))
        .thenApply(answer -> answer.item());
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
