package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.call.PastOutcome;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.guard.Judgement;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaOutput.StopReason;
import org.voiceteller.streams.nova.NovaRole;

/** What the agent claims is heard only when a tool has done it. */
class HonestAgentTest extends PlayedPipeline {

  @Test
  void neverLetsTheCallerHearATransferThatNobodyMade() {
    FakeNova.Stream model = join(false);
    model.plan("a", "One moment, please.", 100).endSound("a", StopReason.PARTIAL_TURN);
    model
        .plan("b", "I've transferred $500 to your savings.", 100)
        .endSound("b", StopReason.END_TURN)
        .finalText(NovaRole.ASSISTANT, "a", "One moment, please.", StopReason.PARTIAL_TURN)
        .finalText(
            NovaRole.ASSISTANT, "b", "I've transferred $500 to your savings.", StopReason.END_TURN);

    List<AgentFrame> heard = untilHeard(Duration.ofMillis(100));

    assertThat(texts(heard)).allSatisfy(text -> assertThat(text).isEqualTo("One moment, please."));
    assertThat(soundMs(heard)).isLessThanOrEqualTo(100);
    assertThat(desk.cuts).containsExactly(Judgement.Reason.ACTION_NOT_DONE);
    assertThat(observer.seen).contains("cut ACTION_NOT_DONE");
    assertThat(desk.turns).extracting(Turn::text).containsExactly("One moment, please.");
    assertThat(hearTextAfterPrelude(model))
        .isEqualTo(
            "[Correct yourself. Say: \"I'm sorry, I misspoke. I have not made that transfer.\"]");
  }

  @Test
  void letsTheCorrectionBeHeardAfterAWhollyCutTurn() {
    FakeNova.Stream model = join(false);
    model
        .plan("a", "Your card is frozen.", 100)
        .endSound("a", StopReason.END_TURN)
        .finalText(NovaRole.ASSISTANT, "a", "Your card is frozen.", StopReason.END_TURN);
    String correction = "I'm sorry, I misspoke. Your card has not been frozen.";
    assertThat(hearTextAfterPrelude(model)).contains(correction);
    model
        .plan("b", correction, 100)
        .endSound("b", StopReason.END_TURN)
        .finalText(NovaRole.ASSISTANT, "b", correction, StopReason.END_TURN);

    List<AgentFrame> heard = untilHeard(Duration.ofMillis(100));

    assertThat(texts(heard)).allSatisfy(text -> assertThat(text).isEqualTo(correction));
    assertThat(desk.turns).extracting(Turn::text).containsExactly(correction);
  }

  @Test
  void letsTheSameWordsThroughOnceAToolHasDoneIt() {
    desk.tool =
        _ ->
            CompletableFuture.completedFuture(
                ToolAnswer.succeeded("Your card ending in 4521 is frozen.").outcome());
    FakeNova.Stream model = join(false);
    model.say(new NovaOutput.ToolRequested("t", "use-1", "freezeCardTool", "{}"));
    until(AgentFrame.ToolFinished.class::isInstance);

    model.plan("a", "Your card is frozen.", 100);

    assertThat(until(isAudio())).isNotEmpty();
    assertThat(desk.cuts).isEmpty();
  }

  @Test
  void knowsOnACallThatGoesOnWhatItsToolsDidBefore() {
    desk.outcomes.add(
        new PastOutcome(
            "internalTransferTool",
            ToolAnswer.succeeded("Transfer complete! Your new checking balance is $5,147.32.")
                .outcome()));
    FakeNova.Stream model = join(true);

    model.plan("a", "We are connected again. Your transfer is complete.", 100);

    assertThat(until(isAudio())).isNotEmpty();
    assertThat(desk.cuts).isEmpty();
  }

  @Test
  void stopsCorrectingAModelThatGoesOnInventingButNeverLetsItBeHeard() {
    FakeNova.Stream model = join(false);
    for (int i = 0; i < 6; i++) {
      model
          .plan("lie" + i, "Your balance is $" + (i + 1) + ",000.", 100)
          .endSound("lie" + i, StopReason.END_TURN);
    }
    model.plan("end", "How may I help you?", 100);

    List<AgentFrame> heard = until(isAudio());

    assertThat(texts(heard)).containsExactly("How may I help you?");
    assertThat(desk.cuts).hasSize(6);
    for (int i = 0; i < 3; i++) {
      assertThat(hearTextAfterPrelude(model)).startsWith("[Correct yourself.");
    }
  }
}
