package org.voiceteller.persistence.dynamodb;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.money.Money;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The fields of an item, as the projections wrote them: one that must be there and is not throws.
 */
record ItemFields(Table table, Map<String, AttributeValue> item) {

  String text(String name) {
    return value(name).s();
  }

  /** Null when the item has none. */
  @Nullable String optionalText(String name) {
    AttributeValue value = item.get(name);
    return value == null ? null : value.s();
  }

  boolean flag(String name) {
    return value(name).bool();
  }

  Instant time(String name) {
    return Instant.parse(text(name));
  }

  /** Null when the item has none. */
  @Nullable Instant optionalTime(String name) {
    String time = optionalText(name);
    return time == null ? null : Instant.parse(time);
  }

  /** Of {@code minorUnits} and {@code currency}. */
  Money money() {
    return Money.of(Long.parseLong(value("minorUnits").n()), text("currency"));
  }

  private AttributeValue value(String name) {
    AttributeValue value = item.get(name);
    if (value == null) {
      throw new IllegalStateException(
          "Expected an item of %s with %s, but it has none".formatted(table.tableName(), name));
    }
    return value;
  }
}
