package org.voiceteller.persistence.dynamodb;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/**
 * The tables with their keys and the indexes that the queries need. Items carry {@code
 * sequenceNumber}, the number of the entity's event that they were last changed by, where events
 * change them; the two append-only tables are never changed after they are written; what the two
 * tables of figures hold is only added to.
 */
public enum Table {
  /** Found by the beginning of a name, folded, and by the last digits of the number. */
  CUSTOMERS(
      "Banking_Customers",
      Keeping.MADE_ANEW,
      new Key("customerId", null),
      new Index("byLastName", new Key("lastInitial", "lastSort")),
      new Index("byFirstName", new Key("firstInitial", "firstSort")),
      new Index("byPhone", new Key("phoneLastFour", "customerId"))),
  ACCOUNTS(
      "Banking_Accounts",
      Keeping.MADE_ANEW,
      new Key("accountId", null),
      new Index("byCustomer", new Key("customerId", "accountId")),
      new Index("byLastFour", new Key("lastFour", "customerId"))),
  /** Every transaction under its own id, and sorted by time in the index. */
  TRANSACTIONS(
      "Banking_Transactions",
      Keeping.MADE_ANEW,
      new Key("accountId", "transactionId"),
      new Index("byTime", new Key("accountId", "sortTime"))),
  /** Every transfer, found by its customer and time or confirmation number. */
  TRANSFERS(
      "Banking_Transfers",
      Keeping.MADE_ANEW,
      new Key("transferId", null),
      new Index("byCustomer", new Key("customerId", "sortTime")),
      new Index("byConfirmation", new Key("customerId", "confirmationSearch"))),
  /** What each customer has set up to be paid, and how far it is. */
  BILL_PAY("Banking_BillPay", Keeping.MADE_ANEW, new Key("customerId", "planId")),
  CARDS(
      "Banking_Cards",
      Keeping.MADE_ANEW,
      new Key("cardId", null),
      new Index("byCustomer", new Key("customerId", "cardId")),
      new Index("byLastFour", new Key("lastFour", "customerId"))),
  /** The index by state is sorted by the day on which something is due next. */
  DISPUTES(
      "Banking_Disputes",
      Keeping.MADE_ANEW,
      new Key("caseId", null),
      new Index("byCustomer", new Key("customerId", "openedAt")),
      new Index("byState", new Key("state", "dueDay"))),
  /** Calls; only those that have not ended have a {@code presence}. */
  AUTH_SESSIONS(
      "Banking_AuthSessions",
      Keeping.MADE_ANEW,
      new Key("sessionId", null),
      new Index("byCustomer", new Key("customerId", "startedAt")),
      new Index("byDay", new Key("startDay", "startedAt")),
      new Index("byPresence", new Key("presence", "startedAt"))),
  /**
   * One item for each entry, numbered within the call. Only what went wrong or is flagged has a
   * {@code markedDay}.
   */
  AUDIT_LOGS(
      "Banking_AuditLogs",
      Keeping.EVIDENCE,
      new Key("sessionId", "auditNumber"),
      new Index("byCustomer", new Key("customerId", "timestamp")),
      new Index("byDay", new Key("day", "timestamp")),
      new Index("byAction", new Key("actionDay", "timestamp")),
      new Index("byMark", new Key("markedDay", "timestamp"))),
  CONSENTS(
      "Banking_Consents",
      Keeping.EVIDENCE,
      new Key("sessionId", "consentNumber"),
      new Index("byCustomer", new Key("customerId", "timestamp")),
      new Index("byDay", new Key("day", "timestamp"))),
  /** What was counted of the entries and consents; kept for as long as these. */
  AUDIT_FIGURES("Banking_AuditFigures", Keeping.KEPT, new Key("period", "figure")),
  /** What was counted of everything else; counted anew with it. */
  BOOK_FIGURES("Banking_BookFigures", Keeping.MADE_ANEW, new Key("period", "figure")),
  /** The keys of programs, without their secrets: all in one partition. */
  API_KEYS("Banking_ApiKeys", Keeping.OWN, new Key("registry", "keyId")),
  /** What requests of the admin API were answered that may come again; for a day. */
  REQUEST_ANSWERS("Banking_RequestAnswers", Keeping.OWN, new Key("requestKey", null));

  /** What becomes of the items when the tables are made anew from the journal. */
  private enum Keeping {
    MADE_ANEW,
    /** Not deleted: what it was made of is not deleted either. */
    KEPT,
    /** Not deleted: it is nowhere else. */
    OWN,
    /** Added, never changed or deleted by anybody. */
    EVIDENCE
  }

  /** Key attributes are strings; those named {@code …Number} are numbers. */
  private record Key(String partition, @Nullable String sort) {}

  private record Index(String name, Key key) {}

  private final String tableName;
  private final Keeping keeping;
  private final Key key;
  private final List<Index> indexes;

  Table(String tableName, Keeping keeping, Key key, Index... indexes) {
    this.tableName = tableName;
    this.keeping = keeping;
    this.key = key;
    this.indexes = List.of(indexes);
  }

  /** As it stands in DynamoDB. */
  public String tableName() {
    return tableName;
  }

  /** Whether its items are evidence: added, never changed or deleted. */
  public boolean appendOnly() {
    return keeping == Keeping.EVIDENCE;
  }

  /** Whether the journal says what is in it. */
  public boolean ofJournal() {
    return keeping != Keeping.OWN;
  }

  /** Whether its items are deleted and written again when the tables are made anew. */
  public boolean madeAnew() {
    return keeping == Keeping.MADE_ANEW;
  }

  /**
   * The names of the attributes that make an item's place in an index: the index's partition and
   * sort key, then the table's own.
   *
   * @throws IllegalArgumentException when there is no such index
   */
  public List<String> keyAttributes(String index) {
    Key own = index(index).key();
    return Stream.of(own.partition(), own.sort(), key.partition(), key.sort())
        .flatMap(Stream::ofNullable)
        .distinct()
        .toList();
  }

  private Index index(String name) {
    return indexes.stream()
        .filter(index -> index.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(tableName + " has no index " + name));
  }

  List<String> indexNames() {
    return indexes.stream().map(Index::name).toList();
  }

  /** Adds an index to the table as it stands. */
  UpdateTableRequest addition(String indexName) {
    Index index = index(indexName);
    Map<String, AttributeDefinition> attributes = new LinkedHashMap<>();
    define(index.key(), attributes);
    GlobalSecondaryIndex global = global(index);
    return UpdateTableRequest.builder()
        .tableName(tableName)
        .attributeDefinitions(attributes.values())
        .globalSecondaryIndexUpdates(
            GlobalSecondaryIndexUpdate.builder()
                .create(
                    create ->
                        create
                            .indexName(global.indexName())
                            .keySchema(global.keySchema())
                            .projection(global.projection()))
                .build())
        .build();
  }

  /** The names of the attributes that make an item's key. */
  public List<String> keyAttributes() {
    return key.sort() == null ? List.of(key.partition()) : List.of(key.partition(), key.sort());
  }

  /** The key of an item. */
  public Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
    return keyAttributes().stream()
        .collect(Collectors.toMap(Function.identity(), name -> requireNonNull(item.get(name))));
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
