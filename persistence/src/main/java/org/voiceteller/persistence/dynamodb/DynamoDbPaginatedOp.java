package org.voiceteller.persistence.dynamodb;

import org.reactivestreams.Publisher;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** What can be asked of DynamoDB with one request and an answer of many pages. */
@FunctionalInterface
public interface DynamoDbPaginatedOp<I extends DynamoDbRequest, O extends DynamoDbResponse> {

  Publisher<O> publisher(I request, DynamoDbAsyncClient client);

  static DynamoDbPaginatedOp<QueryRequest, QueryResponse> query() {
    return (request, client) -> client.queryPaginator(request);
  }

  /** For maintenance; never on a caller's path. */
  static DynamoDbPaginatedOp<ScanRequest, ScanResponse> scan() {
    return (request, client) -> client.scanPaginator(request);
  }
}
