package org.voiceteller.localsonic.dialogue.language;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something that callers want, as a matter of language.
 *
 * @param name of the entry in the lexicon
 * @param says what it is called towards the caller: "your balances"
 * @param family concepts of one family are different words for one trouble: a caller who names two
 *     of them wants one thing done
 * @param fits what a tool's name and description must express for the tool to serve this; empty
 *     when no tool is looked for
 * @param clues wordings that speak for it or against it
 */
public record Concept(
    String name, String says, Optional<String> family, List<Fit> fits, List<Clue> clues) {

  /** A score from which on a wish is understood. */
  public static final int UNDERSTOOD = 5;

  public Concept {
    fits = List.copyOf(fits);
    clues = List.copyOf(clues);
  }

  /** How strongly the wording speaks for this concept. */
  public int score(String plain) {
    var padded = " " + plain + " ";
    return clues.stream().filter(clue -> clue.pattern().isIn(padded)).mapToInt(Clue::weight).sum();
  }

  /** A wording and its weight; a negative one speaks against. */
  public record Clue(int weight, WordPattern pattern) {}

  /**
   * One thing that a tool must express.
   *
   * @param words any one of these
   * @param wanted false: none of these may be expressed
   */
  public record Fit(Set<String> words, boolean wanted) {
    public Fit {
      words = Set.copyOf(words);
    }
  }
}
