package org.voiceteller.localsonic.dialogue.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words and phrases that the banker knows, read from {@code english.lexicon}: classes of words,
 * wishes (concepts) and small talk. The head of that file explains its notation.
 *
 * @param wishes in the file's order; of two that score alike the first one is meant
 * @param talks small talk: repeat, thanks, goodbye, …
 */
public record Lexicon(List<Concept> wishes, Map<String, Concept> talks, Map<String, String> words) {

  public Lexicon {
    wishes = List.copyOf(wishes);
    talks = Map.copyOf(talks);
    words = Map.copyOf(words);
  }

  /** The English of the resource next to this class. */
  public static Lexicon english() {
    try (var in = Objects.requireNonNull(Lexicon.class.getResourceAsStream("english.lexicon"));
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return of(lines.lines().toList());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static Lexicon of(List<String> lines) {
    var words = new LinkedHashMap<String, String>();
    words.put("number", number());
    var wishes = new ArrayList<Concept>();
    var talks = new LinkedHashMap<String, Concept>();
    var entry = new ArrayList<String>();
    for (var raw : lines) {
      var line = raw.replaceFirst("(^|\\s)#.*", "").strip();
      if (line.startsWith("wish ") || line.startsWith("talk ")) {
        close(entry, words, wishes, talks);
        entry.add(line);
      } else if (line.startsWith("@")) {
        var parts = line.substring(1).split("=", 2);
        words.put(parts[0].strip(), WordPattern.alternatives(joined(parts[1]), words));
      } else if (!line.isEmpty()) {
        entry.add(line);
      }
    }
    close(entry, words, wishes, talks);
    return new Lexicon(wishes, talks, words);
  }

  /** Whether the wording is this small talk. */
  public boolean isTalk(String talk, String plain) {
    var concept = talks.get(talk);
    return concept != null && concept.score(plain) >= Concept.UNDERSTOOD;
  }

  /** In figures or as a word, with or without a currency's sign; "one" is too often no number. */
  private static String number() {
    var names = Stream.of(NumberNames.BELOW_TWENTY, NumberNames.TENS).flatMap(List::stream);
    return "[$£€]?\\d[\\d.]*k?|hundred|thousand|grand|"
        + names.filter(name -> !name.equals("one")).collect(Collectors.joining("|"));
  }

  private static String joined(String alternatives) {
    return alternatives.strip().replaceAll("\\s*\\|\\s*", "|").replace(' ', '_');
  }

  private static void close(
      List<String> entry,
      Map<String, String> words,
      List<Concept> wishes,
      Map<String, Concept> talks) {
    if (entry.isEmpty()) {
      return;
    }
    var concept = concept(entry, words);
    if (entry.getFirst().startsWith("wish ")) {
      wishes.add(concept);
    } else {
      talks.put(concept.name(), concept);
    }
    entry.clear();
  }

  private static Concept concept(List<String> entry, Map<String, String> words) {
    var name = entry.getFirst().substring(5).strip();
    var says = "";
    var family = Optional.<String>empty();
    var fits = new ArrayList<Concept.Fit>();
    var clues = new ArrayList<Concept.Clue>();
    for (var line : entry.subList(1, entry.size())) {
      var parts = line.split("\\s+", 2);
      switch (parts[0]) {
        case "says" -> says = parts[1];
        case "family" -> family = Optional.of(parts[1]);
        case "fits" -> Arrays.stream(parts[1].split("\\s+")).map(Lexicon::fit).forEach(fits::add);
        case String weight ->
            clues.add(new Concept.Clue(Integer.parseInt(weight), WordPattern.of(parts[1], words)));
      }
    }
    return new Concept(name, says, family, fits, clues);
  }

  private static Concept.Fit fit(String notation) {
    var wanted = !notation.startsWith("!");
    Set<String> alternatives =
        Arrays.stream((wanted ? notation : notation.substring(1)).split("\\|"))
            .map(Stem::of)
            .collect(Collectors.toSet());
    return new Concept.Fit(alternatives, wanted);
  }
}
