package org.voiceteller.persistence.dynamodb;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * The tables with their keys and the indexes that the queries need. Items carry {@code
 * sequenceNumber}, the number of the entity's event that they were last changed by, where events
 * change them; the two append-only tables are never changed after they are written.
 */
public enum Table {
  CUSTOMERS("Banking_Customers", false, new Key("customerId", null)),
  ACCOUNTS(
      "Banking_Accounts",
      false,
      new Key("accountId", null),
      new Index("byCustomer", new Key("customerId", "accountId"))),
  /** Every transaction under its own id, and sorted by time in the index. */
  TRANSACTIONS(
      "Banking_Transactions",
      false,
      new Key("accountId", "transactionId"),
      new Index("byTime", new Key("accountId", "sortTime"))),
  /** Every transfer, found by its customer and time or confirmation number. */
  TRANSFERS(
      "Banking_Transfers",
      false,
      new Key("transferId", null),
      new Index("byCustomer", new Key("customerId", "sortTime")),
      new Index("byConfirmation", new Key("customerId", "confirmationSearch"))),
  /** What each customer has set up to be paid, and how far it is. */
  BILL_PAY("Banking_BillPay", false, new Key("customerId", "planId")),
  CARDS(
      "Banking_Cards",
      false,
      new Key("cardId", null),
      new Index("byCustomer", new Key("customerId", "cardId"))),
  /** The index by state is sorted by the day on which something is due. */
  DISPUTES(
      "Banking_Disputes",
      false,
      new Key("caseId", null),
      new Index("byCustomer", new Key("customerId", "openedAt")),
      new Index("byState", new Key("state", "dueDay"))),
  AUTH_SESSIONS(
      "Banking_AuthSessions",
      false,
      new Key("sessionId", null),
      new Index("byCustomer", new Key("customerId", "startedAt"))),
  /** One item for each entry, numbered within the call. */
  AUDIT_LOGS(
      "Banking_AuditLogs",
      true,
      new Key("sessionId", "auditNumber"),
      new Index("byCustomer", new Key("customerId", "timestamp"))),
  CONSENTS(
      "Banking_Consents",
      true,
      new Key("sessionId", "consentNumber"),
      new Index("byCustomer", new Key("customerId", "timestamp")));

  /** Key attributes are strings; those named {@code …Number} are numbers. */
  private record Key(String partition, @Nullable String sort) {}

  private record Index(String name, Key key) {}

  private final String tableName;
  private final boolean appendOnly;
  private final Key key;
  private final List<Index> indexes;

  Table(String tableName, boolean appendOnly, Key key, Index... indexes) {
    this.tableName = tableName;
    this.appendOnly = appendOnly;
    this.key = key;
    this.indexes = List.of(indexes);
  }

  /** As it stands in DynamoDB. */
  public String tableName() {
    return tableName;
  }

  /** Whether its items are evidence: added, never changed or deleted. */
  public boolean appendOnly() {
    return appendOnly;
  }

  /** The names of the attributes that make an item's key. */
  public List<String> keyAttributes() {
    return key.sort() == null ? List.of(key.partition()) : List.of(key.partition(), key.sort());
  }

  CreateTableRequest creation() {
    Map<String, AttributeDefinition> attributes = new LinkedHashMap<>();
    define(key, attributes);
    indexes.forEach(index -> define(index.key(), attributes));
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(tableName)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(schema(key))
            .attributeDefinitions(attributes.values());
    if (!indexes.isEmpty()) {
      request.globalSecondaryIndexes(indexes.stream().map(Table::global).toList());
    }
    return request.build();
  }

  private static GlobalSecondaryIndex global(Index index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(schema(index.key()))
        .projection(projection -> projection.projectionType(ProjectionType.ALL))
        .build();
  }

  private static List<KeySchemaElement> schema(Key key) {
    KeySchemaElement partition = element(key.partition(), KeyType.HASH);
    return key.sort() == null
        ? List.of(partition)
        : List.of(partition, element(key.sort(), KeyType.RANGE));
  }

  private static KeySchemaElement element(String attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
  }

  private static void define(Key key, Map<String, AttributeDefinition> attributes) {
    Arrays.asList(key.partition(), key.sort())
        .forEach(
            name -> {
              if (name != null) {
                attributes.put(name, attribute(name));
              }
            });
  }

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(name.endsWith("Number") ? ScalarAttributeType.N : ScalarAttributeType.S)
        .build();
  }
}
