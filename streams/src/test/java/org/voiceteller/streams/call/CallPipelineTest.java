package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.CallUnavailableException;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.call.Turn.Speaker;
import org.voiceteller.streams.nova.NovaFailure;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaOutput.StopReason;
import org.voiceteller.streams.nova.NovaRole;

/** From the first cue to the last frame: sound, barge-in, streams that end, and calls that do. */
class CallPipelineTest extends PlayedPipeline {

  @Test
  void tellsTheModelItsPartThenOpensItsEarThenCuesIt() {
    turnsBefore.add(new Turn("1", Speaker.AGENT, "Welcome."));
    turnsBefore.add(new Turn("2", Speaker.CALLER, "My balance"));
    turnsBefore.add(new Turn("3", Speaker.CALLER, "please."));
    turnsBefore.add(new Turn("4", Speaker.AGENT, "Ten dollars."));
    FakeNova.Stream model = join(true);

    assertThat(model.hear()).isInstanceOf(NovaInput.SessionStart.class);
    assertThat(((NovaInput.PromptStart) model.hear()).tools()).hasSize(1);
    assertThat(model.hear())
        .isEqualTo(new NovaInput.TextStart("call", "text-1", NovaRole.SYSTEM, false));
    assertThat(model.hearText()).isEqualTo("You are the agent of First National Bank.");
    model.hear();
    assertThat(model.hear())
        .isEqualTo(new NovaInput.TextStart("call", "text-2", NovaRole.USER, false));
    assertThat(model.hearText()).isEqualTo("My balance please.");
    model.hear();
    assertThat(model.hear())
        .isEqualTo(new NovaInput.TextStart("call", "text-3", NovaRole.ASSISTANT, false));
    assertThat(model.hearText()).isEqualTo("Ten dollars.");
    model.hear();
    assertThat(model.hear()).isEqualTo(new NovaInput.AudioStart("call", "caller"));
    assertThat(model.hear())
        .isEqualTo(new NovaInput.TextStart("call", "text-4", NovaRole.USER, true));
    assertThat(model.hearText()).isEqualTo("[The caller is back.]");
    agent.cancel();
  }

  @Test
  void tellsALegThatComesBackWhichLevelItsCallHas() {
    desk.level = Level.PHONE;

    join(true);

    assertThat(next()).isEqualTo(new AgentFrame.LevelReached(Level.PHONE));
    agent.cancel();
  }

  @Test
  void cutsTheCallersSoundIntoFramesOfThirtyTwoMilliseconds() {
    FakeNova.Stream model = join(false);
    assertThat(model.hearText()).isEqualTo("You are the agent of First National Bank.");
    assertThat(model.hearText()).isEqualTo("[The caller is connected.]");
    agent.request(10);

    for (int i = 0; i < 8; i++) {
      caller.sendNext(new CallerFrame.Audio(ByteString.fromArray(new byte[640])));
    }

    for (int i = 0; i < 5; i++) {
      var sound = (NovaInput.AudioInput) model.hearUntil(NovaInput.AudioInput.class);
      assertThat(sound.pcm().size()).isEqualTo(1_024);
    }
    agent.cancel();
  }

  @Test
  void sendsSoundAtMostSoFarAheadOfTheEar() {
    FakeNova.Stream model = join(false);
    model.plan("a", "A long story.", 5_000);

    List<AgentFrame> burst = new ArrayList<>();
    agent.request(100);
    burst.add(agent.expectNext());
    burst.add(agent.expectNext());
    for (int i = 0; i < 21; i++) {
      burst.add(agent.expectNext());
    }
    agent.expectNoMessage(scala.concurrent.duration.Duration.create(100, "ms"));
    assertThat(burst.stream().filter(isAudio())).hasSize(21);

    passes(Duration.ofMillis(301));
    for (int i = 0; i < 3; i++) {
      assertThat(agent.expectNext()).isInstanceOf(AgentFrame.Audio.class);
    }
    agent.cancel();
  }

