package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.Challenge;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaOutput.StopReason;
import org.voiceteller.streams.nova.NovaRole;

/** A caller who says nothing is asked, then the call ends politely. */
class SilentCallerTest extends PlayedPipeline {

  private static final Duration PATIENCE = SETTINGS.silenceAskAfter();

  private FakeNova.Stream joined() {
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    assertThat(model.hearText()).isEqualTo(Cue.CONNECTED);
    return model;
  }

  private void says(FakeNova.Stream model, String id, String text) {
    model
        .plan(id, text, 1_000)
        .endSound(id, StopReason.END_TURN)
        .finalText(NovaRole.ASSISTANT, id, text, StopReason.END_TURN);
    untilHeard(Duration.ofSeconds(1));
  }

  @Test
  void isAskedTwiceThenToldGoodbyeAndTheCallEndsForThatReason() {
    FakeNova.Stream model = joined();
    says(model, "a", "Welcome.");

    passes(PATIENCE);
    assertThat(model.hearText()).isEqualTo(Cue.SILENT);
    says(model, "b", "Are you still there?");
    passes(PATIENCE);
    assertThat(model.hearText()).isEqualTo(Cue.SILENT);
    says(model, "c", "Are you still there?");
    passes(PATIENCE);
    assertThat(model.hearText()).isEqualTo(Cue.GOODBYE);
    assertThat(desk.ends).isEmpty();
    says(model, "d", "Goodbye.");

    until(new AgentFrame.CallEnded(EndReason.IDLE_TIMEOUT)::equals);
    assertThat(desk.ends).containsExactly(EndReason.IDLE_TIMEOUT);
    assertThat(desk.turns).last().extracting(turn -> turn.text()).isEqualTo("Goodbye.");
  }

  @Test
  void isNotKeptOnTheLineByAModelThatSaysNoGoodbye() {
    // this model is silent, and another one is not what this is about
    settings = settings("voice-teller.call.model.answer-timeout = 60 s");
    FakeNova.Stream model = joined();
    says(model, "a", "Welcome.");
    for (int i = 0; i < 2; i++) {
      passes(PATIENCE);
      assertThat(model.hearText()).isEqualTo(Cue.SILENT);
    }
    passes(PATIENCE);
    assertThat(model.hearText()).isEqualTo(Cue.GOODBYE);
    assertThat(desk.ends).isEmpty();

    passes(Duration.ofSeconds(20));

    until(new AgentFrame.CallEnded(EndReason.IDLE_TIMEOUT)::equals);
    assertThat(desk.ends).containsExactly(EndReason.IDLE_TIMEOUT);
  }

  @Test
  void isNotAskedSoonAfterHavingSaidSomething() {
    // this model does not answer, and another one is not what this is about
    settings = settings("voice-teller.call.model.answer-timeout = 60 s");
    FakeNova.Stream model = joined();
    says(model, "a", "Welcome.");
    passes(PATIENCE);
    assertThat(model.hearText()).isEqualTo(Cue.SILENT);
    passes(PATIENCE);
    assertThat(model.hearText()).isEqualTo(Cue.SILENT);

    caller.sendNext(new CallerFrame.TextTyped("here"));
    assertThat(model.hearText()).isEqualTo("here");
    passes(PATIENCE);

    assertThat(model.hearText()).as("the count begins anew").isEqualTo(Cue.SILENT);
    agent.cancel();
  }

  @Test
  void isNotAskedWhileTheBankIsAtWorkOrTheAgentSpeaks() {
    desk.tool = _ -> new CompletableFuture<>();
    FakeNova.Stream model = joined();
    model.plan("a", "A long story.", 100_000);
    until(isAudio());
    passes(PATIENCE);
    passes(PATIENCE);
    model.endSound("a", StopReason.END_TURN);
    model.say(new NovaOutput.ToolRequested("t", "use-1", "checkBalanceTool", "{}"));
    until(AgentFrame.ToolStarted.class::isInstance);

    passes(SETTINGS.slowToolAfter());

    assertThat(model.hearText()).isEqualTo(Cue.SLOW_TOOL);
    agent.cancel();
  }

  @Test
  void mayTakeTwiceAsLongToFetchACode() {
    FakeNova.Stream model = joined();
    signals.onSignal(new Signal.ChallengeOpened(Challenge.Kind.ONE_TIME_CODE, null));
    until(AgentFrame.ChallengeOpened.class::isInstance);
    says(model, "a", "What is the code?");

    assertThat(model.hear()).isInstanceOf(NovaInput.ContentEnd.class);
    passes(PATIENCE);
    model.heard().request(1);
    model.heard().expectNoMessage(scala.concurrent.duration.Duration.create(50, "ms"));
    passes(PATIENCE);

    assertThat(model.heard().expectNext()).isInstanceOf(NovaInput.TextStart.class);
    assertThat(model.hearText()).isEqualTo(Cue.SILENT);
    agent.cancel();
  }
}
