package org.voiceteller.localsonic.dialogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceteller.localsonic.dialogue.language.Lexicon;
import org.voiceteller.localsonic.dialogue.language.PlainText;
import org.voiceteller.localsonic.dialogue.slot.Kind;
import org.voiceteller.localsonic.dialogue.slot.Offered;
import org.voiceteller.localsonic.dialogue.slot.Slot;
import org.voiceteller.localsonic.dialogue.slot.SlotReader;
import org.voiceteller.localsonic.dialogue.wish.Abilities;
import org.voiceteller.localsonic.dialogue.wish.Wish;

/** Wishes that are not worded as such, but meant. */
record Implied(Lexicon lexicon, Abilities abilities, SlotReader reader) {

  private static final int ELLIPSIS_WORDS = 8;
  private static final int BARE_WORDS = 2;

  /** A phone number given unasked is meant for the tool that asks for nothing else. */
  Optional<Wish> phoneNumber(String text) {
    for (var ability : abilities.all()) {
      var required = ability.form().slots().stream().filter(Slot::required).toList();
      if (required.size() == 1 && required.getFirst().kind() instanceof Kind.Phone) {
        return reader
            .answer(required.getFirst(), text)
            .map(number -> new Wish(ability, text, Map.of(required.getFirst().name(), number)));
      }
    }
    return Optional.empty();
  }

  /** "I meant the other card", where only the caller knows which that is. */
  Optional<Task> another(String plain, Optional<Task> done) {
    return done.filter(_ -> lexicon.isTalk("another", plain))
        .flatMap(
            last ->
                last.ability().form().slots().stream()
                    .filter(
                        slot ->
                            slot.kind() instanceof Kind.Ending(var side, _)
                                && side == Kind.Side.WHOLE)
                    .findFirst()
                    .map(slot -> last.asking(List.of(slot))));
  }

  /** "And my savings?", "no, by mail": the last wish with something else in it. */
  Optional<Wish> ellipsis(String text, String plain, Optional<Task> done, Offered offered) {
    var words = PlainText.words(plain).size();
    if (done.isEmpty()
        || words > ELLIPSIS_WORDS
        || words > BARE_WORDS && !lexicon.isTalk("continuation", plain)) {
      return Optional.empty();
    }
    var last = done.get();
    var changed = new Corrections(lexicon, reader).of(last, text, offered);
    if (changed.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Wish(last.ability(), text, Corrections.corrected(last, changed).values()));
  }
}
