package org.voiceteller.persistence.projection;

import static org.voiceteller.persistence.Samples.NOON;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.persistence.query.NoOffset;
import org.apache.pekko.projection.eventsourced.EventEnvelope;
import org.voiceteller.core.account.TransactionHistory;
import org.voiceteller.core.transfer.TransferHistory;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.books.BookEntries;
import org.voiceteller.persistence.dynamodb.DynamoTransactionHistory;
import org.voiceteller.persistence.dynamodb.DynamoTransferHistory;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Events straight to the handler and into the real tables, and what stands in these.
 *
 * @param tampered what the handler told of evidence that differs
 */
record ProjectedTables(
    DynamoDbAsyncClient client,
    TableHandler handler,
    TransactionHistory history,
    TransferHistory transfers,
    List<String> tampered) {

  static ProjectedTables of(Running running) {
    return of(running, "test");
  }

  /**
   * @param slice that counts apart from all others
   */
  static ProjectedTables of(Running running, String slice) {
    List<String> tampered = new ArrayList<>();
    ProjectionObserver observer =
        new ProjectionObserver() {
          @Override
          public void evidenceDiffers(String table, String key) {
            tampered.add(table + " " + key);
          }
        };
    return new ProjectedTables(
        running.client(),
        new TableHandler(
            slice,
            EventTables.create(running.client(), observer, slice),
            BookEntries.create(running.kit().system()),
            observer,
            InstantSource.fixed(NOON)),
        DynamoTransactionHistory.create(running.client(), running.kit().system(), 5),
        DynamoTransferHistory.create(running.client(), running.kit().system(), 2),
        tampered);
  }

  void projectAll(String persistenceId, List<Object> events) {
    IntStream.range(0, events.size()).forEach(i -> project(persistenceId, i + 1L, events.get(i)));
  }

  void project(String persistenceId, Object event) {
    project(persistenceId, 1, event);
  }

  void project(String persistenceId, long sequenceNumber, Object event) {
    Await.get(process(persistenceId, sequenceNumber, event));
  }

  CompletionStage<Done> process(String persistenceId, long sequenceNumber, Object event) {
    return handler.process(
        EventEnvelope.create(
            NoOffset.getInstance(), persistenceId, sequenceNumber, event, NOON.toEpochMilli()));
  }

  Map<String, AttributeValue> audit(String sessionId, long number) {
    return item(
        Table.AUDIT_LOGS, Map.of("sessionId", text(sessionId), "auditNumber", number(number)));
  }

  Map<String, AttributeValue> item(Table table, Map<String, AttributeValue> key) {
    return Await.get(client.getItem(get -> get.tableName(table.tableName()).key(key))).item();
  }

  List<Map<String, AttributeValue>> byCustomer(Table table, String customerId) {
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

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
