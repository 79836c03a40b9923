package org.voiceteller.persistence.dynamodb;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * DynamoDB as streams, in the shape of Apache Pekko Connectors' {@code
 * org.apache.pekko.stream.connectors.dynamodb.javadsl.DynamoDb}, so that the connector can take its
 * place by a change of imports.
 */
public final class DynamoDb {

  private DynamoDb() {}

  /**
   * Sends each request and emits its answer, in order.
   *
   * @param parallelism most requests under way at once
   */
  public static <I extends DynamoDbRequest, O extends DynamoDbResponse> Flow<I, O, NotUsed> flow(
      DynamoDbAsyncClient client, DynamoDbOp<I, O> operation, int parallelism) {
    return Flow.<I>create().mapAsync(parallelism, request -> operation.execute(request, client));
  }

  /** Emits the answer's pages; the next one is asked for when it is wanted. */
  public static <I extends DynamoDbRequest, O extends DynamoDbResponse> Source<O, NotUsed> source(
      DynamoDbAsyncClient client, DynamoDbPaginatedOp<I, O> operation, I request) {
    return Source.fromPublisher(operation.publisher(request, client));
  }

  /** One request and its answer. */
  public static <I extends DynamoDbRequest, O extends DynamoDbResponse> CompletionStage<O> single(
      DynamoDbAsyncClient client, DynamoDbOp<I, O> operation, I request) {
    return operation.execute(request, client);
  }
}
