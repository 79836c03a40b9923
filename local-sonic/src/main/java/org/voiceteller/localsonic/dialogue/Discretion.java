package org.voiceteller.localsonic.dialogue;

import java.util.regex.Pattern;
import org.voiceteller.localsonic.dialogue.language.PlainText;
import org.voiceteller.localsonic.dialogue.language.SpokenNumbers;

/** What nobody should tell an agent on the telephone, so that it asks to stop. */
final class Discretion {

  /** The shortest number of a payment card: ISO/IEC 7812. */
  private static final int SHORTEST_CARD_NUMBER = 12;

  private static final Pattern BEGINS_A_SECRET =
      Pattern.compile(
          "\\b(?:my|the) (?:(?:debit |credit |bank |full |whole )*card number|pin(?: number| code)?"
              + "|password|social security(?: number)?|social|ssn|c ?v ?v|security code on .*"
              + "|cvv2?)(?: is| was|'s)? ?(.*)");

  private Discretion() {}

  /** Whether the caller says a card number, a PIN, a password or the like, or begins to. */
  static boolean isTold(String text) {
    var digits = SpokenNumbers.digits(text.replace('-', ' ').replace('+', ' '));
    if (digits.length() >= SHORTEST_CARD_NUMBER) {
      return true;
    }
    var begins = BEGINS_A_SECRET.matcher(PlainText.of(text));
    return begins.find()
        && (!SpokenNumbers.digits(begins.group(1)).isEmpty() || begins.group().contains(" is "));
  }
}