  @Test
  void clearsTheLegAtOnceWhenTheCallerBargesInAndKeepsOnlyWhatWasHeard() {
    FakeNova.Stream model = join(false);
    model.plan("a", "One two three four five six seven eight nine ten.", 5_000);
    until(isAudio());
    agent.request(100);
    for (int i = 0; i < 20; i++) {
      agent.expectNext();
    }
    passes(Duration.ofMillis(1_000));
    for (int i = 0; i < 10; i++) {
      agent.expectNext();
    }

    model.say(new NovaOutput.Interrupted("marker"));
    assertThat(agent.expectNext()).isEqualTo(new AgentFrame.AudioCleared("turn-1"));
    model.say(new NovaOutput.AudioSaid("a-sound", ByteString.fromArray(new byte[4_800])));
    model.endSound("a", StopReason.INTERRUPTED);
    model.finalText(NovaRole.USER, "b", "stop", StopReason.PARTIAL_TURN);

    assertThat(agent.expectNext())
        .isEqualTo(new AgentFrame.Transcript("turn-1", Speaker.AGENT, "One two…", true));
    assertThat(agent.expectNext())
        .as("nine digits in a row, redacted like all words")
        .isEqualTo(new AgentFrame.Unheard("turn-1", "[social security number]."));
    assertThat(agent.expectNext())
        .isEqualTo(new AgentFrame.Transcript("turn-2", Speaker.CALLER, "stop", true));
    model.plan("c", "Yes?", 100);
    assertThat(agent.expectNext())
        .isEqualTo(new AgentFrame.Transcript("turn-3", Speaker.AGENT, "Yes?", false));
    assertThat(agent.expectNext()).isEqualTo(new AgentFrame.AudioStarted("turn-3"));
    assertThat(observer.seen).startsWith("joined", "barge-in", "turn AGENT", "turn CALLER");
    agent.cancel();
  }

  @Test
  void goesOnSilentlyWithAnotherStreamWhenNothingIsOwed() {
    FakeNova.Stream model = join(false);
    model.plan("a", "Welcome.", 100).endSound("a", StopReason.END_TURN);
    model.finalText(NovaRole.ASSISTANT, "a", "Welcome.", StopReason.END_TURN);
    untilHeard(Duration.ofMillis(100));

    model.fail(NovaFailure.Category.RETRY);

    FakeNova.Stream second = nova.next();
    second.hearUntil(NovaInput.AudioStart.class);
    caller.sendNext(new CallerFrame.TextTyped("hello"));
    assertThat(second.hearText()).isEqualTo("hello");
    agent.cancel();
  }

  @Test
  void triesAFewStreamsThenEndsTheCallWithAClearProblem() {
    join(false).fail(NovaFailure.Category.RETRY);
    nova.next().fail(NovaFailure.Category.RETRY);
    agent.request(10);
    eventually(() -> assertThat(failures()).isEqualTo(2));
    passes(SETTINGS.modelRetryPause());
    nova.next().fail(NovaFailure.Category.RETRY);

    assertThat(agent.expectNext())
        .isEqualTo(
            new AgentFrame.Problem(
                "model_unavailable", SETTINGS.model().unavailableNotice(), true));
    agent.request(1_000);
    AgentFrame last = agent.expectNext();
    while (last instanceof AgentFrame.AudioStarted
        || last instanceof AgentFrame.Audio
        || last instanceof AgentFrame.AudioEnded) {
      last = agent.expectNext();
    }
    assertThat(last).isEqualTo(new AgentFrame.CallEnded(EndReason.FAILED));
    agent.expectComplete();
    assertThat(desk.ends).containsExactly(EndReason.FAILED);
    assertThat(nova.hasOpenedNoMore()).isTrue();
    assertThat(observer.seen)
        .filteredOn(seen -> seen.startsWith("model"))
        .containsExactly(
            "model failed RETRY TestFailure",
            "model stream replaced",
            "model failed RETRY TestFailure",
            "model stream replaced",
            "model failed RETRY TestFailure");
  }

