package org.voiceteller.core.call;

import java.util.Locale;
import java.util.regex.Pattern;

/** Whether a caller says that they want a person and not the agent. */
final class PersonWish {

  private static final String PERSON =
      "((a|an|the|your|my|another|any|some) )?((real|live|actual|human|bank) )*"
          + "(person|human( being)?|representative|operator|supervisor|manager|advis[eo]r|colleague"
          + "|employee|(customer service )?agent|customer service|(some|any)(one|body)"
          + "( (real|else|human|at the bank|from the bank|there))*)\\b";

  private static final Pattern WISH =
      Pattern.compile(
          "\\b((speak|talk) (to|with)|connect me (to|with)|(transfer|pass|put) me (on |over |through )?(to|with)"
              + "|get me|give me|(want|need|prefer|like)( to have)?) "
              + PERSON
              + "(?! (at|of|from) [a-z]+ (has|have|had|charged))"
              + "|^\\W*"
              + PERSON
              + "(,? please)?\\W*$");

  private static final Pattern NOT =
      Pattern.compile(
          "\\b(don'?t|do not|no need to|not) (want|need|like|have) (to )?.{0,12}" + PERSON);

  private PersonWish() {}

  static boolean isIn(String words) {
    String said = words.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
    return WISH.matcher(said).find() && !NOT.matcher(said).find();
  }
}
