package org.voiceteller.persistence.dynamodb;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.money.Money;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The fields of an item, as the projections wrote them: one that must be there and is not throws.
 */
public record ItemFields(Table table, Map<String, AttributeValue> item) {

  public String text(String name) {
    return value(name).s();
  }

  /** Null when the item has none. */
  public @Nullable String optionalText(String name) {
    AttributeValue value = item.get(name);
    return value == null ? null : value.s();
  }

  public boolean flag(String name) {
    return value(name).bool();
  }

  public Instant time(String name) {
    return Instant.parse(text(name));
  }

  /** Null when the item has none. */
  public @Nullable Instant optionalTime(String name) {
    String time = optionalText(name);
    return time == null ? null : Instant.parse(time);
  }

  /** Of {@code minorUnits} and {@code currency}. */
  public Money money() {
    return Money.of(Long.parseLong(value("minorUnits").n()), text("currency"));
  }

  public long number(String name) {
    return Long.parseLong(value(name).n());
  }

  /** Null when the item has none. */
  public @Nullable Long optionalNumber(String name) {
    AttributeValue value = item.get(name);
    return value == null ? null : Long.valueOf(value.n());
  }

  /** Empty when the item has none. */
  public List<String> texts(String name) {
    AttributeValue value = item.get(name);
    return value == null ? List.of() : value.l().stream().map(AttributeValue::s).toList();
  }

  /** Null when the item has none. */
  public @Nullable LocalDate optionalDay(String name) {
    String day = optionalText(name);
    return day == null ? null : LocalDate.parse(day);
  }

  public LocalDate day(String name) {
    return LocalDate.parse(text(name));
  }

  /** So many minor units in the item's currency; null when the item has none. */
  public @Nullable Money optionalMoney(String name) {
    Long minorUnits = optionalNumber(name);
    return minorUnits == null ? null : Money.of(minorUnits, text("currency"));
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
