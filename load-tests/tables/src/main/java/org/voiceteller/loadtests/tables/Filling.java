package org.voiceteller.loadtests.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceteller.persistence.projection.EventTables;
import org.voiceteller.persistence.projection.ProjectionObserver;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Has the projections write a year, and puts the items into DynamoDB, 25 at a time. */
final class Filling {

  private static final int BATCH = 25;
  private static final int AT_ONCE = 8;
  private static final int TOLD_EVERY = 250_000;

  private final DynamoDbAsyncClient client;
  private final HeldTables held = new HeldTables();
  private final List<HeldTables.Item> waiting = new ArrayList<>();
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final List<EventTables> slices;
  private final AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
  private long written;

  Filling(DynamoDbAsyncClient client) {
    this.client = client;
    this.slices =
        List.of("call-0", "call-1", "call-2", "call-3").stream()
            .map(slice -> EventTables.create(held, ProjectionObserver.none(), slice))
            .toList();
  }

  /**
   * @return how many items were written
   */
  long fill(BankHistory year) {
    year.forEach(this::take);
    held.figures().forEach(this::write);
    flush();
    room.acquireUninterruptibly(AT_ONCE);
    room.release(AT_ONCE);
    endIfFailed();
    return written;
  }

  /** At once: filling on takes an hour, and nothing could be measured after it. */
  private void endIfFailed() {
    Throwable failure = failed.get();
    if (failure != null) {
      throw new IllegalStateException("The year could not be written", failure);
    }
  }

  private void take(BankHistory.Entity entity) {
    EventTables tables = slices.get(Math.floorMod(entity.id().hashCode(), slices.size()));
    long number = 0;
    for (Object event : entity.events()) {
      number++;
      tables.apply(entity.id(), event, number).toCompletableFuture().join();
    }
    entity.entries().forEach(entry -> tables.append(entry).toCompletableFuture().join());
    held.takeRows().forEach(this::write);
  }

  private void write(HeldTables.Item item) {
    waiting.add(item);
    if (waiting.size() == BATCH) {
      flush();
    }
  }

  private void flush() {
    endIfFailed();
    if (waiting.isEmpty()) {
      return;
    }
    Map<String, List<WriteRequest>> batch =
        waiting.stream()
            .collect(
                Collectors.groupingBy(
                    HeldTables.Item::table,
                    Collectors.mapping(
                        item ->
                            WriteRequest.builder()
                                .putRequest(PutRequest.builder().item(item.attributes()).build())
                                .build(),
                        Collectors.toList())));
    written += waiting.size();
    if (written / TOLD_EVERY != (written - waiting.size()) / TOLD_EVERY) {
      System.err.println(written + " items …");
    }
    waiting.clear();
    room.acquireUninterruptibly();
    CompletableFuture<Void> unused =
        send(batch)
            .handle(
                (_, failure) -> {
                  if (failure != null) {
                    failed.compareAndSet(null, failure);
                  }
                  room.release();
                  return null;
                });
  }

  private CompletableFuture<?> send(Map<String, List<WriteRequest>> batch) {
    return client
        .batchWriteItem(write -> write.requestItems(batch))
        .thenCompose(
            answer ->
                answer.unprocessedItems().isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : send(answer.unprocessedItems()));
  }
}
