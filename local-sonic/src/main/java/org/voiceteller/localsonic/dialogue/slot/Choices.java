package org.voiceteller.localsonic.dialogue.slot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.voiceteller.localsonic.dialogue.language.PlainText;

/** Which of some values was named, in the caller's own word for it. */
final class Choices {

  /** What else people say for a value; the value's own words always count. */
  private static final Map<String, String> OTHER_WORDS =
      Map.ofEntries(
          Map.entry(
              "checking",
              "chequing|check account|checking account|current account|debit account|chequings"),
          Map.entry("savings", "saving|savings account|nest egg|rainy day fund"),
          Map.entry("email", "e mail|electronic mail|e mailed|emailed|emails"),
          Map.entry(
              "mail",
              "post|postal|posted|paper|letter|mailed|by mail|hard copy|regular mail|snail mail|us"
                  + " mail"),
          Map.entry("download", "downloaded|link|pdf|online|downloadable|file"),
          Map.entry("one time", "once|just once|single|only once|one off"),
          Map.entry("once", "one time|just once|only once|one off|single|this time only"),
          Map.entry("other", "something else|none of these|another reason"),
          Map.entry(
              "not received",
              "never arrived|never got|never received|never came|not arrive|not get it|not come"
                  + "|not been delivered|not receive|never delivered|did not get"),
          Map.entry(
              "not as described",
              "broken|defective|faulty|damaged|wrong item|not what i ordered|wrong size|fake"),
          Map.entry(
              "charged twice",
              "twice|double|doubled|double charged|charged double|duplicate|duplicated|two times"
                  + "|more than once|charged me twice"),
          Map.entry(
              "wrong amount",
              "too much|overcharged|incorrect amount|different amount|not the right amount"
                  + "|wrong price|more than i agreed|the amount is wrong"),
          Map.entry(
              "cancelled",
              "canceled|cancelled it|canceled it|cancelled my|canceled my|had cancelled|free"
                  + " trial"),
          Map.entry(
              "not mine",
              "not make|never made|not authorize|not recognize|not authorise|not recognise"
                  + "|unauthorized|not make it"),
          Map.entry("groceries", "grocery|supermarket|supermarkets|grocery store"),
          Map.entry("restaurants", "restaurant|dining|food|eating out|coffee|takeout|fast food"),
          Map.entry("fuel", "gas|gasoline|gas station|petrol"),
          Map.entry("shopping", "clothes|clothing|shoes"),
          Map.entry("travel", "flights|flight|hotel|hotels|airline"),
          Map.entry("entertainment", "movies|games|concerts|fun"),
          Map.entry("health", "medical|pharmacy|doctor|healthcare"),
          Map.entry("utilities", "utility|electricity|water and gas|power"),
          Map.entry("housing", "rent|mortgage"),
          Map.entry("subscriptions", "subscription|streaming"),
          Map.entry("transport", "transportation|taxi|taxis|public transport|parking"),
          Map.entry("cash", "atm|cash withdrawal"),
          Map.entry("income", "paycheck|salary|wages"),
          Map.entry("fees", "fee|bank fees"),
          Map.entry("weekly", "every week|each week|once a week|a week|per week"),
          Map.entry("monthly", "every month|each month|once a month|a month|per month"),
          Map.entry("yearly", "every year|each year|once a year|annually"),
          Map.entry("lost", "missing|misplaced|mislaid"),
          Map.entry(
              "stolen",
              "stole|robbed|mugged|snatched|grabbed|pickpocket|pickpocketed|ran off|theft|took"),
          Map.entry("debit", "debit card|bank card"),
          Map.entry("credit", "credit card"),
          Map.entry("text", "sms|text message|texted"),
          Map.entry("wire", "wired|wiring"),
          Map.entry("zelle", "zelled"),
          Map.entry("phone", "call|telephone|phone call"));

  private static final String OWNER =
      "(?:(?:my|your|the|a|an|their|his|her|our|another|someone|somebody|else|else's|friend's|\\S+'s|\\S+s|other)"
          + " ){0,3}";

  private static final String NOT =
      "(?:not|never|instead|rather than) (?:(?!from|of|out|to|into|use)\\S+ ){0,3}?";

  private Choices() {}

  /** All values that were named, in the order of the enum. */
  static List<String> named(List<String> values, String text) {
    var plain = " " + PlainText.of(text) + " ";
    var found = new ArrayList<String>();
    for (var value : values) {
      if (pattern("", value).matcher(plain).find()) {
        found.add(value);
      }
    }
    return found.size() > 1 ? withoutNegated(found, plain) : found;
  }

  /** The value named as one end of a movement: "from checking to savings". */
  static Optional<String> at(Kind.Side side, List<String> values, String text) {
    var plain = " " + PlainText.of(text) + " ";
    var before =
        switch (side) {
          case FROM -> "(?:from|form|out of|of|use|using|with|go with)(?: my| your| the| a)? ";
          case TO -> "(?:to|into|in|toward|towards) " + OWNER;
          case WHOLE -> "";
        };
    var named =
        values.stream().filter(value -> pattern(before, value).matcher(plain).find()).toList();
    return named.stream()
        .filter(value -> !pattern(NOT + before, value).matcher(plain).find())
        .findFirst()
        .or(() -> theOther(values, named))
        .or(() -> between(side, values, plain));
  }

  /** Not from checking: where there are but two, from the other. */
  private static Optional<String> theOther(List<String> values, List<String> refused) {
    return refused.size() == 1 && values.size() == 2
        ? values.stream().filter(value -> !refused.contains(value)).findFirst()
        : Optional.empty();
  }

  /**
   * "Between checking and savings", "checking to savings": in the order in which they are named.
   */
  private static Optional<String> between(Kind.Side side, List<String> values, String plain) {
    for (var from : values) {
      for (var to : values) {
        var both =
            Pattern.compile(
                " (?:between(?: my| the)? )?(?:%s)s?(?: account)? (?:and|to|into)(?: my| the)? (?:%s)s? "
                    .formatted(words(from), words(to)));
        if (!from.equals(to) && both.matcher(plain).find()) {
          return Optional.of(side == Kind.Side.FROM ? from : to);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether the text is nothing but a word for the value. */
  static boolean isWordFor(String value, String text) {
    return PlainText.of(text).matches("(?:" + words(value) + ")s?");
  }

  /** Whether a word for the value is in the text. */
  static boolean isIn(String value, String text) {
    return pattern("", value).matcher(" " + PlainText.of(text) + " ").find();
  }

  private static String words(String value) {
    var own = PlainText.ofIdentifier(value);
    var others = OTHER_WORDS.getOrDefault(own, "");
    return Pattern.quote(own) + (others.isEmpty() ? "" : "|" + others);
  }

  private static List<String> withoutNegated(List<String> found, String plain) {
    var meant =
        found.stream()
            .filter(
                value ->
                    !pattern("(?:not|no|instead of|rather than)(?: my| the| by)? ", value)
                        .matcher(plain)
                        .find())
            .toList();
    return meant.isEmpty() ? found : meant;
  }

  private static Pattern pattern(String before, String value) {
    var notEmail = PlainText.ofIdentifier(value).equals("mail") ? "(?<! e )" : "";
    return Pattern.compile(" " + before + notEmail + "(?:" + words(value) + ")s? ");
  }
}
