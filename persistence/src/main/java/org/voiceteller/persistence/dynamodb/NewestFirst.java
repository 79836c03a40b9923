package org.voiceteller.persistence.dynamodb;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.stream.javadsl.Sink;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Lists from an index that is sorted by time, newest first and never by a scan: what the key
 * selects, filtered by DynamoDB, one page after the other until there is enough or the most pages
 * are read that one search may read.
 */
final class NewestFirst {

  private static final int PAGE_SIZE = 100;

  private final DynamoDbAsyncClient client;
  private final ClassicActorSystemProvider system;
  private final int maxPages;

  /**
   * @param maxPages of 100 items each
   */
  NewestFirst(DynamoDbAsyncClient client, ClassicActorSystemProvider system, int maxPages) {
    this.client = client;
    this.system = system;
    this.maxPages = maxPages;
  }

  /**
   * What is looked for.
   *
   * @param key condition on the index's key
   * @param filters conditions on other attributes; all must hold
   * @param values of the placeholders in these conditions
   * @param limit most items of the answer
   */
  record Search(
      Table table, String index, String key, List<String> filters, Items values, int limit) {}

  <T> CompletionStage<List<T>> read(Search search, Function<ItemFields, T> read) {
    return DynamoDb.source(client, DynamoDbPaginatedOp.query(), request(search))
        .take(maxPages)
        .mapConcat(page -> page.items())
        .take(search.limit())
        .map(item -> read.apply(new ItemFields(search.table(), item)))
        .runWith(Sink.seq(), system);
  }

  private static QueryRequest request(Search search) {
    boolean filtered = !search.filters().isEmpty();
    QueryRequest.Builder request =
        QueryRequest.builder()
            .tableName(search.table().tableName())
            .indexName(search.index())
            .keyConditionExpression(search.key())
            .expressionAttributeValues(search.values().build())
            .scanIndexForward(false)
            .limit(filtered ? PAGE_SIZE : Math.clamp(search.limit(), 1, PAGE_SIZE));
    return filtered
        ? request.filterExpression(String.join(" AND ", search.filters())).build()
        : request.build();
  }
}
