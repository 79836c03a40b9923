package org.voiceteller.localsonic.dialogue;

import java.util.ArrayList;
import java.util.List;
import org.voiceteller.localsonic.dialogue.language.Lexicon;
import org.voiceteller.localsonic.dialogue.wish.Abilities;
import org.voiceteller.localsonic.dialogue.wish.Ability;

/** What can be done for a caller, in words. */
record Offer(Lexicon lexicon, Abilities abilities) {

  private static final int NAMED_AT_MOST = 4;

  String help() {
    var words = inWords();
    return words.isEmpty() ? Sentences.CANNOT : Sentences.can(words);
  }

  String cannot() {
    return Sentences.cannot(inWords());
  }

  /** The first few things, those that the language has a name for before all others. */
  private List<String> inWords() {
    var named = new ArrayList<String>();
    for (var concept : lexicon.wishes()) {
      if (abilities.serving(concept.name()).isPresent() && !concept.says().isEmpty()) {
        named.add(concept.says());
      }
    }
    abilities.all().stream()
        .filter(ability -> !abilities.isClaimed(ability))
        .map(Ability::inWords)
        .forEach(named::add);
    return named.subList(0, Math.min(NAMED_AT_MOST, named.size()));
  }
}
