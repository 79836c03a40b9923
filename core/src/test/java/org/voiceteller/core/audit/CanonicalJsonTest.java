package org.voiceteller.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

  @Test
  void sortsAndQuotesAsRfc8785Says() {
    // §3.2.3: sorted by UTF-16 code units, and the property names of its example.
    Map<String, Object> fields = new HashMap<>();
    fields.put("\u20ac", "Euro Sign");
    fields.put("\r", "Carriage Return");
    fields.put("\ufb33", "Hebrew Letter Dalet With Dagesh");
    fields.put("1", "One");
    fields.put("\ud83d\ude00", "Emoji: Grinning Face");
    fields.put("\u0080", "Control");
    fields.put("\u00f6", "Latin Small Letter O With Diaeresis");

    assertThat(CanonicalJson.write(fields))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"Latin"
                + " Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\",\"\ud83d\ude00\":"
                + "\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    // §3.2.2.2
    assertThat(CanonicalJson.write(Map.of("string", "\u20ac$\u000F\nA'B\"\\\\\"/")))
        .isEqualTo("{\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  @Test
  void writesEveryKindOfValue() {
    Map<String, Object> fields = new HashMap<>();
    fields.put("none", null);
    fields.put("list", List.of("a", 1L, true, Map.of("b", 2L)));

    assertThat(CanonicalJson.write(fields))
        .isEqualTo("{\"list\":[\"a\",1,true,{\"b\":2}],\"none\":null}");
    assertThat(CanonicalJson.read(CanonicalJson.write(fields))).contains(fields);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "1",
        "{",
        "{}}",
        "{ }",
        "{\"b\":1,\"a\":2}",
        "{\"a\":1,\"a\":1}",
        "{\"a\":1.0}",
        "{\"a\":1e2}",
        "{\"a\":-0}",
        "{\"a\":01}",
        "{\"a\":99999999999999999999}",
        "{\"a\":9007199254740993}",
        "{\"a\":\"\\u0041\"}",
        "{\"a\":\"\\/\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":[[[[[[[[[[1]]]]]]]]]]}",
        "{\"a\":1}\r"
      })
  void takesNothingThatIsNotCanonical(String text) {
    assertThat(CanonicalJson.read(text)).isEqualTo(Optional.empty());
  }

  @Test
  void refusesWhatHasNoCanonicalForm() {
    assertThatThrownBy(() -> CanonicalJson.write(Map.of("a", 1.5)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CanonicalJson.write(Map.of("a", "\ud83d")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 300)
  void isReadBackAsItWasByAnybodysParser(@ForAll String text) throws JsonProcessingException {
    Assumptions.assumeThat(
            new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(text);

    String written = CanonicalJson.write(Map.of("text", text));

    assertThat(new JsonMapper().readTree(written).path("text").asText()).isEqualTo(text);
    assertThat(CanonicalJson.read(written)).contains(Map.of("text", text));
  }
}
