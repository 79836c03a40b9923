package org.voiceteller.streams;

import java.util.List;
import org.voiceteller.localsonic.dialogue.Act;
import org.voiceteller.localsonic.dialogue.Banker;
import org.voiceteller.localsonic.dialogue.Expectation;
import org.voiceteller.localsonic.dialogue.Heard;

/** Greets, repeats what it hears and knows one tool; says whatever a tool wants to be said. */
public final class Clerk implements Banker {

  @Override
  public List<Act> hear(Heard heard) {
    return switch (heard) {
      case Heard.Words(var text) when text.equals("[The caller is connected.]") ->
          List.of(new Act.Say("Welcome to the bank."));
      case Heard.Words(var text) when text.equals("[The caller is back.]") ->
          List.of(new Act.Say("We are connected again."));
      case Heard.Words(var text) when text.equals("balance") ->
          List.of(new Act.UseTool("use-1", "checkBalanceTool", "{}"));
      case Heard.Words(var text) -> List.of(new Act.Say("You said " + text + "."));
      case Heard.Unintelligible _ -> List.of(new Act.Say("Pardon?"));
      case Heard.ToolAnswered(_, _, var json) ->
          List.of(new Act.Say("The tool says " + json.length() + "."));
    };
  }

  @Override
  public Expectation expects() {
    return new Expectation.Wish();
  }
}
