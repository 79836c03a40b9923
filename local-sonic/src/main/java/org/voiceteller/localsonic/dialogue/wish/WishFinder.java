package org.voiceteller.localsonic.dialogue.wish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.voiceteller.localsonic.dialogue.language.Concept;
import org.voiceteller.localsonic.dialogue.language.Lexicon;
import org.voiceteller.localsonic.dialogue.language.PlainText;
import org.voiceteller.localsonic.dialogue.slot.Kind;
import org.voiceteller.localsonic.dialogue.slot.SlotReader;

/** Finds the wishes in what a caller said. */
public final class WishFinder {

  private static final Pattern BETWEEN_WISHES =
      Pattern.compile(
          "(?i)[.?!;]\\s+|,?\\s+(?:and|then|also|plus)(?:\\s+(?:then|also|after that|please))*\\s+"
              + "|,\\s+");

  private final Lexicon lexicon;
  private final Abilities abilities;
  private final SlotReader reader;

  private WishFinder(Lexicon lexicon, Abilities abilities, SlotReader reader) {
    this.lexicon = lexicon;
    this.abilities = abilities;
    this.reader = reader;
  }

  public static WishFinder create(Lexicon lexicon, Abilities abilities, SlotReader reader) {
    return new WishFinder(lexicon, abilities, reader);
  }

  public Understanding find(String text) {
    var plain = PlainText.of(text);
    var concept = concept(plain);
    if (concept.isEmpty()) {
      return abilities
          .bySameWords(plain)
          .<Understanding>map(ability -> new Understanding.Wishes(wishes(ability, text)))
          .orElseGet(Understanding.Nothing::new);
    }
    var ability = abilities.serving(concept.get().name()).or(() -> relative(concept.get(), plain));
    if (ability.isEmpty()) {
      return abilities
          .bySameWords(plain)
          .<Understanding>map(same -> new Understanding.Wishes(wishes(same, text)))
          .orElseGet(() -> new Understanding.NotServed(concept.get().says()));
    }
    var parts = parts(text);
    return new Understanding.Wishes(
        parts.size() > 1
            ? parts.stream().flatMap(part -> wishes(part.ability(), part.text()).stream()).toList()
            : wishes(ability.get(), text));
  }

  /** The concept that the wording speaks for most. */
  public Optional<Concept> concept(String plain) {
    Concept best = null;
    var bestScore = Concept.UNDERSTOOD - 1;
    for (var concept : lexicon.wishes()) {
      var score = concept.score(plain);
      if (score > bestScore) {
        best = concept;
        bestScore = score;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The tool for the next best word for the same trouble. */
  private Optional<Ability> relative(Concept unserved, String plain) {
    return lexicon.wishes().stream()
        .filter(concept -> !concept.equals(unserved) && isSameTrouble(concept, unserved))
        .filter(concept -> concept.score(plain) >= Concept.UNDERSTOOD)
        .findFirst()
        .flatMap(concept -> abilities.serving(concept.name()));
  }

  private record Part(Concept concept, Ability ability, String text) {}

  /** The clauses that are wishes of their own; what is none belongs to the wish before it. */
  private List<Part> parts(String text) {
    var parts = new ArrayList<Part>();
    for (var clause : BETWEEN_WISHES.split(text.strip())) {
      var concept = concept(PlainText.of(clause));
      var ability = concept.flatMap(found -> abilities.serving(found.name()));
      var last = parts.isEmpty() ? Optional.<Part>empty() : Optional.of(parts.getLast());
      if (concept.isPresent()
          && ability.isPresent()
          && parts.stream().noneMatch(part -> isSameTrouble(part.concept(), concept.get()))) {
        parts.add(new Part(concept.get(), ability.get(), clause));
      } else if (last.isPresent()) {
        parts.removeLast();
        var part = last.get();
        parts.add(new Part(part.concept(), part.ability(), part.text() + " and " + clause));
      }
    }
    return parts;
  }

  private static boolean isSameTrouble(Concept one, Concept other) {
    return one.name().equals(other.name())
        || one.family().isPresent() && one.family().equals(other.family());
  }

  /** One wish, or one for each value named of a choice: "my checking and my savings balance". */
  private List<Wish> wishes(Ability ability, String text) {
    var values = reader.volunteered(ability.form(), text);
    for (var slot : ability.form().slots()) {
      var named = reader.named(slot, text);
      if (slot.kind() instanceof Kind.Choice && named.size() > 1) {
        return named.stream()
            .map(value -> new Wish(ability, text, with(values, slot.name(), value)))
            .toList();
      }
    }
    return List.of(new Wish(ability, text, values));
  }

  private static Map<String, JsonNode> with(
      Map<String, JsonNode> values, String name, String value) {
    var all = new LinkedHashMap<>(values);
    all.put(name, TextNode.valueOf(value));
    return all;
  }
}
