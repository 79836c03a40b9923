package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.call.Turn.Speaker;
import org.voiceteller.streams.nova.NovaFailure;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaOutput.StopReason;
import org.voiceteller.streams.nova.NovaRole;

/** What was heard is what is kept, however the agent's words come to an end. */
class HeardInTheCallTest extends PlayedPipeline {

  private static final String TEN = "One two three four five six seven eight nine ten.";

  /** Ten words in five seconds of sound, of which the ear has got two seconds. */
  private FakeNova.Stream heardTwoOfFiveSeconds() {
    FakeNova.Stream model = join(false);
    model
        .plan("a", TEN, 5_000)
        .endSound("a", StopReason.END_TURN)
        .finalText(NovaRole.ASSISTANT, "a", TEN, StopReason.END_TURN);
    until(isAudio());
    agent.request(200);
    for (int i = 0; i < 20; i++) {
      agent.expectNext();
    }
    passes(Duration.ofMillis(2_000));
    return model;
  }

  /** What still comes to the leg, of everything but sound. */
  private List<AgentFrame> rest(int frames) {
    List<AgentFrame> rest = new ArrayList<>();
    while (rest.size() < frames) {
      AgentFrame next = agent.expectNext(scala.concurrent.duration.Duration.create(10, "s"));
      if (!(next instanceof AgentFrame.Audio)) {
        rest.add(next);
      }
    }
    return rest;
  }

  @Test
  void keepsTheHeardWordsOfWhatTheCallerCutThoughTheModelHasLongSaidItAll() {
    FakeNova.Stream model = heardTwoOfFiveSeconds();

    model.say(new NovaOutput.Interrupted("m"));

    assertThat(rest(3))
        .containsExactly(
            new AgentFrame.AudioCleared("turn-1"),
            new AgentFrame.Transcript("turn-1", Speaker.AGENT, "One two three four…", true),
            new AgentFrame.Unheard("turn-1", "five six seven eight nine ten."));
    assertThat(desk.turns).extracting(Turn::text).containsExactly("One two three four…");
    agent.cancel();
  }

  @Test
  void believesTheLegThatItsEarIsBehind() {
    FakeNova.Stream model = heardTwoOfFiveSeconds();

    caller.sendNext(new CallerFrame.PlaybackPosition("turn-1", 1_000));
    caller.sendNext(new CallerFrame.TextTyped("wait"));
    until(
        frame -> frame instanceof AgentFrame.Transcript(_, var who, _, _) && who == Speaker.CALLER);
    model.say(new NovaOutput.Interrupted("m"));

    assertThat(rest(2).getLast())
        .isEqualTo(new AgentFrame.Transcript("turn-1", Speaker.AGENT, "One two…", true));
    agent.cancel();
  }

  @Test
  void keepsTheHeardWordsWhenTheCallerHangsUp() {
    heardTwoOfFiveSeconds();

    caller.sendNext(new CallerFrame.HungUp());

    assertThat(rest(3))
        .containsExactly(
            new AgentFrame.Transcript("turn-1", Speaker.AGENT, "One two three four…", true),
            new AgentFrame.Unheard("turn-1", "five six seven eight nine ten."),
            new AgentFrame.CallEnded(EndReason.CALLER_HUNG_UP));
    assertThat(desk.turns).extracting(Turn::text).containsExactly("One two three four…");
    agent.expectComplete();
  }

  @Test
  void keepsTheHeardWordsWhenTheLegBreaks() {
    heardTwoOfFiveSeconds();

    caller.sendComplete();

    eventually(() -> assertThat(desk.lost).hasSize(1));
    assertThat(desk.turns).extracting(Turn::text).containsExactly("One two three four…");
    agent.cancel();
  }

  @Test
  void givesTheNextStreamWhatTheCallerIsHearingAndKeepsItWhenItWasHeard() {
    FakeNova.Stream model = join(false);
    model.finalText(NovaRole.USER, "u", "hello", StopReason.PARTIAL_TURN);
    model.plan("a", "Good morning.", 1_000).endSound("a", StopReason.PARTIAL_TURN);
    model.say(
        new NovaOutput.ContentStarted(
            "p", NovaOutput.ContentType.TEXT, NovaRole.ASSISTANT, NovaOutput.Stage.SPECULATIVE),
        new NovaOutput.TextSaid("p", NovaRole.ASSISTANT, "Never to be heard."));
    until(
        frame ->
            frame instanceof AgentFrame.Transcript(_, _, var text, _) && text.contains("Never"));

    model.fail(NovaFailure.Category.RETRY);

    FakeNova.Stream second = nova.next();
    assertThat(second.hearText()).isEqualTo("You are the agent of First National Bank.");
    assertThat(second.hearText()).isEqualTo("hello");
    assertThat(second.hearText()).isEqualTo("Good morning.");
    second.hearUntil(NovaInput.AudioStart.class);
    assertThat(desk.turns).extracting(Turn::text).containsExactly("hello");
    List<AgentFrame> after = untilHeard(Duration.ofSeconds(1));
    assertThat(soundMs(after)).isPositive();
    assertThat(desk.turns).extracting(Turn::text).containsExactly("hello", "Good morning.");
    agent.cancel();
  }

  @Test
  void sendsTheSilenceAheadOfAllThatWaitsAndNothingOfThatTurnAfterIt() {
    FakeNova.Stream model = join(false);
    model.plan("a", TEN, 5_000);
    until(isAudio());
    for (int i = 0; i < 20; i++) {
      model.finalText(NovaRole.USER, "u" + i, "words " + i, StopReason.PARTIAL_TURN);
    }
    model.say(
        new NovaOutput.Interrupted("m"),
        new NovaOutput.AudioSaid("a-sound", ByteString.fromArray(new byte[4_800])));
    model.endSound("a", StopReason.INTERRUPTED).plan("b", "Yes?", 100);
    eventually(() -> assertThat(desk.turns).hasSize(20));
    eventually(() -> assertThat(observer.seen).contains("barge-in"));

    assertThat(next()).isEqualTo(new AgentFrame.AudioCleared("turn-1"));
    List<AgentFrame> after = until(AgentFrame.Audio.class::isInstance);
    assertThat(after).filteredOn(frame -> frame.isSoundOf("turn-1")).isEmpty();
    agent.cancel();
  }
}
