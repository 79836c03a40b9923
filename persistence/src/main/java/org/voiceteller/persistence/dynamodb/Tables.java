package org.voiceteller.persistence.dynamodb;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/** Makes the tables on a laptop. In production they are made beforehand. */
public final class Tables {

  private Tables() {}

  /** Completes when every {@link Table} is there; one that was there before stays as it is. */
  public static CompletionStage<Void> createMissing(DynamoDbAsyncClient client) {
    return CompletableFuture.allOf(
        Arrays.stream(Table.values())
            .map(table -> createMissing(client, table))
            .toArray(CompletableFuture<?>[]::new));
  }

  private static CompletableFuture<?> createMissing(DynamoDbAsyncClient client, Table table) {
    return client
        .createTable(table.creation())
        .handle((created, failure) -> thereBefore(failure) ? null : failure)
        .thenCompose(
            failure ->
                failure == null
                    ? client
                        .waiter()
                        .waitUntilTableExists(exists -> exists.tableName(table.tableName()))
                    : CompletableFuture.failedFuture(failure));
  }

  private static boolean thereBefore(Throwable failure) {
    return failure instanceof CompletionException completion
        && completion.getCause() instanceof ResourceInUseException;
  }
}
