package org.voiceteller.localsonic.dialogue;

import java.util.regex.Pattern;
import org.voiceteller.localsonic.dialogue.language.PlainText;
import org.voiceteller.localsonic.dialogue.wish.Understanding;
import org.voiceteller.localsonic.dialogue.wish.WishFinder;

/** Takes an answer apart from the wish that follows it in one sentence. */
record Clauses(WishFinder finder) {

  private static final Pattern AND_MORE =
      Pattern.compile("(?i)[,.;!]?\\s+(?:and|then|also|plus)\\s+|[.;!]\\s+");
  private static final Pattern AFTER_CANCELLING =
      Pattern.compile("(?i)[,.;!]\\s+|\\s+(?:and|but)\\s+");
  private static final Pattern FIRST =
      Pattern.compile("(?i)\\b(?:but|first|before|wait|hold on)\\b");
  private static final Pattern FILLER = Pattern.compile("(?:(?:oh|um|uh|well|so|ah|hmm|hey) ?)*");
  private static final Pattern QUESTION =
      Pattern.compile(
          "^(?:(?:actually|wait|oh|and|but|also|before that|hold on|first|ok|okay) )*(?:is|are|do"
              + "|does|did|what|when|where|who|how|why|can|could|will|would|has|have)"
              + " (?:my|the|i|you|it|that|there|this|much|many|is|are|long|we)\\b");

  /**
   * What stands before a further wish: "yes, and freeze my card too"; empty when there is none, or
   * when the further wish is to come first.
   */
  String answerBefore(String text) {
    var parts = AND_MORE.split(text, 2);
    return parts.length == 2
            && !FIRST.matcher(text).find()
            && !FILLER.matcher(PlainText.of(parts[0])).matches()
            && !(finder.find(parts[0]) instanceof Understanding.Wishes)
        ? parts[0]
        : "";
  }

  /** What may be a further wish, behind an answer; empty when nothing is. */
  static String afterAnswer(String text) {
    var parts = AND_MORE.split(text, 2);
    return parts.length == 2 ? parts[1] : "";
  }

  /** What follows "forget it"; that itself is no wish to stop anything. */
  static String afterCancelling(String text) {
    var parts = AFTER_CANCELLING.split(text, 2);
    return parts.length == 2 ? parts[1] : "";
  }

  /** Whether it asks something, and so is no name and no other words that were asked for. */
  static boolean isQuestion(String plain) {
    return QUESTION.matcher(plain).find();
  }
}
