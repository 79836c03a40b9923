package org.voiceteller.localsonic.speech;

import edu.cmu.sphinx.linguist.dictionary.Dictionary;
import edu.cmu.sphinx.linguist.language.grammar.Grammar;
import edu.cmu.sphinx.linguist.language.grammar.GrammarNode;
import java.util.List;

/**
 * A string of spoken digits of bounded length as a graph: a node per digit heard so far, an arc per
 * digit word. JSGF would need a rule per length, expanded at each use.
 *
 * <pre>
 *   sil ─[plus | it's]─ 0 ═digit═ 1 ═digit═ 2 … atLeast … atMost ─ sil
 *                        ╲────double digit────╱
 * </pre>
 *
 * Beside the digits it takes single words that lead out of the question ("cancel"). "Double five"
 * counts as two digits and "triple five" as three.
 */
final class DigitRules extends Grammar {

  static final List<String> DIGITS =
      List.of("zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  /** Ways out, kept few: each is a chance to mishear a digit. */
  static final List<String> WAYS_OUT =
      List.of(
          "yes",
          "no",
          "cancel",
          "repeat that",
          "i don't know",
          "i don't know it",
          "i don't have it",
          "goodbye",
          "speak to a person",
          "never mind");

  private static final List<String> LEADS = List.of("it's", "it is", "my number is", "the code is");

  private final int atLeast;
  private final int atMost;

  DigitRules(int atLeast, int atMost, Dictionary dictionary) {
    super(false, true, true, false, dictionary);
    if (atLeast < 1 || atMost < atLeast) {
      throw new IllegalArgumentException(
          "Expected 1 <= atLeast <= atMost, but found %d to %d".formatted(atLeast, atMost));
    }
    this.atLeast = atLeast;
    this.atMost = atMost;
  }

  @Override
  protected GrammarNode createGrammar() {
    var start = createGrammarNode("<sil>");
    var end = createGrammarNode("<sil>");
    end.setFinalNode(true);
    var heard = new GrammarNode[atMost + 1];
    for (int count = 0; count <= atMost; count++) {
      heard[count] = createGrammarNode(false);
    }
    start.add(heard[0], 0f);
    for (var lead : LEADS) {
      say(lead, start, heard[0]);
    }
    if (atMost >= 11) {
      say("plus", start, heard[0]);
    }
    for (int count = 0; count < atMost; count++) {
      digit(heard[count], heard[count + 1]);
      repeated("double", 2, heard, count);
      repeated("triple", 3, heard, count);
    }
    for (int count = atLeast; count <= atMost; count++) {
      heard[count].add(end, 0f);
    }
    for (var wayOut : WAYS_OUT) {
      say(wayOut, start, end);
    }
    postProcessGrammar();
    return start;
  }

  private void repeated(String word, int times, GrammarNode[] heard, int count) {
    if (count + times < heard.length) {
      var after = createGrammarNode(word);
      heard[count].add(after, 0f);
      digit(after, heard[count + times]);
    }
  }

  private void digit(GrammarNode from, GrammarNode to) {
    for (var digit : DIGITS) {
      say(digit, from, to);
    }
  }

  private void say(String words, GrammarNode from, GrammarNode to) {
    var last = from;
    for (var word : words.split(" ")) {
      var node = createGrammarNode(word);
      last.add(node, 0f);
      last = node;
    }
    last.add(to, 0f);
  }
}
