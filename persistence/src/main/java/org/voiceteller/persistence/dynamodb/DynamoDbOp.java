package org.voiceteller.persistence.dynamodb;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** What can be asked of DynamoDB with one request and one answer. */
@FunctionalInterface
public interface DynamoDbOp<I extends DynamoDbRequest, O extends DynamoDbResponse> {

  CompletableFuture<O> execute(I request, DynamoDbAsyncClient client);

  static DynamoDbOp<GetItemRequest, GetItemResponse> getItem() {
    return (request, client) -> client.getItem(request);
  }

  /** One page. */
  static DynamoDbOp<QueryRequest, QueryResponse> query() {
    return (request, client) -> client.query(request);
  }

  static DynamoDbOp<PutItemRequest, PutItemResponse> putItem() {
    return (request, client) -> client.putItem(request);
  }

  static DynamoDbOp<UpdateItemRequest, UpdateItemResponse> updateItem() {
    return (request, client) -> client.updateItem(request);
  }

  static DynamoDbOp<DeleteItemRequest, DeleteItemResponse> deleteItem() {
    return (request, client) -> client.deleteItem(request);
  }

  /** Up to 100 items by their keys; what is not processed must be asked for again. */
  static DynamoDbOp<BatchGetItemRequest, BatchGetItemResponse> batchGetItem() {
    return (request, client) -> client.batchGetItem(request);
  }

  /** All of it or nothing. */
  static DynamoDbOp<TransactWriteItemsRequest, TransactWriteItemsResponse> transactWriteItems() {
    return (request, client) -> client.transactWriteItems(request);
  }
}
