package org.voiceteller.http.admin;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How much of names and numbers is shown. */
enum Masking {
  /** A name by its initials, {@code A*** R*****}; a number by its last four digits. */
  MASKED {
    @Override
    String name(String name) {
      return Stream.of(name.strip().split("\\s+"))
          .map(Masking::initial)
          .collect(Collectors.joining(" "));
    }
  },

  /** As the bank has it. */
  UNMASKED {
    @Override
    String name(String name) {
      return name;
    }
  };

  abstract String name(String name);

  /** Of a telephone number the tables have no more than the last four digits. */
  @Nullable String phone(@Nullable String lastFour) {
    return lastFour == null ? null : "***-***-" + lastFour;
  }

  private static String initial(String word) {
    int first = word.offsetByCodePoints(0, Math.min(1, word.length()));
    int rest = word.codePointCount(0, word.length()) - Math.min(1, word.length());
    return word.substring(0, first) + "*".repeat(Math.min(rest, 12));
  }
}
