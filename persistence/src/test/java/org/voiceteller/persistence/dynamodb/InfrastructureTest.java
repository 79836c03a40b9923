package org.voiceteller.persistence.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** The file that a bank applies describes the tables that the code uses. */
class InfrastructureTest {

  private static final Path FILE = Path.of("../infrastructure/tables.yaml");

  private final Map<String, JsonNode> tables = new TreeMap<>();
  private JsonNode template = new YAMLMapper().nullNode();

  @BeforeEach
  void read() throws IOException {
    template = new YAMLMapper().readTree(FILE.toFile());
    for (JsonNode resource : template.path("Resources")) {
      if (resource.path("Type").asText().equals("AWS::DynamoDB::Table")) {
        tables.put(resource.path("Properties").path("TableName").asText(), resource);
      }
    }
  }

  @Test
  void holdsEveryTable() {
    assertThat(tables.keySet())
        .as("a new table of Table.java is described in infrastructure/tables.yaml too")
        .containsAll(Arrays.stream(Table.values()).map(Table::tableName).toList())
        .hasSize(Table.values().length);
  }

  @ParameterizedTest
  @EnumSource(Table.class)
  void agreesWithTheCodeOnKeysAndIndexes(Table table) {
    CreateTableRequest creation = table.creation();
    JsonNode properties = table(table).path("Properties");

    assertThat(keys(properties.path("KeySchema"))).isEqualTo(keys(creation.keySchema()));
    assertThat(attributes(properties))
        .containsExactlyInAnyOrderElementsOf(
            creation.attributeDefinitions().stream()
                .map(a -> a.attributeName() + " " + a.attributeTypeAsString())
                .toList());
    assertThat(
            list(properties.path("GlobalSecondaryIndexes"))
                .map(
                    index ->
                        index.path("IndexName").asText()
                            + keys(index.path("KeySchema"))
                            + index.path("Projection").path("ProjectionType").asText()))
        .containsExactlyInAnyOrderElementsOf(
            creation.hasGlobalSecondaryIndexes()
                ? creation.globalSecondaryIndexes().stream()
                    .map(
                        index ->
                            index.indexName()
                                + keys(index.keySchema())
                                + index.projection().projectionTypeAsString())
                    .toList()
                : List.of());
  }

  @Test
  void encryptsBacksUpAndProtectsEveryTable() {
    assertThat(tables.values())
        .allSatisfy(
            table -> {
              JsonNode properties = table.path("Properties");
              assertThat(table.path("DeletionPolicy").asText()).isEqualTo("Retain");
              assertThat(properties.path("DeletionProtectionEnabled").asBoolean()).isTrue();
              assertThat(properties.path("SSESpecification").path("SSEEnabled").asBoolean())
                  .isTrue();
              assertThat(
                      properties
                          .path("PointInTimeRecoverySpecification")
                          .path("PointInTimeRecoveryEnabled")
                          .asBoolean())
                  .isTrue();
            });
  }

  @ParameterizedTest
  @EnumSource(Table.class)
  void deniesChangesOfEvidenceAndOnlyOfEvidence(Table table) {
    JsonNode statement =
        table(table)
            .path("Properties")
            .path("ResourcePolicy")
            .path("PolicyDocument")
            .path("Statement")
            .path(0);
    List<String> denied =
        statement.path("Effect").asText().equals("Deny")
            ? list(statement.path("Action")).map(JsonNode::asText).toList()
            : List.of();

    if (table.appendOnly()) {
      assertThat(denied)
          .contains("dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem");
    } else {
      assertThat(denied).isEmpty();
    }
  }

  @Test
  void expiresNothingButSessionsAndAnswersOfRequests() {
    assertThat(
            tables.entrySet().stream()
                .filter(table -> table.getValue().findParent("TimeToLiveSpecification") != null)
                .map(Map.Entry::getKey))
        .containsExactlyInAnyOrder(
            Table.AUTH_SESSIONS.tableName(), Table.REQUEST_ANSWERS.tableName());
  }

  private JsonNode table(Table table) {
    JsonNode resource = tables.get(table.tableName());
    assertThat(resource).as("%s in infrastructure/tables.yaml", table.tableName()).isNotNull();
    return resource == null ? new YAMLMapper().nullNode() : resource;
  }

  private static List<String> keys(JsonNode schema) {
    return list(schema)
        .map(key -> key.path("AttributeName").asText() + " " + key.path("KeyType").asText())
        .toList();
  }

  private static List<String> keys(List<KeySchemaElement> schema) {
    return schema.stream().map(key -> key.attributeName() + " " + key.keyTypeAsString()).toList();
  }

  private static List<String> attributes(JsonNode properties) {
    List<String> all = new ArrayList<>();
    list(properties.path("AttributeDefinitions"))
        .forEach(
            a ->
                all.add(a.path("AttributeName").asText() + " " + a.path("AttributeType").asText()));
    return all;
  }

  private static Stream<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
