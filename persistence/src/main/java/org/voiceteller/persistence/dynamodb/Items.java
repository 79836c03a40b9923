package org.voiceteller.persistence.dynamodb;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Builds an item, attribute by attribute; what is null is left out. */
public final class Items {

  /** Always nine digits of a second, so that the order of the text is the order of time. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final Map<String, AttributeValue> attributes = new TreeMap<>();

  private Items() {}

  public static Items item() {
    return new Items();
  }

  public Items text(String name, @Nullable String value) {
    if (value != null) {
      attributes.put(name, AttributeValue.fromS(value));
    }
    return this;
  }

  public Items number(String name, long value) {
    attributes.put(name, AttributeValue.fromN(Long.toString(value)));
    return this;
  }

  public Items flag(String name, boolean value) {
    attributes.put(name, AttributeValue.fromBool(value));
    return this;
  }

  public Items texts(String name, List<String> values) {
    attributes.put(name, AttributeValue.fromL(values.stream().map(AttributeValue::fromS).toList()));
    return this;
  }

  public Items time(String name, Instant value) {
    return text(name, timeText(value));
  }

  /** ISO 8601 in UTC, sortable as text. */
  public static String timeText(Instant time) {
    return TIME.format(time);
  }

  /** The day in UTC, as {@code 2026-11-21}. */
  public static String dayText(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
  }

  public Map<String, AttributeValue> build() {
    return Collections.unmodifiableMap(new TreeMap<>(attributes));
  }
}
