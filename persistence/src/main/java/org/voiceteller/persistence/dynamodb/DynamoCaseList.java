package org.voiceteller.persistence.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.voiceteller.core.dispute.CaseList;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * A customer's cases from {@code Banking_Disputes}: one query of the index {@code byCustomer},
 * which is sorted by the time at which they were opened.
 */
public final class DynamoCaseList implements CaseList {

  private final DynamoDbAsyncClient client;

  private DynamoCaseList(DynamoDbAsyncClient client) {
    this.client = client;
  }

  public static CaseList create(DynamoDbAsyncClient client) {
    return new DynamoCaseList(client);
  }

  @Override
  public CompletionStage<List<String>> newest(String customerId, int limit) {
    return DynamoDb.single(
            client,
            DynamoDbOp.query(),
            QueryRequest.builder()
                .tableName(Table.DISPUTES.tableName())
                .indexName("byCustomer")
                .keyConditionExpression("customerId = :customer")
                .expressionAttributeValues(Map.of(":customer", AttributeValue.fromS(customerId)))
                .scanIndexForward(false)
                .limit(limit)
                .build())
        .thenApply(answer -> answer.items().stream().map(DynamoCaseList::number).toList());
  }

  private static String number(Map<String, AttributeValue> item) {
    AttributeValue number = item.get("caseId");
    if (number == null) {
      throw new IllegalStateException("Expected a case with a number, but it has none");
    }
    return number.s();
  }
}
