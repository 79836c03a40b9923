package org.voiceteller.localsonic.speech;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Strings of spoken digits of bounded length as an automaton: a state per digit heard so far, an
 * arc per digit word. JSGF would need a rule per length, expanded at each use.
 *
 * <pre>
 *   ─[plus | it's]─ 0 ═digit═ 1 ═digit═ 2 … atLeast … atMost
 *                    ╲────double digit────╱
 * </pre>
 *
 * Beside the digits it takes a few phrases that lead out of the question ("cancel"). "Double five"
 * counts as two digits and "triple five" as three.
 */
final class DigitStrings {

  private static final List<String> DIGITS =
      List.of("zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  /** Ways out, kept few: each is a chance to mishear a digit. */
  private static final List<String> WAYS_OUT =
      List.of(
          "yes",
          "no",
          "cancel",
          "never mind",
          "repeat that",
          "can you repeat that",
          "i don't know",
          "i don't have it",
          "i didn't get it",
          "send it again",
          "speak to a person",
          "goodbye");

  private static final List<String> LEADS =
      List.of("it's", "it is", "my number is", "my phone number is", "the code is");

  /** From this length on it may be a phone number with its country. */
  private static final int WITH_COUNTRY = 11;

  private final List<SortedMap<String, Integer>> arcs = new ArrayList<>();
  private final BitSet ends = new BitSet();

  private DigitStrings() {}

  static WordGraph graph(int atLeast, int atMost) {
    if (atLeast < 1 || atMost < atLeast) {
      throw new IllegalArgumentException(
          "Expected 1 <= atLeast <= atMost, but found %d to %d".formatted(atLeast, atMost));
    }
    return new DigitStrings().built(atLeast, atMost).minimized();
  }

  private WordGraph built(int atLeast, int atMost) {
    int start = state();
    var heard = new int[atMost + 1];
    heard[0] = state();
    for (int count = 1; count <= atMost; count++) {
      heard[count] = state();
      ends.set(heard[count], count >= atLeast);
    }
    for (var lead : LEADS) {
      say(lead, start, heard[0]);
    }
    if (atMost >= WITH_COUNTRY) {
      arcs.get(start).put("plus", heard[0]);
    }
    for (int count = 0; count < atMost; count++) {
      digits(heard, count, 1, heard[count]);
      repeated("double", heard, count, 2);
      repeated("triple", heard, count, 3);
    }
    arcs.get(start).putAll(arcs.get(heard[0]));
    int out = state();
    ends.set(out);
    for (var wayOut : WAYS_OUT) {
      say(wayOut, start, out);
    }
    return new WordGraph(arcs, ends);
  }

  private void repeated(String word, int[] heard, int count, int times) {
    if (count + times < heard.length) {
      int between = state();
      arcs.get(heard[count]).put(word, between);
      digits(heard, count, times, between);
    }
  }

  private void digits(int[] heard, int count, int times, int from) {
    for (var digit : DIGITS) {
      arcs.get(from).put(digit, heard[count + times]);
    }
  }

  /** Phrases with the same beginning share it; none may be the beginning of another. */
  private void say(String phrase, int from, int to) {
    int at = from;
    var words = List.of(phrase.split(" "));
    for (var word : words.subList(0, words.size() - 1)) {
      var next = arcs.get(at).get(word);
      if (next == null) {
        next = state();
        arcs.get(at).put(word, next);
      }
      at = next;
    }
    arcs.get(at).put(words.getLast(), to);
  }

  private int state() {
    arcs.add(new TreeMap<>());
    return arcs.size() - 1;
  }
}
