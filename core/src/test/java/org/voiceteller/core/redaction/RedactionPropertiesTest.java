package org.voiceteller.core.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RedactionPropertiesTest {

  private static final List<String> SENTENCES = sentences();
  private static final String[] NAMES = {
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
  };

  private final Redaction redaction = Redaction.create();

  /** A secret's digits, and how they were said. */
  record Planted(String digits, String said) {}

  @Property(tries = 2_000)
  void noCardNumberSurvives(
      @ForAll("cards") Planted card,
      @ForAll("surroundings") String before,
      @ForAll("surroundings") String after) {
    String kept = redaction.ofCaller(before + card.said() + after, Awaiting.NOTHING);

    assertThat(digitsOf(kept)).doesNotContain(card.digits());
    assertThat(kept).doesNotContain(card.said());
    assertThat(longestSharedRun(kept, card.digits())).isLessThanOrEqualTo(4);
  }

  @Property(tries = 1_000)
  void noSocialSecurityNumberSurvives(
      @ForAll("socials") Planted social,
      @ForAll("words") String before,
      @ForAll("words") String after) {
    String kept = redaction.ofCaller(before + social.said() + after, Awaiting.NOTHING);

    assertThat(longestSharedRun(kept, social.digits())).isLessThanOrEqualTo(3);
  }

  @Property(tries = 1_000)
  void noCodeSurvivesWhileItIsAwaited(
      @ForAll("codes") Planted code,
      @ForAll("surroundings") String before,
      @ForAll("surroundings") String after) {
    String kept = redaction.ofCaller(before + code.said() + after, Awaiting.CODE);

    assertThat(longestSharedRun(kept, code.digits())).isLessThanOrEqualTo(4);
    assertThat(kept).doesNotContain(code.said());
  }

  @Property(tries = 1_000)
  void noPinSurvives(
      @ForAll("pins") Planted pin,
      @ForAll("phrases") String phrase,
      @ForAll("words") String before,
      @ForAll("words") String after) {
    String kept =
        redaction.ofCaller(before + phrase.formatted(pin.said()) + after, Awaiting.NOTHING);

    assertThat(digitsOf(kept)).doesNotContain(pin.digits());
  }

  @Test
  void leavesOrdinarySentencesAsTheyAre() {
    assertThat(SENTENCES).hasSizeGreaterThan(1_000);
    assertThat(SENTENCES)
        .allSatisfy(said -> assertThat(redaction.ofCaller(said, Awaiting.NOTHING)).isEqualTo(said));
  }

  @Provide
  Arbitrary<Planted> cards() {
    return planted(13, 19);
  }

  @Provide
  Arbitrary<Planted> socials() {
    return Combinators.combine(digits(9, 9), Arbitraries.integers().between(0, 3))
        .as(
            (digits, form) ->
                new Planted(
                    digits,
                    switch (form) {
                      case 0 -> digits;
                      case 1 -> grouped(digits, "-");
                      case 2 -> grouped(digits, " ");
                      default -> named(digits);
                    }));
  }

  private static String grouped(String digits, String separator) {
    return digits.substring(0, 3)
        + separator
        + digits.substring(3, 5)
        + separator
        + digits.substring(5);
  }

  @Provide
  Arbitrary<Planted> codes() {
    return planted(6, 6);
  }

  @Provide
  Arbitrary<Planted> pins() {
    return planted(4, 6);
  }

  @Provide
  Arbitrary<String> phrases() {
    return Arbitraries.of(
        " my pin is %s ",
        " PIN: %s. ",
        " %s is my pin number ",
        " the security code on the back says %s ",
        " password %s, ");
  }

  /** What people say around a secret, ended by anything but a digit. */
  @Provide
  Arbitrary<String> surroundings() {
    return Arbitraries.oneOf(
        Arbitraries.of(SENTENCES).map(sentence -> " " + sentence + " "),
        Arbitraries.of(
            "",
            " ",
            " is ",
            ", ",
            ". ",
            " (",
            ") ",
            ": ",
            " 7 ",
            " 42, ",
            " on 01/15/2026, ",
            " $500 ",
            " two ",
            " my card 12 ",
            "\n",
            " - ",
            "#",
            " ending in 4521. "));
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.oneOf(
        Arbitraries.of(SENTENCES)
            .filter(sentence -> !sentence.matches(".*\\d.*"))
            .map(sentence -> " " + sentence + " "),
        Arbitraries.of("", " ", " is ", " so ", " (", " well: "));
  }

  private static Arbitrary<Planted> planted(int shortest, int longest) {
    return Combinators.combine(
            digits(shortest, longest),
            Arbitraries.integers().between(0, 6),
            Arbitraries.randomValue(random -> random.nextLong()))
        .as((digits, form, seed) -> new Planted(digits, said(digits, form, seed)));
  }

  private static Arbitrary<String> digits(int shortest, int longest) {
    return Arbitraries.strings().numeric().ofMinLength(shortest).ofMaxLength(longest);
  }

  private static String said(String digits, int form, long seed) {
    return switch (form) {
      case 0 -> digits;
      case 1 -> spaced(digits, 4, " ");
      case 2 -> spaced(digits, 4, "-");
      case 3 -> spaced(digits, 1, " ");
      case 4 -> named(digits);
      case 5 -> doubled(digits);
      default -> mixed(digits, seed);
    };
  }

  private static String spaced(String digits, int size, String separator) {
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < digits.length(); i += size) {
      groups.add(digits.substring(i, Math.min(digits.length(), i + size)));
    }
    return String.join(separator, groups);
  }

  private static String named(String digits) {
    return digits.chars().mapToObj(digit -> NAMES[digit - '0']).collect(Collectors.joining(" "));
  }

  private static String doubled(String digits) {
    StringBuilder said = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      boolean twice = i + 1 < digits.length() && digits.charAt(i) == digits.charAt(i + 1);
      said.append(twice ? "double " : "").append(NAMES[digits.charAt(i) - '0']).append(' ');
      if (twice) {
        i++;
      }
    }
    return said.toString().strip();
  }

  private static String mixed(String digits, long seed) {
    var random = new Random(seed);
    String[] between = {" ", "-", ", ", ". ", " and ", " then ", " um ", "…", " / "};
    StringBuilder said = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      said.append(
          random.nextBoolean() ? String.valueOf(digits.charAt(i)) : NAMES[digits.charAt(i) - '0']);
      if (i + 1 < digits.length()) {
        said.append(between[random.nextInt(between.length)]);
      }
    }
    return said.toString();
  }

  /** Every digit that a reader could still make out, words included. */
  private static String digitsOf(String text) {
    String plain = text.toLowerCase(Locale.ROOT);
    for (int digit = 0; digit < NAMES.length; digit++) {
      plain = plain.replaceAll("\\b" + NAMES[digit] + "\\b", String.valueOf(digit));
    }
    return plain.replaceAll("[^0-9]", "");
  }

  /** The most digits of the secret that stand together in what is kept, with no word between. */
  private static int longestSharedRun(String kept, String digits) {
    int longest = 0;
    for (DigitRun run : DigitRuns.in(kept)) {
      for (int i = 0; i < digits.length(); i++) {
        for (int j = i + longest + 1; j <= digits.length(); j++) {
          if (run.digits().contains(digits.substring(i, j))) {
            longest = j - i;
          }
        }
      }
    }
    return longest;
  }

  private static List<String> sentences() {
    try (InputStream sample =
        Objects.requireNonNull(
            RedactionPropertiesTest.class.getResourceAsStream("/banking77/sample.txt"))) {
      return new String(sample.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
