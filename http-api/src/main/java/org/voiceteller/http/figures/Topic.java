package org.voiceteller.http.figures;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A page of figures. */
public enum Topic {
  OVERVIEW,
  AUTHENTICATION,
  TOOLS,
  DISPUTES,
  COMPLIANCE,
  ACCOUNTS,
  CARDS;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Topic> of(String word) {
    return Arrays.stream(values()).filter(topic -> topic.word().equals(word)).findFirst();
  }
}
