package org.voiceteller.persistence.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Tables that are there already. */
@ExtendWith(SharedStores.class)
class TablesTest {

  @Test
  void addsTheIndexesThatATableLacks(Running running) {
    DynamoDbAsyncClient client = running.client();
    for (String index : List.of("byDay", "byAction")) {
      Await.get(
          client.updateTable(
              update ->
                  update
                      .tableName(Table.AUDIT_LOGS.tableName())
                      .globalSecondaryIndexUpdates(
                          change -> change.delete(delete -> delete.indexName(index)))));
      Await.until(
          running.kit(), () -> indexes(client, Table.AUDIT_LOGS), there -> !there.contains(index));
    }

    Await.get(Tables.createMissing(client));

    for (Table table : Table.values()) {
      assertThat(Await.get(indexes(client, table)))
          .as(table.tableName())
          .containsExactlyInAnyOrderElementsOf(table.indexNames());
    }
    assertThat(
            Await.get(
                    client.query(
                        query ->
                            query
                                .tableName(Table.AUDIT_LOGS.tableName())
                                .indexName("byDay")
                                .keyConditionExpression("#day = :day")
                                .expressionAttributeNames(Map.of("#day", "day"))
                                .expressionAttributeValues(
                                    Items.item().text(":day", "1969-12-31").build())))
                .items())
        .isEmpty();
  }

  private static CompletionStage<List<String>> indexes(DynamoDbAsyncClient client, Table table) {
    return client
        .describeTable(describe -> describe.tableName(table.tableName()))
        .thenApply(
            answer ->
                answer.table().globalSecondaryIndexes().stream()
                    .map(index -> index.indexName())
                    .toList());
  }
}
