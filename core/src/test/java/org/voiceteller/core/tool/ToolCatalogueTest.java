package org.voiceteller.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.tool.ToolInputReader.Reading;

class ToolCatalogueTest {

  private static final ToolCatalogue CATALOGUE = ToolCatalogue.create();
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @EnumSource(Tool.class)
  void describesEveryFieldInAFewWords(Tool tool) {
    var schema = CATALOGUE.schemaOf(tool);

    assertThat(schema.path("type").asText()).isEqualTo("object");
    assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
    for (var property : schema.path("properties")) {
      assertThat(property.path("title").asText()).isNotBlank();
      assertThat(property.path("description").asText()).isNotBlank();
      assertThat(property.path("type").asText()).isEqualTo("string");
    }
  }

  @Test
  void tellsFormatsChoicesAndWhatIsRequired() {
    var authenticate = CATALOGUE.schemaOf(Tool.AUTHENTICATE);
    assertThat(authenticate.at("/properties/phoneNumber/format").asText()).isEqualTo("phone");
    assertThat(authenticate.at("/required/0").asText()).isEqualTo("phoneNumber");

    var search = CATALOGUE.schemaOf(Tool.SEARCH_TRANSACTIONS);
    assertThat(search.at("/properties/fromDate/format").asText()).isEqualTo("date");
    assertThat(search.at("/properties/minimumAmount/format").asText()).isEqualTo("amount");
    assertThat(search.at("/properties/category/enum")).hasSizeGreaterThan(5);
    assertThat(search.has("required")).isFalse();

    var statement = CATALOGUE.schemaOf(Tool.REQUEST_STATEMENT);
    assertThat(statement.at("/properties/delivery/enum").toString())
        .isEqualTo("[\"email\",\"mail\",\"download\"]");
  }

  @Test
  void readsWhatFitsTheSchema() {
    assertThat(CATALOGUE.read(Tool.CHECK_BALANCE, "{\"accountType\":\"checking\"}"))
        .isEqualTo(new Reading.Read(new ToolInput.CheckBalance(AccountKind.CHECKING, null)));
    assertThat(CATALOGUE.read(Tool.CHECK_BALANCE, ""))
        .isEqualTo(new Reading.Read(new ToolInput.CheckBalance(null, null)));
  }

  @Test
  void refusesWithASentenceThatTheModelCanActOn() {
    assertThat(sentence(Tool.AUTHENTICATE, "{}")).contains("phoneNumber is missing");
    assertThat(sentence(Tool.AUTHENTICATE, "{\"phoneNumber\":null}"))
        .contains("phoneNumber is missing");
    assertThat(sentence(Tool.AUTHENTICATE, "{\"phoneNumber\":15552345678}"))
        .contains("phoneNumber must be a text");
    assertThat(sentence(Tool.CHECK_BALANCE, "{\"accountType\":\"gold\"}"))
        .contains("accountType must be one of")
        .doesNotContain("gold");
    assertThat(sentence(Tool.CHECK_BALANCE, "{\"accountType\":null}")).contains("out");
    assertThat(sentence(Tool.CHECK_BALANCE, "{\"ssn\":\"123-45-6789\"}"))
        .contains("takes only: accountEnding, accountType")
        .doesNotContain("123");
    assertThat(sentence(Tool.CHECK_BALANCE, "{\"accountEnding\":\"45\"}"))
        .contains("accountEnding must be a text that matches");
    assertThat(sentence(Tool.SEARCH_TRANSACTIONS, "{\"fromDate\":\"2026-02-31\"}"))
        .contains("fromDate");
    assertThat(sentence(Tool.EXPLAIN_PROVISIONAL_CREDIT, "{\"a\":1}")).contains("no input");
    assertThat(sentence(Tool.CHECK_BALANCE, "[]")).contains("one JSON object");
    assertThat(sentence(Tool.CHECK_BALANCE, "{\"accountType\":")).contains("not JSON");
    assertThat(sentence(Tool.CHECK_BALANCE, "{} {}")).contains("not JSON");
    assertThat(sentence(Tool.CLARIFY_MERCHANT, "{\"descriptor\":\"" + "x".repeat(201) + "\"}"))
        .contains("descriptor must be a text of at most 200");
  }

  /** Values right and wrong for each field, whatever its type. */
  @Provide
  Arbitrary<ObjectNode> inputs() {
    var names =
        Arbitraries.of(
            "phoneNumber",
            "accountType",
            "accountEnding",
            "merchant",
            "category",
            "minimumAmount",
            "fromDate",
            "month",
            "delivery",
            "descriptor",
            "merchantCategoryCode",
            "other");
    var values =
        Arbitraries.of(
            "\"checking\"",
            "\"CHECKING\"",
            "\"4521\"",
            "\"groceries\"",
            "\"75.00\"",
            "\"75.005\"",
            "\"2026-01-15\"",
            "\"2026-01\"",
            "\"2026-13\"",
            "\"email\"",
            "\"\"",
            "\"" + "x".repeat(201) + "\"",
            "12",
            "true",
            "null",
            "{}",
            "[\"checking\"]");
    return Combinators.combine(names, values)
        .as(List::of)
        .list()
        .ofMaxSize(3)
        .map(
            fields -> {
              ObjectNode input = JSON.createObjectNode();
              for (List<String> field : fields) {
                input.set(field.get(0), tree(field.get(1)));
              }
              return input;
            });
  }

  @Property(tries = 3_000)
  void readsExactlyWhatTheSchemaAllows(@ForAll Tool tool, @ForAll("inputs") ObjectNode input) {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(CATALOGUE.schemaOf(tool));

    assertThat(CATALOGUE.read(tool, input.toString()) instanceof Reading.Read)
        .as("%s %s", tool, input)
        .isEqualTo(schema.validate(input).isEmpty());
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sentence(Tool tool, String input) {
    var reading = CATALOGUE.read(tool, input);
    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    return ((Reading.Unreadable) reading).sentence();
  }
}
