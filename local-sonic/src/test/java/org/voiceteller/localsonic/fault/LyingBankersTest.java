package org.voiceteller.localsonic.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceteller.localsonic.dialogue.Act;
import org.voiceteller.localsonic.dialogue.Banker;
import org.voiceteller.localsonic.dialogue.Expectation;
import org.voiceteller.localsonic.dialogue.Heard;

class LyingBankersTest {

  private static final Act TOOL = new Act.UseTool("use-1", "checkBalanceTool", "{}");

  /** Says what it hears, and uses a tool when it hears "tool". */
  private static final class Parrot implements Banker {
    @Override
    public List<Act> hear(Heard heard) {
      return switch (heard) {
        case Heard.Words(var text) when text.equals("tool") -> List.of(TOOL);
        case Heard.Words(var text) when text.startsWith("say and use ") ->
            List.of(new Act.Say(text.substring(12)), TOOL);
        case Heard.Words(var text) -> List.of(new Act.Say(text));
        case Heard.Unintelligible(), Heard.ToolAnswered _ -> List.of();
      };
    }

    @Override
    public Expectation expects() {
      return new Expectation.Wish();
    }
  }

  private static Banker liar(Fault.Lie.About about, int atAnswer, String words) {
    var lie = new Fault.Lie(about, atAnswer, Optional.of(words).filter(text -> !text.isEmpty()));
    return new LyingBankers((_, _, _) -> new Parrot(), lie).banker("", List.of(), List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CLAIMS_DONE     | One moment.           | All done. I've transferred the money, and your card is frozen.
          INVENTED_NUMBER | One moment.           | Your confirmation number is TXN-20990101-999.
          WRONG_BALANCE   | You have $5,647.32, with $200 pending. | You have $6,647.32, with $1,200 pending.
          WRONG_BALANCE   | One moment.           | Your available balance is $9,876.54.
          """)
  void sayWhatIsNotSo(Fault.Lie.About about, String truth, String lie) {
    assertThat(liar(about, 1, "").hear(new Heard.Words(truth))).containsExactly(new Act.Say(lie));
  }

  @Test
  void lieOnceAndOnlyAtTheAnswerThatWasOrdered() {
    var liar = liar(Fault.Lie.About.CLAIMS_DONE, 2, "Your card is frozen.");

    assertThat(liar.hear(new Heard.Words("Welcome."))).containsExactly(new Act.Say("Welcome."));
    assertThat(liar.hear(new Heard.Words("tool"))).containsExactly(TOOL);
    assertThat(liar.hear(new Heard.Words("One moment.")))
        .containsExactly(new Act.Say("Your card is frozen."));
    assertThat(liar.hear(new Heard.Words("Here."))).containsExactly(new Act.Say("Here."));
  }

  @Test
  void useTheirToolsAllTheSame() {
    assertThat(
            liar(Fault.Lie.About.CLAIMS_DONE, 1, "It is done.")
                .hear(new Heard.Words("say and use One moment.")))
        .containsExactly(new Act.Say("It is done."), TOOL);
  }

  @Test
  void correctThemselvesHonestly() {
    var cue = new Heard.Words("[Correct yourself. Say: \"It is not done.\"]");

    assertThat(liar(Fault.Lie.About.CLAIMS_DONE, 1, "It is done.").hear(cue))
        .containsExactly(new Act.Say(cue.text()));
  }
}
