package org.voiceteller.localsonic.dialogue;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.voiceteller.localsonic.dialogue.language.Lexicon;
import org.voiceteller.localsonic.dialogue.slot.SlotReader;
import org.voiceteller.localsonic.dialogue.wish.Abilities;
import org.voiceteller.localsonic.dialogue.wish.WishFinder;

/** Makes bankers that decide by rules. Safe for use by several threads. */
public final class RuleBasedBankers implements Bankers {

  private final Lexicon lexicon;
  private final SlotReader reader;
  private final Supplier<String> toolUseIds;

  private RuleBasedBankers(Lexicon lexicon, SlotReader reader, Supplier<String> toolUseIds) {
    this.lexicon = lexicon;
    this.reader = reader;
    this.toolUseIds = toolUseIds;
  }

  /**
   * @param clock tells what "yesterday" is
   * @param zone where that is counted
   */
  public static RuleBasedBankers create(InstantSource clock, ZoneId zone) {
    return create(clock, zone, () -> UUID.randomUUID().toString());
  }

  /**
   * @param toolUseIds never gives the same id twice: a client takes an id that it has seen for a
   *     repetition
   */
  public static RuleBasedBankers create(
      InstantSource clock, ZoneId zone, Supplier<String> toolUseIds) {
    var lexicon = Lexicon.english();
    return new RuleBasedBankers(lexicon, SlotReader.create(lexicon, clock, zone), toolUseIds);
  }

  @Override
  public Banker banker(String systemPrompt, List<Tool> tools, List<Turn> history) {
    var abilities = Abilities.of(tools, lexicon);
    var finder = WishFinder.create(lexicon, abilities, reader);
    var memory = new History(abilities, finder, reader).recalled(history);
    return new RuleBasedBanker(
        SystemPrompt.of(systemPrompt), lexicon, abilities, finder, reader, memory, toolUseIds);
  }
}
