package org.voiceteller.localsonic.dialogue.telling;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.voiceteller.localsonic.dialogue.language.PlainText;

/** Values in the form that is spoken: $5,647.32, January 15, 5 5 5. */
public final class SpokenForm {

  private static final Set<String> MONEY_WORDS =
      Set.of(
          "amount",
          "balance",
          "available",
          "pending",
          "fee",
          "fine",
          "price",
          "total",
          "cost",
          "credit",
          "owed",
          "due",
          "limit",
          "payment",
          "charge");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d+\\.\\d{2}");
  private static final Pattern ISO_DATE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:T.*)?");
  private static final Pattern CODE = Pattern.compile("[A-Z0-9]+(?:[-_][A-Z0-9]+)+");
  private static final Pattern IDENTIFIER =
      Pattern.compile("[a-z]+(?:[A-Z][a-z]+)+|[a-z]+(?:_[a-z]+)+|[A-Z]{3,}(?:_[A-Z]+)*");
  private static final DateTimeFormatter NEAR_DAY =
      DateTimeFormatter.ofPattern("MMMM d", Locale.US);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMMM d, yyyy", Locale.US);

  private SpokenForm() {}

  /**
   * A simple value under its key.
   *
   * @param today a date within a year before or after is said without its year
   */
  public static String of(String key, JsonNode value, LocalDate today) {
    if (value.isBoolean()) {
      return value.asBoolean() ? "yes" : "no";
    }
    var words = PlainText.words(PlainText.ofIdentifier(key));
    if (value.isNumber()) {
      return number(words, value.decimalValue());
    }
    var text = value.asText().strip();
    if (DECIMAL.matcher(text).matches()) {
      return money(new BigDecimal(text));
    }
    var date = ISO_DATE.matcher(text);
    if (date.matches()) {
      return day(LocalDate.parse(date.group(1)), today);
    }
    return IDENTIFIER.matcher(text).matches() && !CODE.matcher(text).matches()
        ? PlainText.ofIdentifier(text)
        : text;
  }

  /** "$5,647.32"; whole dollars without cents. */
  public static String money(BigDecimal amount) {
    var format = NumberFormat.getCurrencyInstance(Locale.US);
    var whole = amount.stripTrailingZeros().scale() <= 0;
    format.setMinimumFractionDigits(whole ? 0 : 2);
    format.setMaximumFractionDigits(whole ? 0 : 2);
    format.setRoundingMode(RoundingMode.HALF_UP);
    return (amount.signum() < 0 ? "minus " : "") + format.format(amount.abs());
  }

  private static String day(LocalDate day, LocalDate today) {
    var near = day.isAfter(today.minusYears(1)) && day.isBefore(today.plusYears(1));
    return day.format(near ? NEAR_DAY : DAY);
  }

  /** Digits one by one, in the groups of a telephone number: "5 5 5, 2 3 4, 5 6 7 8". */
  public static String digits(String digits) {
    var out = new StringBuilder();
    var at = 0;
    if (digits.length() == 11 && digits.startsWith("1")) {
      out.append("1, ");
      at = 1;
    }
    for (var length : List.of(3, 3, 4)) {
      var end = Math.min(at + length, digits.length());
      if (at < end) {
        out.append(at > 1 || at == 1 && !out.toString().equals("1, ") ? ", " : "");
        out.append(String.join(" ", digits.substring(at, end).split("")));
        at = end;
      }
    }
    return at < digits.length()
        ? out + ", " + String.join(" ", digits.substring(at).split(""))
        : out.toString();
  }

  private static String number(List<String> key, BigDecimal number) {
    var last = key.isEmpty() ? "" : key.getLast();
    if (last.equals("cents") || last.equals("minor")) {
      return money(number.movePointLeft(2));
    }
    return key.stream().anyMatch(MONEY_WORDS::contains) && !key.contains("count")
        ? money(number)
        : number.stripTrailingZeros().toPlainString();
  }
}
