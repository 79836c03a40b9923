package org.voiceteller.core.call;

import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.redaction.Awaiting;
import org.voiceteller.core.redaction.Redaction;

/** What may be kept and shown of a turn, given what the bank waits for. */
public final class TurnRedaction {

  private static final Redaction REDACTION = Redaction.create();

  private TurnRedaction() {}

  /**
   * @param awaiting what the caller's words may be; for the agent's, what they may repeat
   * @param level a caller who is not known may give their number
   */
  public static String of(Turn.Speaker speaker, String text, Awaiting awaiting, Level level) {
    Awaiting expected =
        awaiting == Awaiting.NOTHING && level == Level.NONE ? Awaiting.PHONE_NUMBER : awaiting;
    return switch (speaker) {
      case CALLER -> REDACTION.ofCaller(text, expected);
      case AGENT, STAFF -> REDACTION.ofAgent(text, expected);
    };
  }

  /** Takes what a caller said in secret out of other words. */
  public static String withoutEcho(String text, String withheld) {
    return REDACTION.withoutEcho(text, withheld);
  }

  /** A text that a model filled in: no card number is ever kept of it. */
  static String ofField(String value) {
    return value.codePoints().filter(Character::isDigit).count() >= 13
        ? REDACTION.ofCaller(value, Awaiting.NOTHING)
        : value;
  }
}
