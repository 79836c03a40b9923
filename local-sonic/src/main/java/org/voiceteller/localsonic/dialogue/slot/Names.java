package org.voiceteller.localsonic.dialogue.slot;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.voiceteller.localsonic.dialogue.language.NumberNames;

/**
 * Names of shops, firms and people, and wordings of statements, found by the words around them. The
 * caller's own spelling is kept.
 */
final class Names {

  private static final String NUMBER =
      "(?:a|"
          + String.join("|", NumberNames.BELOW_TWENTY)
          + "|(?:"
          + String.join("|", NumberNames.TENS)
          + ")(?:-\\w+)?|hundred|thousand|and)";
  private static final String END =
      "(?=\\s+(?:yesterday|today|on|in|last|this|since|over|under|above|below|between|from|for|and"
          + "|before|after|more|less|please|that|which|is|was|were|are|about|around|during|with|by"
          + "|of|or|at|to|a|the|every|each|starting|beginning|monthly|weekly|once|using|tomorrow|next|as|due|already|recently|overall|instead|via|until"
          + "|till|still|which|some|lately|each|go|goes|went|gone|come|came|arrived?|has|have|had|get|got|mean|means|if|because|so|but|when|it|i|my|charge|charges|payments?"
          + "|transactions?|purchases?|[-\u2212]?\\$?-?\\d+|(?:"
          + NUMBER
          + "\\s+){1,6}(?:dollars?|bucks?))\\b|\\s*[?!,;]|\\s*\\.(?:\\s|$)|\\s*$)";
  private static final String NAME =
      "([\\p{L}\\p{N}][\\p{L}\\p{N}'&.\\-]*(?:\\s+[\\p{L}\\p{N}&'*.\\-]+){0,4}?)";
  private static final Pattern AT = after("at|from|called|named|pay|paid|by|with");
  private static final Pattern TO = after("to|pay|paying|for");
  private static final Pattern BILL =
      Pattern.compile("(?i)\\bpay(?:ing)?\\s+(?:my|the|our)\\s+" + NAME + "\\s+bills?\\b");
  private static final Pattern SENT = after("sent|send|sending|wired|give|account\\s+of|to");
  private static final Pattern SPENT =
      after("(?:spend|spent|spending|pay|paid|payments?)\\s+(?:[\\w.]+\\s+)?(?:on|in|at|for|to)");
  private static final Pattern ORDERED =
      after("(?:standing\\s+order|direct\\s+debit|autopay|subscription)\\s+(?:to|for|with|from)");
  private static final Pattern TITLE =
      Pattern.compile("(?i)^(?:mr|mrs|ms|dr|miss)\\.?\\s+(?=\\p{L})");
  private static final Pattern AFTER_NAME =
      Pattern.compile(
          "(?i)(?:(?<!\\b(?:mr|mrs|ms|dr|st))\\.\\s.*|\\s*(?:'s?|’s?)?\\s+(?:savings?|checking"
              + "|account)\\b.*|[.\\s]+)$");
  private static final Pattern FOR =
      after("(?:search|look|find|transactions?|purchases?|charges?|payments?)\\s+(?:for|to|of)");
  private static final Pattern BEFORE_NOUN =
      Pattern.compile(
          "(?i)\\b(?:my|any|the|all|for|find|show(?:\\s+me)?|search|see)\\s+(?:(?:my|any|the|all)\\s+)?"
              + NAME
              + "\\s+(?:transactions?|purchases?|charges?|payments?|orders?|spending|expenses)\\b");
  private static final Pattern CHARGED_ME =
      Pattern.compile(
          "(?i)(?:^|[,.;]\\s+|\\b(?:that|because|think|and|but|says?|when)\\s+)"
              + "([\\p{L}\\p{N}][\\p{L}\\p{N}'&.\\-]*(?:\\s+[\\p{L}\\p{N}&'*.\\-]+){0,3}?)\\s+"
              + "(?:(?:has|have|had|just|also|keeps?|double)\\s+)*(?:over|double-?)?"
              + "(?:charged|charging|billed|billing|rejected|declined|refused|deducted)\\b");
  private static final Pattern WITH = after("with|owe");
  private static final Pattern WENT_TO = after("go\\s+to|going\\s+to|went\\s+to|ate\\s+at");
  private static final Pattern GOT_IT =
      Pattern.compile(
          "(?i)\\b(?:did|has|if|whether)\\s+" + NAME + "\\s+(?:get|got|receive|received)\\b");
  private static final Pattern WITH_STAR =
      Pattern.compile(
          "(?U)\\b[\\p{Alnum}]{2,8}\\s?\\*\\s?[\\p{Alnum}'&.\\-]*(?:\\s\\p{Lu}[\\p{Lu}\\p{N}'&.\\-]+)*");
  private static final Pattern AFTER_WORDING =
      Pattern.compile(
          "(?i)\\s+(?:means?|stands?|on|in|charge|charges|from|for|is|was|that|it|please)\\b.*");
  private static final Pattern CAPITALS =
      Pattern.compile(
          "\\b\\p{Lu}[\\p{Lu}\\p{N}&.'*/#-]{2,}(?:\\s[\\p{Lu}\\p{N}][\\p{L}\\p{N}&.'*/#-]+)*");
  private static final Pattern SPOKEN_STAR =
      Pattern.compile(
          "(?i)\\b((?:\\p{L}\\s){2,4}|\\p{L}{2,4}\\s)(?:star|asterisk)\\b\\s?([\\p{L}\\p{N}' ]*)");
  private static final Pattern SAID_TO_MEAN =
      Pattern.compile(
          "(?i)\\b(?:what|who)(?:'s|\\s+is|\\s+does|\\s+are|\\s+do)\\s+(?:the\\s+)?"
              + NAME
              + "\\s+(?:mean|stand|on my|charge|in my|about|merchant)");
  private static final Pattern LABELLED =
      Pattern.compile(
          "(?i)\\b(?:called|named|says|saying|labell?ed|described as|reads|shown as|listed"
              + " as|from|at)\\s+"
              + NAME
              + "(?=\\s+(?:on|in|mean|means|yesterday|for)\\b|\\s*[?!,;.]|\\s*$)");
  private static final Pattern NOT_A_NAME =
      Pattern.compile(
          "(?i)^(?:(?:a|an|my|your|his|her|their|they|he|she|who|was|were|is|are|been|got|why|this|that|these|those|it|me|you|us|them|him|we|i|the"
              + "|checking|savings?|account|accounts|bank|card|cards|money|cash|please|recent|latest"
              + "|last|past|previous|next|current|more|less|over|under|some|any|all|every|each|one"
              + "|today|yesterday|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
              + "|january|february|march|april|may|june|july|august|september|october|november"
              + "|december|first|pending|posted|large|big|small|new|old|unknown|strange|be|see|know"
              + "|find|get|look|check|help|do|have|what|which|where|how|transactions?|charges?"
              + "|payments?|purchases?|statements?|balance|e?mail|post|paper|download|search|show"
              + "|stop|pay|transfer|move|send|cancel|freeze|set|setup|make|put|place|schedule|dispute|report"
              + "|add|change|order|request|speak|talk|verify|use|clarify|explain|open|close|block|buy|go"
              + "|start|file|let|back|which|arrive|recurring|monthly|weekly|sure|not|and|another"
              + "|anything|something|nothing|everything|much|him|her|off|back|for|at|on|in|to|from|with|by|contactless|someone|somebody|anybody|another|total|general"
              + "|standing|direct|activate|deposit|its?|where|there|here|cash|people|friends?|family"
              + "|credit|debit|online|other|same|two|three|four|five|six|seven|eight|nine|ten|mine)\\b"
              + "|[$£€\\d])");

