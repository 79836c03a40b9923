package org.voiceteller.http.figures;

import java.util.Locale;

/** Names of constants as a person reads them. */
final class Words {

  private Words() {}

  static String of(Object constant) {
    String words = constant.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
