package org.voiceteller.localsonic.dialogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Queries of bank callers, each with its intent, and which tools serve that intent well ({@code
 * banking77/tools.txt}).
 */
record Banking77(Map<String, Set<String>> served) {

  private static final Set<String> LEFT_OUT = Set.of("-");

  record Query(String text, String intent) {}

  /**
   * @param query whose tool is not among those that serve it
   * @param tool the one that was found; empty for none
   */
  record Mistake(Query query, String tool) {}

  /** How many of how many, and the others. */
  record Measured(int right, int all, List<Mistake> mistakes) {
    double share() {
      return right / (double) all;
    }
  }

  static Banking77 load() {
    var tools = new HashMap<String, Set<String>>();
    for (var line : text("banking77/tools.txt").lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        var words = List.of(line.strip().split("\\s+"));
        tools.put(words.getFirst(), Set.copyOf(words.subList(1, words.size())));
      }
    }
    return new Banking77(tools);
  }

  static List<Query> queries(String csv) {
    return Csv.rows(csv).stream().map(row -> new Query(row.get(0), row.get(1))).toList();
  }

  /** Of the queries that some tool serves: those that led to one of its tools. */
  Measured understood(List<Query> queries) {
    return measured(
        queries.stream()
            .filter(query -> served.containsKey(query.intent()))
            .filter(query -> !served.getOrDefault(query.intent(), Set.of()).equals(LEFT_OUT))
            .toList(),
        true);
  }

  /** Of the queries that no tool serves: those that led to none. */
  Measured refused(List<Query> queries) {
    return measured(
        queries.stream().filter(query -> !served.containsKey(query.intent())).toList(), false);
  }

  private Measured measured(List<Query> queries, boolean wanted) {
    var mistakes = new ArrayList<Mistake>();
    for (var query : queries) {
      var tool = Conversation.toolWished(query.text());
      var right =
          wanted ? served.getOrDefault(query.intent(), Set.of()).contains(tool) : tool.isEmpty();
      if (!right) {
        mistakes.add(new Mistake(query, tool));
      }
    }
    return new Measured(queries.size() - mistakes.size(), queries.size(), mistakes);
  }

  static String text(String file) {
    try (var in = Objects.requireNonNull(Banking77.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
