package org.voiceteller.persistence.dynamodb;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.voiceteller.persistence.Health;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Whether DynamoDB answers and has every table. */
public final class TablesHealth {

  private final DynamoDbAsyncClient client;
  private final Duration timeout;

  private TablesHealth(DynamoDbAsyncClient client, Duration timeout) {
    this.client = client;
    this.timeout = timeout;
  }

  public static TablesHealth create(DynamoDbAsyncClient client, Duration timeout) {
    return new TablesHealth(client, timeout);
  }

  /** Completes within the time limit, and never fails. */
  public CompletionStage<Health> check() {
    return Health.of(
        "DynamoDB",
        CompletableFuture.allOf(
            Arrays.stream(Table.values())
                .map(table -> client.describeTable(d -> d.tableName(table.tableName())))
                .toArray(CompletableFuture<?>[]::new)),
        timeout);
  }
}
