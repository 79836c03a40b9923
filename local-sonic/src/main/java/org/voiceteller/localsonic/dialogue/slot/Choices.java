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
              "post|postal|posted|paper|letter|mailed|by mail|hard copy|regular mail|snail mail|us mail"),
          Map.entry("download", "downloaded|link|pdf|online|downloadable|file"),
          Map.entry("one time", "once|just once|single|only once|one off"),
          Map.entry("weekly", "every week|each week|once a week"),
          Map.entry("monthly", "every month|each month|once a month"),
          Map.entry("yearly", "every year|each year|once a year|annually"),
          Map.entry("lost", "missing|misplaced|mislaid"),
          Map.entry("stolen", "stole|robbed|theft|took"),
          Map.entry("debit", "debit card|bank card"),
          Map.entry("credit", "credit card"),
          Map.entry("text", "sms|text message|texted"),
          Map.entry("phone", "call|telephone|phone call"));

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
          case FROM -> "(?:from|out of|of)(?: my| the)? ";
          case TO -> "(?:to|into|in|toward|towards)(?: my| the)? ";
          case WHOLE -> "";
        };
    return values.stream()
        .filter(value -> pattern(before, value).matcher(plain).find())
        .findFirst();
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
    var own = PlainText.ofIdentifier(value);
    var others = OTHER_WORDS.getOrDefault(own, "");
    var words = Pattern.quote(own) + (others.isEmpty() ? "" : "|" + others);
    var notEmail = own.equals("mail") ? "(?<! e )" : "";
    return Pattern.compile(" " + before + notEmail + "(?:" + words + ")s? ");
  }
}
