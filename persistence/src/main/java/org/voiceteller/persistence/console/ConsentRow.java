package org.voiceteller.persistence.console;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.voiceteller.persistence.dynamodb.ItemFields;

/**
 * A disclosure that was given, or a consent to what it said.
 *
 * @param customerId null when nobody was identified then
 * @param kind as {@code CALL_DISCLOSURE} or {@code CALL_RECORDING}
 * @param basis of a consent, as {@code CONTINUED_AFTER_DISCLOSURE}
 * @param rule of a disclosure, as {@code ALL_PARTY}
 * @param textVersion of the words
 */
public record ConsentRow(
    String callId,
    @Nullable String customerId,
    String kind,
    @Nullable String basis,
    @Nullable String rule,
    @Nullable String textVersion,
    @Nullable String jurisdiction,
    Instant at) {

  static ConsentRow of(ItemFields item) {
    return new ConsentRow(
        item.text("sessionId"),
        item.optionalText("customerId"),
        item.text("kind"),
        item.optionalText("basis"),
        item.optionalText("rule"),
        item.optionalText("textVersion"),
        item.optionalText("jurisdiction"),
        item.time("timestamp"));
  }
}
