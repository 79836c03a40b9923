package org.voiceteller.core.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON in the one form that RFC 8785 (JSON Canonicalization Scheme) gives it, so that a hash of it
 * can be computed by anybody with any library of that name. Of the values only those are written
 * that have one form everywhere: texts, whole numbers up to 2^53, booleans, null, lists and maps.
 */
public final class CanonicalJson {

  private static final long GREATEST_NUMBER = 1L << 53;
  private static final int DEEPEST = 8;

  private static final JsonMapper READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.USE_LONG_FOR_INTS)
          .build();

  private CanonicalJson() {}

  /**
   * @throws IllegalArgumentException when a value has no canonical form here
   */
  public static String write(Map<String, ? extends @Nullable Object> fields) {
    StringBuilder out = new StringBuilder(512);
    write(fields, out);
    return out.toString();
  }

  /**
   * Reads an object that is in canonical form already, to the letter.
   *
   * @return empty for everything else
   */
  public static Optional<Map<String, @Nullable Object>> read(String text) {
    try {
      Map<?, ?> read = READER.readValue(text, Map.class);
      if (read == null) {
        return Optional.empty();
      }
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      read.forEach((name, value) -> fields.put(String.valueOf(name), value));
      return write(fields).equals(text) ? Optional.of(fields) : Optional.empty();
    } catch (JsonProcessingException | IllegalArgumentException notCanonical) {
      return Optional.empty();
    }
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case String text -> quote(text, out);
      case Boolean flag -> out.append(flag.booleanValue());
      case Long number -> out.append(inRange(number));
      case Integer number -> out.append(number.intValue());
      case List<?> list -> {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
          if (i > 0) {
            out.append(',');
          }
          write(list.get(i), out);
        }
        out.append(']');
      }
      case Map<?, ?> map -> writeSorted(map, out);
      default ->
          throw new IllegalArgumentException(
              "Expected a value with a canonical form, but got a " + value.getClass().getName());
    }
  }

  /** RFC 8785 §3.2.3 sorts by UTF-16 code units, as {@link String#compareTo} does. */
  private static void writeSorted(Map<?, ?> map, StringBuilder out) {
    Map<String, @Nullable Object> sorted = new TreeMap<>();
    map.forEach((name, value) -> sorted.put(String.valueOf(name), value));
    out.append('{');
    boolean first = true;
    for (Map.Entry<String, @Nullable Object> field : sorted.entrySet()) {
      if (!first) {
        out.append(',');
      }
      first = false;
      quote(field.getKey(), out);
      out.append(':');
      write(field.getValue(), out);
    }
    out.append('}');
  }

  private static long inRange(long number) {
    if (Math.abs(number) > GREATEST_NUMBER) {
      throw new IllegalArgumentException("Expected a number up to 2^53, but got " + number);
    }
    return number;
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < ' ') {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(paired(text, i));
          }
        }
      }
    }
    out.append('"');
  }

  /** Half of a surrogate pair has no UTF-8 and so no hash (RFC 8785 §3.2.2.2). */
  private static char paired(String text, int at) {
    char c = text.charAt(at);
    boolean whole =
        !Character.isSurrogate(c)
            || (Character.isHighSurrogate(c)
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1)))
            || (Character.isLowSurrogate(c)
                && at > 0
                && Character.isHighSurrogate(text.charAt(at - 1)));
    if (!whole) {
      throw new IllegalArgumentException("Expected whole characters, but got half a pair");
    }
    return c;
  }
}
