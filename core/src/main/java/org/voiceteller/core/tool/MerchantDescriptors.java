package org.voiceteller.core.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The wording of card statements: which payment company stands in front of the shop's own name, and
 * what a merchant category code (ISO 18245) means.
 */
public final class MerchantDescriptors {

  private static final String CODES = "merchant_category_codes.csv";

  /**
   * A payment company that puts its own sign before the merchant's name.
   *
   * @param sign upper case, as it begins the descriptor
   * @param isAgent whether another merchant's name follows
   */
  private record Sign(String sign, String company, boolean isAgent) {}

  /** Longer signs first, so that the more telling one is found. */
  private static final List<Sign> SIGNS =
      List.of(
          new Sign("PAYPAL *", "PayPal", true),
          new Sign("PAYPAL INST XFER", "PayPal, paid from your bank account", false),
          new Sign("PP*", "PayPal", true),
          new Sign("SQ *", "Square, a card reader used by many small businesses", true),
          new Sign("TST*", "Toast, a payment system used by restaurants", true),
          new Sign("SP *", "Shopify, an online store system", true),
          new Sign("SP ", "Shopify, an online store system", true),
          new Sign("AMZN MKTP", "Amazon Marketplace, where other sellers sell on Amazon", false),
          new Sign("AMAZON MKTPL", "Amazon Marketplace, where other sellers sell on Amazon", false),
          new Sign("AMZN DIGITAL", "Amazon's digital store, such as books, films or apps", false),
          new Sign("AMZN", "Amazon", false),
          new Sign("AMAZON", "Amazon", false),
          new Sign("PRIME VIDEO", "Amazon Prime Video", false),
          new Sign("APPLE.COM/BILL", "Apple, for apps, music, storage or a subscription", false),
          new Sign("GOOGLE *", "Google, for an app or a service bought there", true),
          new Sign("UBER *", "Uber, for a ride or a delivery", true),
          new Sign("LYFT *", "Lyft, for a ride", true),
          new Sign("DD *", "DoorDash, a delivery service", true),
          new Sign("DOORDASH*", "DoorDash, a delivery service", true),
          new Sign("EB *", "Eventbrite, for event tickets", true),
          new Sign("IN *", "Intuit QuickBooks, an invoicing system of small businesses", true),
          new Sign("CKE*", "Clover, a card reader used by small businesses", true),
          new Sign("CLV*", "Clover, a card reader used by small businesses", true),
          new Sign("FS *", "FastSpring, a seller of software", true),
          new Sign("2CO*", "2Checkout, an online payment company", true),
          new Sign("BT*", "Braintree, an online payment company", true),
          new Sign("WPY*", "WePay, an online payment company", true),
          new Sign("VENMO *", "Venmo, a payment between people", true),
          new Sign("CASH APP*", "Cash App, a payment between people", true),
          new Sign("ZELLE", "Zelle, a payment between people", false));

  private final Map<String, String> categories;

  private MerchantDescriptors(Map<String, String> categories) {
    this.categories = categories;
  }

  public static MerchantDescriptors load() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    MerchantDescriptors.class.getResourceAsStream(CODES), "no resource " + CODES),
                UTF_8))) {
      return new MerchantDescriptors(
          lines
              .lines()
              .skip(1)
              .map(line -> line.split(",", 2))
              .collect(
                  Collectors.toUnmodifiableMap(
                      columns -> columns[0], MerchantDescriptors::firstColumn, (a, _) -> a)));
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + CODES, e);
    }
  }

  /** What a merchant category code stands for, as {@code Veterinary Services}. */
  public Optional<String> category(String code) {
    return Optional.ofNullable(categories.get(code));
  }

  /**
   * Explains a descriptor.
   *
   * @param categoryCode null when it is not known
   */
  public ToolAnswer explain(String descriptor, @Nullable String categoryCode) {
    Optional<Sign> sign = sign(descriptor);
    String name = spokenName(descriptor);
    String company =
        sign.map(
                found ->
                    !found.isAgent() || name.isEmpty()
                        ? "That wording stands for %s.".formatted(found.company())
                        : "The payment to %s went through %s.".formatted(name, found.company()))
            .orElse("");
    String category =
        Optional.ofNullable(categoryCode)
            .flatMap(this::category)
            .map("The merchant's category is: %s."::formatted)
            .orElse("");
    if (company.isEmpty() && category.isEmpty()) {
      return ToolAnswer.succeeded(
              "I can't tell more about %s than its name says. It may be a business's legal name or"
                      .formatted(name.isEmpty() ? "that wording" : name)
                  + " its parent company. If you don't recognize the charge, tell me and we can"
                  + " look into it.")
          .with("known", false);
    }
    return ToolAnswer.succeeded((company + " " + category).strip())
        .with("known", true)
        .with("descriptor", descriptor);
  }

  /** The part of a descriptor that a person would say: {@code SQ *BLUE BOTTLE} is Blue Bottle. */
  public static String spokenName(String descriptor) {
    String rest =
        sign(descriptor)
            .map(
                found ->
                    found.isAgent()
                        ? descriptor.strip().substring(found.sign().length())
                        : firstWords(found.company()))
            .orElse(descriptor);
    String cleaned = rest.replaceAll("[*#]", " ").replaceAll("\\s+", " ").strip();
    // What is written in capitals only would be spelled out or shouted; other writing stays.
    return cleaned.equals(cleaned.toUpperCase(Locale.ROOT)) ? capitalised(cleaned) : cleaned;
  }

  private static String firstWords(String company) {
    int comma = company.indexOf(',');
    return comma < 0 ? company : company.substring(0, comma);
  }

  private static String capitalised(String text) {
    return Arrays.stream(text.split(" "))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }

  private static Optional<Sign> sign(String descriptor) {
    String upper = descriptor.strip().toUpperCase(Locale.ROOT);
    return SIGNS.stream().filter(sign -> upper.startsWith(sign.sign())).findFirst();
  }

  private static String firstColumn(String[] columns) {
    String rest = columns[1];
    if (rest.startsWith("\"")) {
      return rest.substring(1, rest.indexOf('"', 1));
    }
    return rest.substring(0, rest.indexOf(','));
  }
}
