package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.call.Turn.Speaker;
import org.voiceteller.core.compliance.Disclosure;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaOutput.StopReason;
import org.voiceteller.streams.nova.NovaRole;

/** What the law wants heard is heard to its end, whoever speaks over it. */
class RequiredWordsTest extends PlayedPipeline {

  private static final String DISCLOSURE = Disclosure.inForce().text();
  private static final String REMINDER =
      "[The caller has not heard this in full. Say: \"" + DISCLOSURE + "\"]";

  private FakeNova.Stream greets() {
    FakeNova.Stream model = join(false);
    return model
        .plan("a", "Welcome!", 500)
        .endSound("a", StopReason.PARTIAL_TURN)
        .plan("b", DISCLOSURE, 3_000)
        .endSound("b", StopReason.PARTIAL_TURN)
        .plan("c", "How may I help you today?", 2_000)
        .endSound("c", StopReason.END_TURN);
  }

  /** A model that has this answer to tell. */
  private FakeNova.Stream toldBy(ToolAnswer answer) {
    desk.tool = _ -> CompletableFuture.completedFuture(answer.outcome());
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    model.hearText();
    model.say(new NovaOutput.ToolRequested("t", "use-1", "aTool", "{}"));
    until(AgentFrame.ToolFinished.class::isInstance);
    return model;
  }

  /** Says only this of it, to its end. */
  private void says(FakeNova.Stream model, String words) {
    model
        .plan("a", words, 200)
        .endSound("a", StopReason.END_TURN)
        .finalText(NovaRole.ASSISTANT, "a", words, StopReason.END_TURN);
    untilHeard(Duration.ofMillis(200));
  }

  private List<AgentFrame> sound(int frames) {
    List<AgentFrame> seen = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      seen.addAll(until(isAudio()));
    }
    return seen;
  }

  @Test
  void holdsTheInterruptionBackUntilTheDisclosureWasHeard() {
    FakeNova.Stream model = greets();
    sound(21);

    model.say(new NovaOutput.Interrupted("m"));
    model.finalText(NovaRole.USER, "u", "my balance", StopReason.PARTIAL_TURN);
    model.plan("d", "Sure.", 400).endSound("d", StopReason.END_TURN);
    until(
        frame -> frame instanceof AgentFrame.Transcript(_, _, var text, _) && text.equals("Sure."));
    for (int i = 0; i < 14; i++) {
      passes(Duration.ofMillis(100));
      assertThat(sound(1)).allMatch(frame -> frame.isSoundOf("turn-1"));
    }
    assertThat(next()).isEqualTo(new AgentFrame.AudioEnded("turn-1", 3_500));
    assertThat(next()).isEqualTo(new AgentFrame.AudioStarted("turn-3"));
    assertThat(desk.turns).extracting(Turn::text).containsExactly("my balance");

    passes(Duration.ofMillis(2_101));

    assertThat(until(AgentFrame.Unheard.class::isInstance))
        .contains(
            new AgentFrame.Transcript("turn-1", Speaker.AGENT, "Welcome! " + DISCLOSURE, true),
            new AgentFrame.Unheard("turn-1", "How may I help you today?"));
    assertThat(desk.turns)
        .extracting(Turn::text)
        .containsExactly("my balance", "Welcome! " + DISCLOSURE);
    agent.cancel();
  }

  @Test
  void isSilentAtTheEndOfTheDisclosureThoughTheLegHasMore() {
    settings = settings("voice-teller.call.playout-ahead = 10 s");
    FakeNova.Stream model = greets();
    sound(55);
    passes(Duration.ofMillis(1_000));

    model.say(new NovaOutput.Interrupted("m"));
    model.plan("d", "Sure.", 400).endSound("d", StopReason.END_TURN);
    assertThat(until(AgentFrame.Transcript.class::isInstance)).hasSize(1);
    agent.request(1);
    agent.expectNoMessage(scala.concurrent.duration.Duration.create(50, "ms"));
    passes(Duration.ofMillis(2_501));

    assertThat(agent.expectNext()).isEqualTo(new AgentFrame.AudioCleared("turn-1"));
    assertThat(until(isAudio()))
        .contains(
            new AgentFrame.Transcript("turn-1", Speaker.AGENT, "Welcome! " + DISCLOSURE, true),
            new AgentFrame.AudioStarted("turn-2"));
    agent.cancel();
  }

  @Test
  void hasTheDisclosureSaidAgainWhenTheModelBrokeOffInIt() {
    settings = settings("voice-teller.call.playout-ahead = 10 s");
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    model.hearText();
    model.plan("b", DISCLOSURE, 1_000);
    until(isAudio());

    model.endSound("b", StopReason.INTERRUPTED);

    assertThat(model.hearText()).isEqualTo(REMINDER);
    model
        .plan("c", DISCLOSURE, 3_000)
        .endSound("c", StopReason.END_TURN)
        .finalText(NovaRole.ASSISTANT, "c", DISCLOSURE, StopReason.END_TURN);
    until(AgentFrame.AudioEnded.class::isInstance);
    passes(Duration.ofSeconds(4));
    eventually(() -> assertThat(desk.turns).extracting(Turn::text).contains(DISCLOSURE));
    caller.sendNext(new CallerFrame.TextTyped("hello"));
    assertThat(model.hearText()).as("nothing more is asked for").isEqualTo("hello");
    agent.cancel();
  }

  @Test
  void hasItSaidWhenTheModelLeavesOutWhatAToolToldItToSay() {
    FakeNova.Stream model =
        toldBy(ToolAnswer.succeeded("You have ten dollars.").prefaced(DISCLOSURE));
    says(model, "One moment.");

    assertThat(model.hearText()).isEqualTo(REMINDER);
    agent.cancel();
  }

  @Test
  void holdsTheInterruptionBackUntilWhatAToolDemandedWasHeard() {
    String sentence = "Please confirm this in writing by May 4, 2026 to P.O. Box 1, Denver.";
    FakeNova.Stream model = toldBy(ToolAnswer.succeeded("Filed. " + sentence).requiring(sentence));
    model
        .plan("a", "Filed.", 500)
        .endSound("a", StopReason.PARTIAL_TURN)
        .plan("b", sentence, 3_000)
        .endSound("b", StopReason.PARTIAL_TURN)
        .plan("c", "Anything else?", 2_000)
        .endSound("c", StopReason.END_TURN);
    sound(21);

    model.say(new NovaOutput.Interrupted("m"));
    for (int i = 0; i < 14; i++) {
      passes(Duration.ofMillis(100));
      assertThat(sound(1)).allMatch(frame -> frame.isSoundOf("turn-1"));
    }
    passes(Duration.ofMillis(2_101));

    assertThat(until(AgentFrame.Unheard.class::isInstance))
        .contains(
            new AgentFrame.Transcript("turn-1", Speaker.AGENT, "Filed. " + sentence, true),
            new AgentFrame.Unheard("turn-1", "Anything else?"));
    agent.cancel();
  }

  @Test
  void hasItSaidWhenTheModelLeavesOutWhatAToolDemanded() {
    FakeNova.Stream model =
        toldBy(ToolAnswer.succeeded("Filed. Write to us.").requiring("Write to us."));
    says(model, "Filed.");

    assertThat(model.hearText())
        .isEqualTo("[The caller has not heard this in full. Say: \"Write to us.\"]");
    agent.cancel();
  }
}
