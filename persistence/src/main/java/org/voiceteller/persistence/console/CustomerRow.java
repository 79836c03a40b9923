package org.voiceteller.persistence.console;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.voiceteller.persistence.dynamodb.ItemFields;

/**
 * A customer as a list shows them, unmasked: what may be seen of it is decided by who shows it.
 *
 * @param fullName {@code [erased]} when their personal data is unreadable
 * @param phoneLastFour null when it was erased
 */
public record CustomerRow(
    String customerId,
    String fullName,
    @Nullable String phoneLastFour,
    String jurisdiction,
    Instant registeredAt) {

  static CustomerRow of(ItemFields item) {
    return new CustomerRow(
        item.text("customerId"),
        item.text("fullName"),
        item.optionalText("phoneLastFour"),
        item.text("jurisdiction"),
        item.time("registeredAt"));
  }
}