  private Names() {}

  /**
   * A shop or a person named in a wish: "at Whole Foods", "my Netflix charges".
   *
   * @param payee who is paid, rather than who was bought from
   */
  static Optional<String> in(String text, boolean payee) {
    var patterns =
        payee
            ? List.of(GOT_IT, ORDERED, TO, BILL, SENT, WITH)
            : List.of(ORDERED, AT, BEFORE_NOUN, FOR, SPENT, CHARGED_ME, WENT_TO);
    return patterns.stream().flatMap(pattern -> named(pattern, text).stream()).findFirst();
  }

  /** A wording as statements print it: "SQ *BLUE BOTTLE", "AMZN MKTP". */
  static Optional<String> wordingIn(String text) {
    var star = WITH_STAR.matcher(text);
    if (star.find()) {
      return Optional.of(AFTER_WORDING.matcher(star.group()).replaceFirst("").strip());
    }
    var spoken = SPOKEN_STAR.matcher(text);
    if (spoken.find()) {
      var letters = spoken.group(1).replace(" ", "");
      var rest = AFTER_WORDING.matcher(" " + spoken.group(2)).replaceFirst("").strip();
      return Optional.of((letters + " *" + rest).toUpperCase(Locale.ROOT).strip());
    }
    return CAPITALS
        .matcher(text)
        .results()
        .map(found -> found.group().strip())
        .filter(word -> !text.equals(text.toUpperCase(Locale.ROOT)) && !word.equals("ATM"))
        .findFirst()
        .or(() -> named(SAID_TO_MEAN, text))
        .or(() -> named(LABELLED, text));
  }

  private static Pattern after(String words) {
    return Pattern.compile(
        "(?i)\\b(?:" + words + ")\\s+(?:the\\s+(?!last|past|month|week|year))?" + NAME + END);
  }

  /** An answer to "which one?" without the words around it: "it was from Amazon" gives "Amazon". */
  static String bare(String answer) {
    return answer
        .strip()
        .replaceFirst("(?i)^(?:(?:um|uh|well|so|yes|ok|okay|please|sure)[, ]+)+", "")
        .replaceFirst(
            "(?i)^(?:it'?s|it is|it was|it says|that'?s|that is|this is|my name is|i am|i'm|the"
                + " name is|the answer is|the one|it reads)\\s+",
            "")
        .replaceFirst(
            "(?i)^(?:but\\s+)?(?:make|send|transfer|pay|give|go with)\\s+(?:it|that)?\\s*", "")
        .replaceFirst("(?i)^(?:at|from|by|for|to)\\s+", "")
        .replaceFirst("[.!?]+$", "")
        .strip();
  }

  private static Optional<String> named(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> AFTER_NAME.matcher(found.group(1)).replaceFirst("").strip())
        .map(name -> TITLE.matcher(name).replaceFirst(""))
        .filter(name -> !name.isEmpty() && !NOT_A_NAME.matcher(name).find())
        .findFirst();
  }
}
