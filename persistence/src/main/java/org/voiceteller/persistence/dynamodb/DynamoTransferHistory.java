package org.voiceteller.persistence.dynamodb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.stream.javadsl.Sink;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.transfer.TransferHistory;
import org.voiceteller.core.transfer.TransferKind;
import org.voiceteller.core.transfer.TransferRecord;
import org.voiceteller.core.transfer.TransferStatus;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * A customer's transfers from {@code Banking_Transfers}: a confirmation number by the index {@code
 * byConfirmation}, everything else by customer and time in {@code byCustomer}, never a scan.
 * Another customer's transfers are not under the key, so no wording finds them.
 */
public final class DynamoTransferHistory implements TransferHistory {

  private static final int PAGE_SIZE = 100;

  private final DynamoDbAsyncClient client;
  private final ClassicActorSystemProvider system;
  private final int maxPages;

  private DynamoTransferHistory(
      DynamoDbAsyncClient client, ClassicActorSystemProvider system, int maxPages) {
    this.client = client;
    this.system = system;
    this.maxPages = maxPages;
  }

  /**
   * @param maxPages of 100 items each, most that one search reads
   */
  public static DynamoTransferHistory create(
      DynamoDbAsyncClient client, ClassicActorSystemProvider system, int maxPages) {
    return new DynamoTransferHistory(client, system, maxPages);
  }

  @Override
  public CompletionStage<List<TransferRecord>> search(Query query) {
    return DynamoDb.source(client, DynamoDbPaginatedOp.query(), request(query))
        .take(maxPages)
        .mapConcat(page -> page.items())
        .take(query.limit())
        .map(DynamoTransferHistory::transfer)
        .runWith(Sink.seq(), system);
  }

  private static QueryRequest request(Query query) {
    Items values = Items.item().text(":customer", query.customerId());
    String key = "customerId = :customer";
    String index = "byCustomer";
    if (query.confirmation() != null) {
      index = "byConfirmation";
      key += " AND confirmationSearch = :confirmation";
      values.text(":confirmation", query.confirmation().toLowerCase(Locale.ROOT));
    }
    List<String> filters = new ArrayList<>();
    if (query.kind() != null) {
      filters.add("kind = :kind");
      values.text(":kind", query.kind().name());
    }
    if (query.counterparty() != null) {
      filters.add("contains(counterpartySearch, :counterparty)");
      values.text(":counterparty", query.counterparty().toLowerCase(Locale.ROOT));
    }
    if (query.minorUnits() != null) {
      filters.add("minorUnits = :amount");
      values.number(":amount", query.minorUnits());
    }
    QueryRequest.Builder request =
        QueryRequest.builder()
            .tableName(Table.TRANSFERS.tableName())
            .indexName(index)
            .keyConditionExpression(key)
            .expressionAttributeValues(values.build())
            .scanIndexForward(false)
            .limit(filters.isEmpty() ? Math.clamp(query.limit(), 1, PAGE_SIZE) : PAGE_SIZE);
    return filters.isEmpty()
        ? request.build()
        : request.filterExpression(String.join(" AND ", filters)).build();
  }

  private static TransferRecord transfer(Map<String, AttributeValue> item) {
    AttributeValue confirmation = item.get("confirmation");
    AttributeValue expectedAt = item.get("expectedAt");
    return new TransferRecord(
        text(item, "transferId"),
        text(item, "customerId"),
        TransferKind.valueOf(text(item, "kind")),
        value(item, "outgoing").bool(),
        text(item, "accountLastFour"),
        text(item, "counterparty"),
        Money.of(Long.parseLong(value(item, "minorUnits").n()), text(item, "currency")),
        TransferStatus.valueOf(text(item, "status")),
        confirmation == null ? null : confirmation.s(),
        Instant.parse(text(item, "createdAt")),
        expectedAt == null ? null : Instant.parse(expectedAt.s()));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return value(item, name).s();
  }

  private static AttributeValue value(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null) {
      throw new IllegalStateException("Expected a transfer with " + name + ", but it has none");
    }
    return value;
  }
}
