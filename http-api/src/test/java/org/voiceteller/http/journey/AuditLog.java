package org.voiceteller.http.journey;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The audit table of a running teller, as an auditor reads it. */
final class AuditLog implements AutoCloseable {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(40);

  private final DynamoDbAsyncClient tables;

  private AuditLog(DynamoDbAsyncClient tables) {
    this.tables = tables;
  }

  static AuditLog of(RunningTeller teller) {
    return new AuditLog(
        DynamoDbAsyncClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + teller.tablesPort()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build());
  }

  /** One line: its number within the call and what was done. */
  record Line(long number, String action, String result, String level) {}

  /**
   * The call's lines in order, as soon as they hold what is expected; the table follows the log.
   */
  List<Line> await(String callId, Predicate<List<Line>> expected) throws Exception {
    return Health.await("the audit table to be complete", () -> linesOf(callId), expected);
  }

  private List<Line> linesOf(String callId) {
    return tables
        .query(
            query ->
                query
                    .tableName("Banking_AuditLogs")
                    .keyConditionExpression("sessionId = :call")
                    .expressionAttributeValues(Map.of(":call", AttributeValue.fromS(callId))))
        .join()
        .items()
        .stream()
        .map(
            item ->
                new Line(
                    Long.parseLong(of(item, "auditNumber").n()),
                    of(item, "action").s(),
                    of(item, "result").s(),
                    of(item, "authLevel").s()))
        .toList();
  }

  private static AttributeValue of(Map<String, AttributeValue> item, String name) {
    return requireNonNull(item.get(name), name);
  }

  @Override
  public void close() {
    tables.close();
  }
}
