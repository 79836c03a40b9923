package org.voiceteller.core.tool;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfig;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tools as the model is told of them, and the reader of what it then asks. Schemas are made
 * once, from the records that also parse the input, so the two cannot drift apart.
 */
public final class ToolCatalogue {

  /** A longer text field is nothing that a caller says of a shop or a number. */
  private static final int LONGEST_TEXT = 200;

  private static final Set<Class<?>> TEXTS =
      Set.of(BigDecimal.class, LocalDate.class, YearMonth.class);

  private final Map<Tool, JsonNode> schemas;
  private final ToolInputReader reader;

  private ToolCatalogue(Map<Tool, JsonNode> schemas) {
    this.schemas = schemas;
    this.reader = new ToolInputReader(schemas);
  }

  public static ToolCatalogue create() {
    SchemaGenerator generator = new SchemaGenerator(config());
    Map<Tool, JsonNode> schemas = new EnumMap<>(Tool.class);
    for (Tool tool : Tool.values()) {
      schemas.put(tool, generator.generateSchema(tool.inputType()));
    }
    return new ToolCatalogue(schemas);
  }

  /** All tools, in the order of {@link Tool}. */
  public List<ToolSpec> specs() {
    return Arrays.stream(Tool.values())
        .map(tool -> new ToolSpec(tool.toolName(), tool.description(), schemaOf(tool).toString()))
        .toList();
  }

  /** Reads what the model wrote, strictly. */
  public ToolInputReader.Reading read(Tool tool, String inputJson) {
    return reader.read(tool, inputJson);
  }

  JsonNode schemaOf(Tool tool) {
    return Objects.requireNonNull(schemas.get(tool), () -> "no schema of " + tool);
  }

  private static SchemaGeneratorConfig config() {
    var builder =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT, Option.INLINE_ALL_SCHEMAS)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    builder
        .forFields()
        .withTitleResolver(scope -> field(scope).map(Field::title).orElse(null))
        .withDescriptionResolver(scope -> field(scope).map(Field::description).orElse(null))
        .withStringFormatResolver(scope -> text(field(scope).map(Field::format)))
        .withStringPatternResolver(scope -> text(field(scope).map(Field::pattern)))
        .withStringMaxLengthResolver(ToolCatalogue::longest)
        .withRequiredCheck(ToolCatalogue::isRequired)
        .withEnumResolver(scope -> words(scope.getDeclaredType().getErasedType()))
        .withTargetTypeOverridesResolver(
            scope ->
                isText(scope.getType().getErasedType())
                    ? List.of(scope.getContext().resolve(String.class))
                    : null);
    builder.forTypesInGeneral().withPropertySorter((_, _) -> 0);
    return builder.build();
  }

  private static boolean isText(Class<?> type) {
    return type.isEnum() || TEXTS.contains(type);
  }

  private static Optional<Field> field(FieldScope scope) {
    return Optional.ofNullable(scope.getAnnotation(Field.class));
  }

  private static boolean isRequired(FieldScope scope) {
    JsonProperty property = scope.getAnnotationConsideringFieldAndGetter(JsonProperty.class);
    return property != null && property.required();
  }

  private static @Nullable String text(Optional<String> hint) {
    return hint.filter(text -> !text.isEmpty()).orElse(null);
  }

  private static @Nullable Integer longest(FieldScope scope) {
    boolean free = field(scope).map(Field::pattern).filter(String::isEmpty).isPresent();
    return free && scope.getDeclaredType().getErasedType() == String.class ? LONGEST_TEXT : null;
  }

  private static @Nullable List<String> words(Class<?> type) {
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
            .toList()
        : null;
  }
}
