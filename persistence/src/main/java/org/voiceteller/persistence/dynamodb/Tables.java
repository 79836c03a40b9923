package org.voiceteller.persistence.dynamodb;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Makes the tables and their indexes on a laptop. In production they are made beforehand. */
public final class Tables {

  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  /** A laptop's index is there at once; a real one is filled first. */
  private static final int LOOKS = 3_000;

  /** A table is changed seldom, and where a laptop has only just begun it takes long. */
  private static final AwsRequestOverrideConfiguration UNHURRIED =
      AwsRequestOverrideConfiguration.builder()
          .apiCallAttemptTimeout(Duration.ofSeconds(30))
          .apiCallTimeout(Duration.ofSeconds(60))
          .build();

  private Tables() {}

  /**
   * Completes when every {@link Table} is there with its indexes. What was there before stays as it
   * is; an index that it lacks is added, one at a time as DynamoDB wants it. Items that were
   * written before are in a new index as far as they have its attributes: the rest comes when the
   * tables are made anew.
   */
  public static CompletionStage<Void> createMissing(DynamoDbAsyncClient client) {
    return CompletableFuture.allOf(
        Arrays.stream(Table.values())
            .map(table -> createMissing(client, table))
            .toArray(CompletableFuture<?>[]::new));
  }

  private static CompletableFuture<Void> createMissing(DynamoDbAsyncClient client, Table table) {
    return client
        .createTable(table.creation().toBuilder().overrideConfiguration(UNHURRIED).build())
        .handle((_, failure) -> isThereBefore(failure) ? null : failure)
        .thenCompose(
            failure ->
                failure == null
                    ? complete(client, table, LOOKS)
                    : CompletableFuture.failedFuture(failure));
  }

  /** Waits for what is being made, then adds the next index that is missing. */
  private static CompletableFuture<Void> complete(
      DynamoDbAsyncClient client, Table table, int looks) {
    if (looks == 0) {
      return CompletableFuture.failedFuture(
          new IllegalStateException(
              "Expected %s with the indexes %s, but they are not ready"
                  .formatted(table.tableName(), table.indexNames())));
    }
    return client
        .describeTable(
            describe -> describe.tableName(table.tableName()).overrideConfiguration(UNHURRIED))
        .thenCompose(
            answer -> {
              if (!isReady(answer.table())) {
                return later(client, table, looks);
              }
              Optional<String> missing = missing(answer.table(), table);
              return missing.isEmpty()
                  ? CompletableFuture.completedFuture(null)
                  : add(client, table, missing.get(), looks);
            });
  }

  private static CompletableFuture<Void> add(
      DynamoDbAsyncClient client, Table table, String index, int looks) {
    return client
        .updateTable(table.addition(index).toBuilder().overrideConfiguration(UNHURRIED).build())
        .handle((_, failure) -> isChangingAlready(failure) ? null : failure)
        .thenCompose(
            failure ->
                failure == null
                    ? later(client, table, looks)
                    : CompletableFuture.failedFuture(failure));
  }

  private static CompletableFuture<Void> later(DynamoDbAsyncClient client, Table table, int looks) {
    Executor delayed =
        CompletableFuture.delayedExecutor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return CompletableFuture.supplyAsync(() -> looks - 1, delayed)
        .thenCompose(left -> complete(client, table, left));
  }

  private static boolean isReady(TableDescription described) {
    return described.tableStatus() == TableStatus.ACTIVE
        && described.globalSecondaryIndexes().stream()
            .allMatch(index -> index.indexStatus() == IndexStatus.ACTIVE);
  }

  private static Optional<String> missing(TableDescription described, Table table) {
    List<String> there =
        described.globalSecondaryIndexes().stream().map(index -> index.indexName()).toList();
    return table.indexNames().stream().filter(name -> !there.contains(name)).findFirst();
  }

  private static boolean isThereBefore(Throwable failure) {
    return failure instanceof CompletionException completion
        && completion.getCause() instanceof ResourceInUseException;
  }

  /** Another node adds an index at the same time. */
  private static boolean isChangingAlready(Throwable failure) {
    return failure instanceof CompletionException completion
        && (completion.getCause() instanceof ResourceInUseException
            || completion.getCause() instanceof LimitExceededException);
  }
}
