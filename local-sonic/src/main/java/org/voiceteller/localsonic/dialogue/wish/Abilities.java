package org.voiceteller.localsonic.dialogue.wish;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voiceteller.localsonic.dialogue.Bankers;
import org.voiceteller.localsonic.dialogue.language.Concept;
import org.voiceteller.localsonic.dialogue.language.Lexicon;
import org.voiceteller.localsonic.dialogue.language.Stem;

/** All that can be done: the given tools, and which concept each of them serves. */
public final class Abilities {

  private static final int NAME_WEIGHT = 3;
  private static final Set<String> LITTLE_WORDS =
      Set.of(
          "a",
          "an",
          "the",
          "of",
          "for",
          "to",
          "my",
          "your",
          "is",
          "are",
          "in",
          "on",
          "and",
          "or",
          "i",
          "me",
          "what",
          "how",
          "it",
          "with",
          "by",
          "do",
          "can",
          "you",
          "from",
          "this",
          "that",
          "at",
          "be",
          "get",
          "check",
          "view",
          "show",
          "tell",
          "list",
          "find",
          "hav",
          "want",
          "need",
          "about",
          "giv",
          "pleas",
          "customer",
          "caller",
          "user",
          "their",
          "tool",
          "when",
          "not",
          "all",
          "any",
          "no",
          "one",
          "set",
          "mak",
          "us",
          "up",
          "explain",
          "help",
          "search",
          "request",
          "new",
          "stat",
          "statu");

  private final List<Ability> all;
  private final Map<String, Ability> byConcept;
  private final List<Ability> unclaimed;

  private Abilities(List<Ability> all, Map<String, Ability> byConcept) {
    this.all = all;
    this.byConcept = byConcept;
    this.unclaimed = all.stream().filter(ability -> !byConcept.containsValue(ability)).toList();
  }

  public static Abilities of(List<Bankers.Tool> tools, Lexicon lexicon) {
    var all = tools.stream().map(Ability::of).toList();
    var byConcept = new LinkedHashMap<String, Ability>();
    for (var concept : concepts(lexicon)) {
      best(concept, all).ifPresent(ability -> byConcept.put(concept.name(), ability));
    }
    return new Abilities(all, byConcept);
  }

  public List<Ability> all() {
    return all;
  }

  public Optional<Ability> named(String toolName) {
    return all.stream().filter(ability -> ability.name().equals(toolName)).findFirst();
  }

  /** The tool that does what the concept is about. */
  public Optional<Ability> serving(String concept) {
    return Optional.ofNullable(byConcept.get(concept));
  }

  /** Whether some concept of the lexicon speaks of this tool. */
  public boolean isClaimed(Ability ability) {
    return !unclaimed.contains(ability);
  }

  /**
   * The tool whose own words are in the wish: most of its name's, weighted by how few tools share
   * them.
   */
  public Optional<Ability> bySameWords(String plain) {
    var said = new LinkedHashSet<>(Stem.all(plain));
    said.removeAll(LITTLE_WORDS);
    Ability best = null;
    var bestShare = 0.0;
    for (var ability : unclaimed) {
      var share = share(ability, said);
      if (share > bestShare) {
        best = ability;
        bestShare = share;
      }
    }
    return Optional.ofNullable(best);
  }

  private static double share(Ability ability, Set<String> said) {
    var name = new LinkedHashSet<>(ability.nameStems());
    name.removeAll(LITTLE_WORDS);
    var inName = name.stream().filter(said::contains).count();
    var inAbout =
        said.stream()
            .filter(word -> ability.aboutStems().contains(word) && !name.contains(word))
            .count();
    var enough =
        inName > 0 && (inName == name.size() || inName * 2 >= name.size() && inAbout > 0)
            || inAbout >= 3 && inAbout * 3 >= said.size();
    return enough ? inName * NAME_WEIGHT + inAbout : 0;
  }

  private static Optional<Ability> best(Concept concept, List<Ability> all) {
    Ability best = null;
    var bestScore = 0;
    for (var ability : all) {
      var score = score(concept, ability);
      if (score > bestScore) {
        best = ability;
        bestScore = score;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The first thing to fit must be in the tool's name, any other in its name or description. */
  private static int score(Concept concept, Ability ability) {
    var score = 0;
    var first = true;
    for (var fit : concept.fits()) {
      var inName = ability.nameStems().stream().anyMatch(fit.words()::contains);
      var inAbout = ability.aboutStems().stream().anyMatch(fit.words()::contains);
      if (!fit.wanted()) {
        if (inName) {
          return 0;
        }
      } else if (inName) {
        score += NAME_WEIGHT;
      } else if (inAbout && !first) {
        score += 1;
      } else {
        return 0;
      }
      first = false;
    }
    return score;
  }

  private static List<Concept> concepts(Lexicon lexicon) {
    return java.util.stream.Stream.concat(
            lexicon.wishes().stream(), lexicon.talks().values().stream())
        .filter(concept -> !concept.fits().isEmpty())
        .toList();
  }
}
