package org.voiceteller.localsonic.dialogue;

import java.util.ArrayList;
import java.util.List;
import org.voiceteller.localsonic.dialogue.language.Lexicon;
import org.voiceteller.localsonic.dialogue.slot.Slot;
import org.voiceteller.localsonic.dialogue.wish.Abilities;

/** What is said beside the matter: thanks, greetings, questions about the agent itself. */
final class SmallTalk {

  private static final List<String> ASIDES =
      List.of("why", "unable", "wait", "person", "goodbye", "help");
  private static final List<String> SOCIAL = List.of("how are you", "machine", "thanks", "upset");

  private final SystemPrompt prompt;
  private final Lexicon lexicon;
  private final Abilities abilities;
  private final Offer offer;
  private final Memory memory;
  private final Errands errands;

  SmallTalk(
      SystemPrompt prompt,
      Lexicon lexicon,
      Abilities abilities,
      Offer offer,
      Memory memory,
      Errands errands) {
    this.prompt = prompt;
    this.lexicon = lexicon;
    this.abilities = abilities;
    this.offer = offer;
    this.memory = memory;
    this.errands = errands;
  }

  /** Whether it is about the open question, and no answer to it. */
  boolean isAside(String plain) {
    return ASIDES.stream().anyMatch(talk -> lexicon.isTalk(talk, plain));
  }

  /** Whether it is mere politeness, after which the question stands as before. */
  boolean isSocial(String plain) {
    return SOCIAL.stream().anyMatch(talk -> lexicon.isTalk(talk, plain));
  }

  /** Small talk while a question is open. */
  List<Act> aside(String question, Slot slot, String plain) {
    if (lexicon.isTalk("why", plain)) {
      return say(Sentences.because(question));
    }
    if (lexicon.isTalk("wait", plain)) {
      return say(Sentences.TAKE_YOUR_TIME);
    }
    if (lexicon.isTalk("help", plain)) {
      return say(offer.help() + " " + question);
    }
    if (lexicon.isTalk("machine", plain)) {
      return say(Sentences.MACHINE + " " + question);
    }
    if (lexicon.isTalk("how are you", plain)) {
      return say(Sentences.FINE + " " + question);
    }
    if (lexicon.isTalk("upset", plain)) {
      return say(Sentences.SORRY_TO_HEAR + " " + question);
    }
    if (lexicon.isTalk("unable", plain)) {
      memory.dropPlans();
      return say(Sentences.withoutThat(slot));
    }
    if (lexicon.isTalk("thanks", plain) && !lexicon.isTalk("goodbye", plain)) {
      return say(question);
    }
    memory.dropPlans();
    return alone(plain);
  }

  /** Small talk when nothing is open; what is none cannot be helped with. */
  List<Act> alone(String plain) {
    if (lexicon.isTalk("person", plain)) {
      return abilities
          .serving("person")
          .map(errands::begin)
          .orElseGet(() -> say(prompt.person().orElse(Sentences.NO_PERSON + " " + offer.help())));
    }
    if (lexicon.isTalk("goodbye", plain)) {
      var acts = new ArrayList<>(say(Sentences.GOODBYE));
      abilities.serving("goodbye").ifPresent(ability -> acts.addAll(errands.begin(ability)));
      return acts;
    }
    if (lexicon.isTalk("cancel", plain)) {
      return say(Sentences.ALL_RIGHT);
    }
    if (lexicon.isTalk("machine", plain)) {
      return say(Sentences.MACHINE + " " + Sentences.WHAT);
    }
    if (lexicon.isTalk("how are you", plain)) {
      return say(Sentences.FINE + " " + Sentences.WHAT);
    }
    if (lexicon.isTalk("upset", plain)) {
      return say(Sentences.SORRY_TO_HEAR + " " + offer.help());
    }
    if (lexicon.isTalk("thanks", plain)) {
      return say(Sentences.WELCOME);
    }
    if (lexicon.isTalk("help", plain)) {
      return say(offer.help());
    }
    if (lexicon.isTalk("wait", plain)) {
      return say(Sentences.TAKE_YOUR_TIME);
    }
    if (lexicon.isTalk("hello", plain) || lexicon.isTalk("yes", plain)) {
      return say(Sentences.WHAT);
    }
    return lexicon.isTalk("no", plain) ? say(Sentences.ALL_RIGHT) : say(offer.cannot());
  }

  private static List<Act> say(String text) {
    return List.of(new Act.Say(text));
  }
}
