package org.voiceteller.core.customer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import java.util.Optional;

/**
 * A telephone number as it is dialled from anywhere.
 *
 * @param e164 E.164, as {@code +15552345678}
 */
public record PhoneNumber(String e164) {

  private static final String DEFAULT_REGION = "US";
  private static final int LONGEST_INPUT = 64;

  public PhoneNumber {
    if (!e164.matches("\\+[1-9][0-9]{4,14}")) {
      throw new IllegalArgumentException("Expected a number in E.164");
    }
  }

  /**
   * Reads a number as it was spoken, typed or keyed ({@code +1-555-234-5678}, {@code (555)
   * 234-5678}, {@code 15552345678#}); without a country code it is one of the United States. A
   * number need only be possible, not assigned: area code 555 is never assigned, and whether a
   * number is the bank's customer's is decided elsewhere. Local numbers without an area code are
   * not complete.
   */
  public static Optional<PhoneNumber> parse(String text) {
    String trimmed = text.strip();
    if (trimmed.endsWith("#")) {
      trimmed = trimmed.substring(0, trimmed.length() - 1);
    }
    if (trimmed.length() > LONGEST_INPUT) {
      return Optional.empty();
    }
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      var parsed = numbers.parse(trimmed, DEFAULT_REGION);
      if (numbers.isPossibleNumberWithReason(parsed) != ValidationResult.IS_POSSIBLE
          || parsed.hasExtension()) {
        return Optional.empty();
      }
      return Optional.of(new PhoneNumber(numbers.format(parsed, PhoneNumberFormat.E164)));
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  /** The last four digits, which may be spoken. */
  public String lastFour() {
    return e164.substring(e164.length() - 4);
  }

  /** Never the number itself: this record may end up in a log line. */
  @Override
  public String toString() {
    return "PhoneNumber[…" + lastFour() + "]";
  }
}
