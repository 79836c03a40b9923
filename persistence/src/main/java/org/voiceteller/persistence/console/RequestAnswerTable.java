package org.voiceteller.persistence.console;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.voiceteller.core.staff.AnswerStore;
import org.voiceteller.persistence.dynamodb.DynamoDb;
import org.voiceteller.persistence.dynamodb.DynamoDbOp;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The answers of requests that may come again, in {@code Banking_RequestAnswers}. A request is
 * claimed by a conditional write, so that of two nodes one gets it; the table's time to live takes
 * each item away some time after its day, and one that is still there by then counts for nothing.
 */
public final class RequestAnswerTable implements AnswerStore {

  private static final String TABLE = Table.REQUEST_ANSWERS.tableName();

  private final DynamoDbAsyncClient client;

  private RequestAnswerTable(DynamoDbAsyncClient client) {
    this.client = client;
  }

  public static AnswerStore create(DynamoDbAsyncClient client) {
    return new RequestAnswerTable(client);
  }

  @Override
  public CompletionStage<Claim> claim(
      String requestKey, String requestHash, Instant now, Instant lapsesAt, Instant keptUntil) {
    return DynamoDb.single(
            client,
            DynamoDbOp.updateItem(),
            UpdateItemRequest.builder()
                .tableName(TABLE)
                .key(at(requestKey))
                .conditionExpression(
                    "attribute_not_exists(requestKey) OR keptUntil <= :now OR"
                        + " (attribute_not_exists(#status) AND lapsesAt <= :now AND requestHash ="
                        + " :hash)")
                .updateExpression(
                    "SET requestHash = :hash, lapsesAt = :lapses, keptUntil = :kept REMOVE #status,"
                        + " body")
                .expressionAttributeNames(Map.of("#status", "status"))
                .expressionAttributeValues(
                    Map.of(
                        ":hash",
                        AttributeValue.fromS(requestHash),
                        ":now",
                        seconds(now),
                        ":lapses",
                        seconds(lapsesAt),
                        ":kept",
                        seconds(keptUntil)))
                .build())
        .<Claim>thenApply(_ -> new Claim.Won())
        .exceptionallyCompose(
            failure ->
                ApiKeyTable.isRefusal(failure)
                    ? found(requestKey, requestHash)
                    : CompletableFuture.failedStage(failure));
  }

  private CompletionStage<Claim> found(String requestKey, String requestHash) {
    return DynamoDb.single(
            client,
            DynamoDbOp.getItem(),
            GetItemRequest.builder()
                .tableName(TABLE)
                .key(at(requestKey))
                .consistentRead(true)
                .build())
        .thenApply(answer -> claim(answer.item(), requestHash));
  }

  private static Claim claim(Map<String, AttributeValue> item, String requestHash) {
    AttributeValue hash = item.get("requestHash");
    AttributeValue status = item.get("status");
    AttributeValue body = item.get("body");
    if (hash == null) {
      // Released between the two requests: it may come again in a moment.
      return new Claim.UnderWay();
    }
    if (!hash.s().equals(requestHash)) {
      return new Claim.OtherRequest();
    }
    return status == null || body == null
        ? new Claim.UnderWay()
        : new Claim.Answered(new Answer(Integer.parseInt(status.n()), body.s()));
  }

  @Override
  public CompletionStage<Void> keep(String requestKey, Answer answer) {
    return DynamoDb.single(
            client,
            DynamoDbOp.updateItem(),
            UpdateItemRequest.builder()
                .tableName(TABLE)
                .key(at(requestKey))
                .updateExpression("SET #status = :status, body = :body")
                .expressionAttributeNames(Map.of("#status", "status"))
                .expressionAttributeValues(
                    Map.of(
                        ":status",
                        AttributeValue.fromN(Integer.toString(answer.status())),
                        ":body",
                        AttributeValue.fromS(answer.body())))
                .build())
        .thenApply(_ -> null);
  }

  @Override
  public CompletionStage<Void> release(String requestKey) {
    return DynamoDb.single(
            client,
            DynamoDbOp.deleteItem(),
            DeleteItemRequest.builder().tableName(TABLE).key(at(requestKey)).build())
        .thenApply(_ -> null);
  }

  private static Map<String, AttributeValue> at(String requestKey) {
    return Map.of("requestKey", AttributeValue.fromS(requestKey));
  }

  /** DynamoDB's time to live counts seconds since 1970. */
  private static AttributeValue seconds(Instant time) {
    return AttributeValue.fromN(Long.toString(time.getEpochSecond()));
  }
}