  private long failures() {
    return observer.seen.stream().filter(seen -> seen.startsWith("model failed")).count();
  }

  @Test
  void recordsTurnsLaterWhenTheJournalWasAway() {
    FakeNova.Stream model = join(false);
    desk.isAvailable = false;
    caller.sendNext(new CallerFrame.TextTyped("one"));
    caller.sendNext(new CallerFrame.TextTyped("two"));
    agent.request(10);
    agent.expectNext();
    agent.expectNext();
    assertThat(desk.turns).isEmpty();

    desk.isAvailable = true;
    passes(SETTINGS.turnRetryPause());
    model.finalText(NovaRole.USER, "x", "three", StopReason.PARTIAL_TURN);
    agent.expectNext();
    caller.sendComplete();
    agent.expectComplete();

    assertThat(desk.turns.stream().map(Turn::text)).containsExactly("one", "two", "three");
    assertThat(desk.lost).containsExactly("leg-1");
  }

  @Test
  void saysAgainThatTheCallerHasHungUpWhenTheSessionWasAway() {
    join(false);
    var unheard = new CompletableFuture<Void>();
    desk.unheardEnds.add(unheard);
    desk.isAvailable = false;
    caller.sendNext(new CallerFrame.TextTyped("one"));
    agent.request(10);
    agent.expectNext();
    caller.sendNext(new CallerFrame.HungUp());
    eventually(() -> assertThat(desk.unheardEnds).isEmpty());
    assertThat(desk.ends).isEmpty();

    desk.isAvailable = true;
    unheard.completeExceptionally(
        new CallUnavailableException("nobody there", new IllegalStateException("moved")));

    eventually(() -> assertThat(desk.ends).containsExactly(EndReason.CALLER_HUNG_UP));
    assertThat(desk.turns).extracting(Turn::text).containsExactly("one");
    assertThat(observer.seen).doesNotContain("turn not recorded");
    agent.cancel();
  }

  @Test
  void givesUpToSayThatTheCallerHasHungUpWhenTheSessionStaysAway() {
    join(false);
    desk.isAvailable = false;
    caller.sendNext(new CallerFrame.TextTyped("one"));
    agent.request(10);
    agent.expectNext();

    caller.sendNext(new CallerFrame.HungUp());

    eventually(() -> assertThat(observer.seen).containsOnlyOnce("turn not recorded"));
    assertThat(desk.ends).hasSize(9);
    agent.cancel();
  }

  @Test
  void endsTheSessionInItsOrderWhenTheDeskEndsTheCall() {
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    signals.onSignal(new Signal.LevelReached(Level.PHONE));
    assertThat(next()).isEqualTo(new AgentFrame.LevelReached(Level.PHONE));

    signals.onSignal(new Signal.CallEnded(EndReason.IDLE_TIMEOUT));

    assertThat(next()).isEqualTo(new AgentFrame.CallEnded(EndReason.IDLE_TIMEOUT));
    agent.expectComplete();
    model.hearUntil(NovaInput.PromptEnd.class);
    assertThat(model.hear()).isInstanceOf(NovaInput.SessionEnd.class);
    assertThat(desk.ends).isEmpty();
    passes(SETTINGS.modelEndGrace());
    passes(SETTINGS.modelEndGrace());
    model.heard().expectComplete();
  }

  @Test
  void leavesTheCallToTheLegThatCameAfter() {
    join(false);
    signals.onSignal(new Signal.Superseded());

    assertThat(next()).isInstanceOf(AgentFrame.Problem.class);
    agent.expectComplete();
    assertThat(desk.ends).isEmpty();
    assertThat(desk.lost).isEmpty();
  }
}
