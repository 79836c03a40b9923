package org.voiceteller.localsonic.dialogue.wish;

import java.util.HashSet;
import java.util.Set;
import org.voiceteller.localsonic.dialogue.Bankers;
import org.voiceteller.localsonic.dialogue.language.PlainText;
import org.voiceteller.localsonic.dialogue.language.Stem;
import org.voiceteller.localsonic.dialogue.slot.Form;

/**
 * A tool, with its form and the words that it is described by.
 *
 * @param nameStems the words of its name, without "tool"
 * @param aboutStems the words of its description
 */
public record Ability(Bankers.Tool tool, Form form, Set<String> nameStems, Set<String> aboutStems) {

  public Ability {
    nameStems = Set.copyOf(nameStems);
    aboutStems = Set.copyOf(aboutStems);
  }

  public static Ability of(Bankers.Tool tool) {
    var name = new HashSet<>(Stem.all(PlainText.ofIdentifier(tool.name())));
    name.remove("tool");
    return new Ability(
        tool, Form.of(tool.inputSchema(), tool.description()), name, Stem.all(tool.description()));
  }

  public String name() {
    return tool.name();
  }

  /** What it does, in the words of its name: "renew loan". */
  public String inWords() {
    return PlainText.ofIdentifier(tool.name()).replaceFirst(" tool$", "");
  }
}
