package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code openapi.yaml} as a judge of real answers. */
final class ApiDescription {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final JsonNode description;

  private ApiDescription(JsonNode description) {
    this.description = description;
  }

  static ApiDescription load() throws Exception {
    try (InputStream file = ApiDescription.class.getResourceAsStream("/openapi.yaml")) {
      return new ApiDescription(YAML.readTree(file));
    }
  }

  /**
   * One thing that the admin API does.
   *
   * @param permission whom it is for
   */
  record Operation(String method, String path, String permission) {

    /** Its path with ids that lead to nothing. */
    String example() {
      return path.replace("{callId}", "CALL-0")
          .replace("{customerId}", "CUST-0")
          .replace("{caseId}", "CASE-0")
          .replace("{keyId}", "KEY-0")
          .replace("{topic}", "tools");
    }
  }

  /** All that one permission opens; the lines of calls, which take three, are not among it. */
  List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    description
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method -> {
                          String permission = method.getValue().path("x-permission").asText();
                          if (!permission.isEmpty()) {
                            all.add(new Operation(method.getKey(), path.getKey(), permission));
                          }
                        }));
    return all;
  }

  /**
   * Holds an answer against what is described.
   *
   * @param path as it stands there, as {@code /v1/admin/calls/{callId}}
   */
  void check(String method, String path, StaffMember.Answer answer) throws Exception {
    JsonNode response =
        description
            .path("paths")
            .path(path)
            .path(method)
            .path("responses")
            .path(Integer.toString(answer.status()));
    assertThat(response.isMissingNode())
        .as("%s %s answered %d: %s", method, path, answer.status(), answer.text())
        .isFalse();
    JsonNode schema = response.path("content").path("application/json").path("schema");
    if (schema.isMissingNode()) {
      return;
    }
    var whole = YAML.createObjectNode();
    whole.setAll(Map.of("components", description.path("components"), "allOf", list(schema)));
    Set<ValidationMessage> faults =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                whole, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build())
            .validate(answer.json());
    assertThat(faults).as("%s %s: %s", method, path, answer.text()).isEmpty();
  }

  private static JsonNode list(JsonNode schema) {
    return YAML.createArrayNode().add(schema);
  }
}
