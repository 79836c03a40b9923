package org.voiceteller.persistence.console;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.staff.ApiKey;
import org.voiceteller.core.staff.ApiKeyStore;
import org.voiceteller.persistence.dynamodb.DynamoDb;
import org.voiceteller.persistence.dynamodb.DynamoDbOp;
import org.voiceteller.persistence.dynamodb.Items;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * API keys in {@code Banking_ApiKeys}: one partition, for a bank has tens of them, read
 * consistently. No journal stands behind them, so they are not made anew with the other tables.
 */
public final class ApiKeyTable implements ApiKeyStore {

  private static final String TABLE = Table.API_KEYS.tableName();

  /** The one partition. */
  private static final AttributeValue ALL = AttributeValue.fromS("api-keys");

  private final DynamoDbAsyncClient client;
  private final ActorSystem<?> system;

  private ApiKeyTable(DynamoDbAsyncClient client, ActorSystem<?> system) {
    this.client = client;
    this.system = system;
  }

  public static ApiKeyStore create(DynamoDbAsyncClient client, ActorSystem<?> system) {
    return new ApiKeyTable(client, system);
  }

  @Override
  public CompletionStage<Void> add(ApiKey key) {
    return DynamoDb.single(
            client,
            DynamoDbOp.putItem(),
            PutItemRequest.builder()
                .tableName(TABLE)
                .item(item(key))
                .conditionExpression("attribute_not_exists(keyId)")
                .build())
        .thenApply(_ -> null);
  }

  @Override
  public CompletionStage<Optional<ApiKey>> find(String keyId) {
    return DynamoDb.single(
            client,
            DynamoDbOp.getItem(),
            GetItemRequest.builder().tableName(TABLE).key(at(keyId)).consistentRead(true).build())
        .thenApply(answer -> answer.hasItem() ? Optional.of(key(answer.item())) : Optional.empty());
  }

  @Override
  public CompletionStage<List<ApiKey>> all() {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(TABLE)
            .keyConditionExpression("registry = :all")
            .expressionAttributeValues(Map.of(":all", ALL))
            .consistentRead(true)
            .build();
    return Source.fromPublisher(client.queryPaginator(request))
        .mapConcat(page -> page.items())
        .map(ApiKeyTable::key)
        .runWith(Sink.seq(), system)
        .thenApply(
            keys -> keys.stream().sorted(Comparator.comparing(ApiKey::madeAt).reversed()).toList());
  }

  @Override
  public CompletionStage<Boolean> revoke(String keyId, Instant at) {
    return changed(
        UpdateItemRequest.builder()
            .tableName(TABLE)
            .key(at(keyId))
            .conditionExpression("attribute_exists(keyId)")
            .updateExpression("SET revokedAt = if_not_exists(revokedAt, :at)")
            .expressionAttributeValues(Map.of(":at", time(at)))
            .build());
  }

  @Override
  public CompletionStage<Void> used(String keyId, Instant at) {
    return changed(
            UpdateItemRequest.builder()
                .tableName(TABLE)
                .key(at(keyId))
                .conditionExpression(
                    "attribute_exists(keyId) AND (attribute_not_exists(lastUsedAt) OR lastUsedAt <"
                        + " :at)")
                .updateExpression("SET lastUsedAt = :at")
                .expressionAttributeValues(Map.of(":at", time(at)))
                .build())
        .thenApply(_ -> null);
  }

  private CompletionStage<Boolean> changed(UpdateItemRequest request) {
    return DynamoDb.single(client, DynamoDbOp.updateItem(), request)
        .thenApply(_ -> true)
        .exceptionallyCompose(
            failure ->
                isRefusal(failure)
                    ? CompletableFuture.completedStage(false)
                    : CompletableFuture.failedStage(failure));
  }

  /** The item is not as the condition says. */
  static boolean isRefusal(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof ConditionalCheckFailedException;
  }

  private static Map<String, AttributeValue> at(String keyId) {
    return Map.of("registry", ALL, "keyId", AttributeValue.fromS(keyId));
  }

  private static AttributeValue time(Instant at) {
    return AttributeValue.fromS(Items.timeText(at));
  }

  private static Map<String, AttributeValue> item(ApiKey key) {
    Items item =
        Items.item()
            .text("registry", ALL.s())
            .text("keyId", key.keyId())
            .text("name", key.name())
            .text("hash", key.hash())
            .texts("scopes", key.scopes())
            .time("madeAt", key.madeAt())
            .text("madeBy", key.madeBy());
    time(item, "expiresAt", key.expiresAt());
    time(item, "revokedAt", key.revokedAt());
    time(item, "lastUsedAt", key.lastUsedAt());
    return item.build();
  }

  private static void time(Items item, String name, @Nullable Instant at) {
    if (at != null) {
      item.time(name, at);
    }
  }

  private static ApiKey key(Map<String, AttributeValue> item) {
    return new ApiKey(
        text(item, "keyId"),
        text(item, "name"),
        text(item, "hash"),
        value(item, "scopes").l().stream().map(AttributeValue::s).toList(),
        Instant.parse(text(item, "madeAt")),
        text(item, "madeBy"),
        optionalTime(item, "expiresAt"),
        optionalTime(item, "revokedAt"),
        optionalTime(item, "lastUsedAt"));
  }

  private static @Nullable Instant optionalTime(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? null : Instant.parse(value.s());
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return value(item, name).s();
  }

  private static AttributeValue value(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null) {
      throw new IllegalStateException(
          "Expected an item of %s with %s, but it has none".formatted(TABLE, name));
    }
    return value;
  }
}
