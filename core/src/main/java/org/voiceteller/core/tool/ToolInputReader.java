package org.voiceteller.core.tool;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.account.SpendingCategory;
import org.voiceteller.core.account.StatementDelivery;
import org.voiceteller.core.billpay.Frequency;
import org.voiceteller.core.card.LossCause;
import org.voiceteller.core.dispute.DisputeReason;
import org.voiceteller.core.transfer.TransferKind;

/**
 * Reads the input of tools. What the model wrote is not trusted: an unknown field, a missing one, a
 * wrong type or a wrong form is refused with one sentence that tells the model what to do. The
 * value itself is never repeated in it.
 */
public final class ToolInputReader {

  /** What came of reading. */
  public sealed interface Reading {

    record Read(ToolInput input) implements Reading {}

    /**
     * @param sentence for the model, not for the caller
     */
    record Unreadable(String sentence) implements Reading {}
  }

  private static final int LONGEST_INPUT = 4_096;

  private final Map<Tool, JsonNode> schemas;
  private final ObjectMapper json = mapper();

  ToolInputReader(Map<Tool, JsonNode> schemas) {
    this.schemas = Map.copyOf(schemas);
  }

  Reading read(Tool tool, String inputJson) {
    JsonNode schema = Objects.requireNonNull(schemas.get(tool), () -> "no schema of " + tool);
    if (inputJson.length() > LONGEST_INPUT) {
      return new Reading.Unreadable("The input is too long; give only what the schema names.");
    }
    JsonNode tree;
    try {
      tree = json.readTree(inputJson.isBlank() ? "{}" : inputJson);
    } catch (JsonProcessingException e) {
      return new Reading.Unreadable("The input is not JSON; give one JSON object.");
    }
    if (!tree.isObject()) {
      return new Reading.Unreadable("The input must be one JSON object.");
    }
    Set<String> known = names(schema.path("properties"));
    for (String name : names(tree)) {
      if (!known.contains(name)) {
        return new Reading.Unreadable(
            known.isEmpty()
                ? "This tool takes no input; give an empty object."
                : "Unknown field; this tool takes only: " + String.join(", ", known) + ".");
      }
      if (isMisshapen(tree.path(name), schema.path("properties").path(name))) {
        return unreadable(schema, name);
      }
    }
    for (JsonNode required : schema.path("required")) {
      if (!tree.hasNonNull(required.asText())) {
        return new Reading.Unreadable(
            "The field "
                + required.asText()
                + " is missing; ask the caller for it: "
                + description(schema, required.asText()));
      }
    }
    for (String name : names(tree)) {
      if (tree.path(name).isNull()) {
        return new Reading.Unreadable("Leave the field " + name + " out instead of giving null.");
      }
    }
    try {
      return new Reading.Read(json.treeToValue(tree, tool.inputType()));
    } catch (JsonMappingException e) {
      return unreadable(schema, e.getPath().isEmpty() ? "" : e.getPath().getFirst().getFieldName());
    } catch (JsonProcessingException e) {
      return unreadable(schema, "");
    }
  }

  private static Reading unreadable(JsonNode schema, String field) {
    if (field.isEmpty()) {
      return new Reading.Unreadable("A field has not the form that the schema describes.");
    }
    JsonNode choices = schema.path("properties").path(field).path("enum");
    JsonNode pattern = schema.path("properties").path(field).path("pattern");
    String form =
        choices.isArray()
            ? " must be one of " + choices
            : pattern.isTextual()
                ? " must be a text that matches " + pattern.asText()
                : " must be a text of at most 200 characters";
    return new Reading.Unreadable("The field " + field + form + ": " + description(schema, field));
  }

  private static String description(JsonNode schema, String field) {
    return schema.path("properties").path(field).path("description").asText();
  }

  private static boolean isMisshapen(JsonNode value, JsonNode property) {
    if (!value.isTextual()) {
      return false;
    }
    String text = value.textValue();
    return property.has("maxLength")
            && text.codePointCount(0, text.length()) > property.path("maxLength").asInt()
        || property.has("pattern") && !text.matches(property.path("pattern").asText());
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static ObjectMapper mapper() {
    SimpleModule module = new SimpleModule();
    module.addDeserializer(String.class, new Text<>(String.class, text -> text));
    module.addDeserializer(BigDecimal.class, new Text<>(BigDecimal.class, BigDecimal::new));
    module.addDeserializer(LocalDate.class, new Text<>(LocalDate.class, LocalDate::parse));
    module.addDeserializer(YearMonth.class, new Text<>(YearMonth.class, YearMonth::parse));
    module.addDeserializer(AccountKind.class, word(AccountKind.class));
    module.addDeserializer(StatementDelivery.class, word(StatementDelivery.class));
    module.addDeserializer(SpendingCategory.class, word(SpendingCategory.class));
    module.addDeserializer(LossCause.class, word(LossCause.class));
    module.addDeserializer(DisputeReason.class, word(DisputeReason.class));
    module.addDeserializer(TransferKind.class, word(TransferKind.class));
    module.addDeserializer(Frequency.class, word(Frequency.class));
    module.addDeserializer(Confirmation.class, word(Confirmation.class));
    return JsonMapper.builder()
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .addModule(module)
        .build();
  }

  private static <E extends Enum<E>> Text<E> word(Class<E> type) {
    return new Text<>(
        type,
        text -> {
          for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
              return constant;
            }
          }
          throw new IllegalArgumentException("Expected a lower case word of " + type);
        });
  }

  /** Reads a JSON text and nothing that could be taken for one. */
  private static final class Text<T> extends StdScalarDeserializer<T> {

    private static final long serialVersionUID = 1L;

    private final transient Function<String, T> read;
    private final Class<T> type;

    Text(Class<T> type, Function<String, T> read) {
      super(type);
      this.type = type;
      this.read = read;
    }

    @Override
    @SuppressWarnings("unchecked") // Jackson's own way to report a wrong token
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return (T) context.handleUnexpectedToken(type, parser);
      }
      try {
        return read.apply(parser.getText());
      } catch (IllegalArgumentException | DateTimeException e) {
        throw JsonMappingException.from(parser, "not of the expected form", e);
      }
    }
  }
}
