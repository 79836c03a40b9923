package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.Challenge;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.call.Turn.Speaker;
import org.voiceteller.streams.nova.NovaFailure;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaOutput.StopReason;
import org.voiceteller.streams.nova.NovaRole;

/** What the caller keys, types and says while the bank waits for a secret. */
class SecretsInTheCallTest extends PlayedPipeline {

  @Test
  void takesKeyedDigitsAsCompleteAfterAPause() {
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    model.hearText();
    caller.sendNext(new CallerFrame.KeyPressed("5"));
    caller.sendNext(new CallerFrame.KeyPressed("55"));
    // a frame that comes back proves that the keys were taken
    caller.sendNext(new CallerFrame.TextTyped("hm"));
    assertThat(next()).isInstanceOf(AgentFrame.Transcript.class);
    assertThat(model.hearText()).isEqualTo("hm");

    passes(SETTINGS.keypadTimeout());

    assertThat(model.hearText()).isEqualTo("[Keypad: 555]");
    agent.cancel();
  }

  @Test
  void takesAKeyedCodePastTheModelAndTellsItOnlyThatItIsThere() {
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    model.hearText();
    signals.onSignal(new Signal.ChallengeOpened(Challenge.Kind.ONE_TIME_CODE, "***-***-5678"));
    assertThat(next())
        .isEqualTo(new AgentFrame.ChallengeOpened(Challenge.Kind.ONE_TIME_CODE, "***-***-5678"));

    caller.sendNext(new CallerFrame.KeyPressed("123456#"));

    assertThat(model.hearText()).isEqualTo("[The caller keyed the code.]");
    assertThat(desk.secrets).containsExactly(new Secret("123456"));
    signals.onSignal(new Signal.ChallengeClosed());
    assertThat(next()).isEqualTo(new AgentFrame.ChallengeClosed());
    caller.sendNext(new CallerFrame.KeyPressed("42#"));
    assertThat(model.hearText()).isEqualTo("[Keypad: 42]");
    assertThat(desk.secrets).hasSize(1);
    agent.cancel();
  }

  @Test
  void takesATypedAnswerPastTheModelTheRecordAndThePage() {
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    model.hearText();
    signals.onSignal(new Signal.ChallengeOpened(Challenge.Kind.SECURITY_QUESTION, null));
    next();

    caller.sendNext(new CallerFrame.TextTyped("Johnson"));

    assertThat(model.hearText()).isEqualTo("[The caller typed the answer.]");
    assertThat(desk.secrets).containsExactly(new Secret("Johnson"));
    caller.sendNext(new CallerFrame.TextTyped("I don't remember"));
    assertThat(next())
        .isEqualTo(new AgentFrame.Transcript("turn-1", Speaker.CALLER, "[withheld]", true));
    assertThat(desk.turns.stream().map(Turn::text)).containsExactly("[withheld]");
    agent.cancel();
  }

  @Test
  void redactsASpokenCodeFromThePageAndTheRecordAndLaterStreams() {
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    signals.onSignal(new Signal.ChallengeOpened(Challenge.Kind.ONE_TIME_CODE, "***-***-5678"));
    next();

    model.finalText(NovaRole.USER, "x", "it is 123456", StopReason.PARTIAL_TURN);

    assertThat(next().toString()).doesNotContain("123456");
    assertThat(desk.turns.toString()).doesNotContain("123456").contains("it is");
    model.fail(NovaFailure.Category.RETRY);
    FakeNova.Stream second = nova.next();
    assertThat(second.hearText()).isEqualTo("You are the agent of First National Bank.");
    assertThat(second.hearText()).doesNotContain("123456");
    agent.cancel();
  }

  @Test
  void saysSoWhenASecretCouldNotBeTaken() {
    join(false);
    signals.onSignal(new Signal.ChallengeOpened(Challenge.Kind.ONE_TIME_CODE, "***-***-5678"));
    next();
    desk.isAvailable = false;

    caller.sendNext(new CallerFrame.KeyPressed("123456#"));

    assertThat(next())
        .isInstanceOfSatisfying(
            AgentFrame.Problem.class, problem -> assertThat(problem.code()).isEqualTo("not_taken"));
    agent.cancel();
  }
}
