package org.voiceteller.http.platform;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The number that a platform's signed request gives for the caller. */
final class CallerNumber {

  private static final String E164 = "\\+[1-9][0-9]{6,14}";

  /** Twilio spells on a keypad, after a plus, why there is no number. */
  private static final Set<String> NO_NUMBERS =
      Stream.of("ANONYMOUS", "BLOCKED", "RESTRICTED", "UNAVAILABLE", "UNKNOWN")
          .map(CallerNumber::onAKeypad)
          .collect(Collectors.toUnmodifiableSet());

  private CallerNumber() {}

  /** Empty for anything that is no number in E.164, as {@code anonymous} or {@code client:ann}. */
  static Optional<String> of(String from) {
    return Optional.of(from)
        .filter(text -> text.matches(E164))
        .filter(text -> !NO_NUMBERS.contains(text));
  }

  private static String onAKeypad(String word) {
    return word.chars()
        .map(letter -> "22233344455566677778889999".charAt(letter - 'A'))
        .mapToObj(Character::toString)
        .collect(Collectors.joining("", "+", ""));
  }
}
