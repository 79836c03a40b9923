package org.voiceteller.core.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the digits in what was said. Spaces, dashes, other punctuation and the small words that
 * people put between digits do not end a run; any other word does, and so do dates, the bank's own
 * confirmation numbers, a question mark, and the currency sign before an amount.
 */
public final class DigitRuns {

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<whole>\\b[A-Z]{2,12}-20\\d\\d[01]\\d[0-3]\\d-\\d{3,6}\\b"
              + "|(?<![\\d-])(?:19|20)\\d\\d-[01]\\d-[0-3]\\d(?![\\d-])"
              + "|(?<![\\d/])[01]?\\d/[0-3]?\\d/(?:19|20)?\\d\\d(?![\\d/]))"
              + "|(?<digits>\\p{Nd}+)"
              + "|(?<word>\\p{L}[\\p{L}\\p{M}]*(?:['’]\\p{L}+)?)"
              + "|(?<rest>[^\\p{L}\\p{Nd}]+)");

  private static final Pattern SEPARATOR = Pattern.compile("[^\\p{L}\\p{Nd}$€£?!]{1,8}");

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("zero", "0"),
          Map.entry("oh", "0"),
          Map.entry("o", "0"),
          Map.entry("nought", "0"),
          Map.entry("one", "1"),
          Map.entry("two", "2"),
          Map.entry("three", "3"),
          Map.entry("four", "4"),
          Map.entry("five", "5"),
          Map.entry("six", "6"),
          Map.entry("seven", "7"),
          Map.entry("eight", "8"),
          Map.entry("nine", "9"),
          Map.entry("niner", "9"),
          Map.entry("ten", "10"),
          Map.entry("eleven", "11"),
          Map.entry("twelve", "12"),
          Map.entry("thirteen", "13"),
          Map.entry("fourteen", "14"),
          Map.entry("fifteen", "15"),
          Map.entry("sixteen", "16"),
          Map.entry("seventeen", "17"),
          Map.entry("eighteen", "18"),
          Map.entry("nineteen", "19"),
          Map.entry("twenty", "20"),
          Map.entry("thirty", "30"),
          Map.entry("forty", "40"),
          Map.entry("fourty", "40"),
          Map.entry("fifty", "50"),
          Map.entry("sixty", "60"),
          Map.entry("seventy", "70"),
          Map.entry("eighty", "80"),
          Map.entry("ninety", "90"));

  /** What a listener may write for a digit that stands between two others. */
  private static final Map<String, String> HOMOPHONES =
      Map.of("to", "2", "too", "2", "for", "4", "fore", "4", "won", "1", "ate", "8");

  private static final Map<String, Integer> REPEATS =
      Map.of("double", 2, "triple", 3, "treble", 3, "quadruple", 4);

  private static final Map<String, String> ZEROS = Map.of("hundred", "00", "thousand", "000");

  private static final Set<String> FILLERS =
      Set.of(
          "and",
          "then",
          "um",
          "uh",
          "er",
          "erm",
          "hmm",
          "dash",
          "hyphen",
          "minus",
          "space",
          "dot",
          "slash",
          "followed",
          "by",
          "again");

  private static final int MOST_FILLERS = 3;

  private static final Set<String> UNITS =
      Set.of("dollar", "dollars", "bucks", "cent", "cents", "usd", "percent", "euros", "pounds");

  private static final Pattern ENDING =
      Pattern.compile("(?i)(?:ending|ends|end|finishing)\\s+(?:in|with|on)\\W*$");

  /** A piece of the text. */
  private record Token(Kind kind, String text, int start, int end) {}

  private enum Kind {
    WHOLE,
    DIGITS,
    WORD,
    REST
  }

  private final String text;
  private final List<Token> tokens;

  private DigitRuns(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  /** All runs, in the order of the text. */
  public static List<DigitRun> in(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      Kind kind =
          matcher.group("whole") != null
              ? Kind.WHOLE
              : matcher.group("digits") != null
                  ? Kind.DIGITS
                  : matcher.group("word") != null ? Kind.WORD : Kind.REST;
      tokens.add(
          new Token(
              kind, matcher.group().toLowerCase(Locale.ROOT), matcher.start(), matcher.end()));
    }
    return new DigitRuns(text, tokens).runs();
  }

  private List<DigitRun> runs() {
    List<DigitRun> runs = new ArrayList<>();
    int at = 0;
    while (at < tokens.size()) {
      if (startsDigits(at)) {
        at = run(at, runs);
      } else {
        at++;
      }
    }
    return runs;
  }

  /** Reads the run that begins here; the answer is where the next may begin. */
  private int run(int first, List<DigitRun> runs) {
    StringBuilder digits = new StringBuilder();
    List<Integer> groups = new ArrayList<>();
    int last = first;
    int at = first;
    int repeat = 1;
    int fillers = 0;
    while (at < tokens.size()) {
      Token token = tokens.get(at);
      Integer repeats = REPEATS.get(token.text());
      if (token.kind() == Kind.WORD && repeats != null) {
        repeat = repeats;
        last = at;
      } else if (digitsAt(at, !groups.isEmpty()) instanceof String found) {
        boolean completesTens =
            repeat == 1 && token.kind() == Kind.WORD && completesTens(digits, found, at);
        if (completesTens) {
          digits.setCharAt(digits.length() - 1, found.charAt(0));
        } else {
          digits.append(found.repeat(repeat));
          groups.add(found.length() * repeat);
        }
        repeat = 1;
        fillers = 0;
        last = at;
      } else if (token.kind() == Kind.WORD && FILLERS.contains(token.text())) {
        fillers++;
        if (fillers > MOST_FILLERS) {
          break;
        }
      } else if (!isSeparator(token)) {
        break;
      }
      at++;
    }
    if (!digits.isEmpty()) {
      runs.add(
          new DigitRun(
              tokens.get(first).start(),
              tokens.get(last).end(),
              digits.toString(),
              groups,
              isAmount(first, last),
              ENDING.matcher(text.substring(0, tokens.get(first).start())).find()));
    }
    return Math.max(last + 1, first + 1);
  }

  private boolean startsDigits(int at) {
    Token token = tokens.get(at);
    return token.kind() == Kind.WORD && REPEATS.containsKey(token.text())
        || digitsAt(at, false) != null;
  }

  private @Nullable String digitsAt(int at, boolean isWithin) {
    Token token = tokens.get(at);
    return switch (token.kind()) {
      case DIGITS -> plain(token.text());
      case WORD -> {
        String digits = WORDS.get(token.text());
        if (digits == null && isWithin) {
          digits = ZEROS.get(token.text());
        }
        if (digits == null && isWithin && isBetweenSingleDigits(at)) {
          digits = HOMOPHONES.get(token.text());
        }
        yield digits;
      }
      case WHOLE, REST -> null;
    };
  }

  /** {@code twenty three} is 23, not 203. */
  private boolean completesTens(StringBuilder digits, String found, int at) {
    Token before = wordBefore(at);
    String tens = before == null ? null : WORDS.get(before.text());
    return found.length() == 1
        && !found.equals("0")
        && tens != null
        && tens.length() == 2
        && tens.charAt(0) >= '2'
        && !digits.isEmpty();
  }

  private @Nullable Token wordBefore(int at) {
    return at >= 2
            && tokens.get(at - 1).kind() == Kind.REST
            && tokens.get(at - 1).text().length() == 1
            && tokens.get(at - 2).kind() == Kind.WORD
        ? tokens.get(at - 2)
        : null;
  }

  private boolean isBetweenSingleDigits(int at) {
    return isSingleDigit(at - 2) && isSingleDigit(at + 2);
  }

  private boolean isSingleDigit(int at) {
    if (at < 0 || at >= tokens.size()) {
      return false;
    }
    Token token = tokens.get(at);
    String digits =
        token.kind() == Kind.DIGITS
            ? token.text()
            : token.kind() == Kind.WORD ? WORDS.get(token.text()) : null;
    return digits != null && digits.length() == 1;
  }

  private static boolean isSeparator(Token token) {
    return token.kind() == Kind.REST && SEPARATOR.matcher(token.text()).matches();
  }

  private boolean isAmount(int first, int last) {
    String before = text.substring(0, tokens.get(first).start()).stripTrailing();
    if (before.endsWith("$") || before.endsWith("€") || before.endsWith("£")) {
      return true;
    }
    int after = last + 1;
    if (after < tokens.size() && tokens.get(after).text().startsWith("%")) {
      return true;
    }
    return after + 1 < tokens.size()
        && tokens.get(after).text().isBlank()
        && UNITS.contains(tokens.get(after + 1).text());
  }

  /** Digits of whatever script as 0 to 9. */
  private static String plain(String digits) {
    StringBuilder plain = new StringBuilder();
    digits.codePoints().forEach(digit -> plain.append(Character.digit(digit, 10)));
    return plain.toString();
  }
}
