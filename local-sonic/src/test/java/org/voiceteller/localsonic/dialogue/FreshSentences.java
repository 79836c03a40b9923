package org.voiceteller.localsonic.dialogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voiceteller.localsonic.dialogue.wish.Wish;

/**
 * Callers' sentences by family of tools, with what each should lead to:
 *
 * <pre>
 *   sentence | tool + tool | field=value;field=value
 * </pre>
 *
 * The fields are those of the first tool, only what the sentence clearly says; more may be heard.
 */
final class FreshSentences {

  static final String[] FILES = {
    "accounts.txt", "cards.txt", "payments.txt", "cases.txt", "later.txt", "last.txt"
  };
  private static final String FOLDER = "fresh/";

  private FreshSentences() {}

  /**
   * @param tools in the order in which they are wished; two wishes may be of one tool
   */
  record Sentence(String text, List<String> tools, Map<String, String> fields) {

    private static Sentence of(String line) {
      var parts = line.split("\\|");
      var fields = new LinkedHashMap<String, String>();
      if (parts.length > 2) {
        for (var field : parts[2].strip().split(";")) {
          fields.put(field.replaceFirst("=.*", ""), field.replaceFirst("^[^=]*=", ""));
        }
      }
      return new Sentence(
          parts[0].strip(), List.of(parts[1].strip().split(" \\+ ")), Map.copyOf(fields));
    }
  }

  /**
   * @param mistakes the sentences that went wrong, with what they led to
   */
  record Measured(int right, int all, List<String> mistakes) {

    double share() {
      return right / (double) all;
    }
  }

  static List<Sentence> of(String file) {
    return Banking77.text(FOLDER + file)
        .lines()
        .filter(line -> !line.isBlank())
        .map(Sentence::of)
        .toList();
  }

  /** How many sentences lead to exactly their tools. */
  static Measured tools(List<Sentence> sentences) {
    var mistakes = new ArrayList<String>();
    for (var sentence : sentences) {
      var found =
          Conversation.wishes(sentence.text()).stream()
              .map(wish -> wish.ability().name())
              .distinct()
              .toList();
      if (!found.equals(sentence.tools())) {
        mistakes.add(sentence.text() + " | " + sentence.tools() + " but " + found);
      }
    }
    return new Measured(sentences.size() - mistakes.size(), sentences.size(), mistakes);
  }

  /** How many of the fields named are heard, where the tool was found. */
  static Measured fields(List<Sentence> sentences) {
    var mistakes = new ArrayList<String>();
    var all = 0;
    for (var sentence : sentences) {
      var wish =
          Conversation.wishes(sentence.text()).stream()
              .findFirst()
              .filter(found -> found.ability().name().equals(sentence.tools().getFirst()));
      if (wish.isEmpty()) {
        continue;
      }
      for (var field : sentence.fields().entrySet()) {
        all++;
        var heard = value(wish.get(), field.getKey());
        if (!heard.equals(field.getValue())) {
          mistakes.add(sentence.text() + " | " + field + " but " + heard);
        }
      }
    }
    return new Measured(all - mistakes.size(), all, mistakes);
  }

  private static String value(Wish wish, String field) {
    var value = wish.values().get(field);
    return value == null ? "" : value.asText();
  }
}
