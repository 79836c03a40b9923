package org.voiceteller.core.redaction;

import java.util.regex.Pattern;

/** Takes secrets out of what was said, before it is kept or shown. */
public final class Redaction {

  /** What stands in the place of a whole turn. */
  public static final String WITHHELD = "[withheld]";

  private static final Pattern CARD = Pattern.compile("(?<![0-9])(?:[0-9][ -]?){12,}[0-9]");
  private static final Pattern CODE = Pattern.compile("(?<![0-9])(?:[0-9][ -]?){5}[0-9](?![0-9])");

  private Redaction() {}

  public static Redaction create() {
    return new Redaction();
  }

  /** What may be kept of a caller's words, spoken, typed or keyed. */
  public String ofCaller(String text, Awaiting awaiting) {
    return switch (awaiting) {
      case NOTHING, PHONE_NUMBER -> CARD.matcher(text).replaceAll("[card number]");
      case CODE ->
          CODE.matcher(CARD.matcher(text).replaceAll("[card number]")).replaceAll("[code]");
      case ANSWER -> WITHHELD;
    };
  }

  /** What may be kept of the agent's words, which may repeat what it heard. */
  public String ofAgent(String text, Awaiting awaiting) {
    return switch (awaiting) {
      case NOTHING, PHONE_NUMBER, ANSWER -> ofCaller(text, Awaiting.NOTHING);
      case CODE -> ofCaller(text, Awaiting.CODE);
    };
  }
}
