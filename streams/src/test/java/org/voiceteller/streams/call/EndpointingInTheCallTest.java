package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.Challenge;
import org.voiceteller.streams.nova.EndpointingSensitivity;

/** How soon a pause ends the caller's turn: for each call, and while a code is dictated. */
class EndpointingInTheCallTest extends HandTurnedCall {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private final HandNova nova = new HandNova();

  @Test
  void isAsItIsSetUnlessTheLegWishesOtherwise() {
    join(nova, "");
    assertThat(nova.stream(1).sensitivity()).isEqualTo(EndpointingSensitivity.MEDIUM);
  }

  @Test
  void isAsTheLegWishesOnEveryStreamOfTheCall() {
    join(nova, "silence-ask-after = 30 minutes", EndpointingSensitivity.LOW);
    nova.stream(1).agent("welcome", "Welcome.", 500);
    passes(Duration.ofSeconds(365));

    assertThat(nova.stream(1).sensitivity()).isEqualTo(EndpointingSensitivity.LOW);
    assertThat(nova.stream(2).sensitivity()).isEqualTo(EndpointingSensitivity.LOW);
  }

  @Test
  void waitsLongestOnAnotherStreamWhileTheBankWaitsForACode() {
    join(nova, "model.widen-for-codes = true");
    HandNova.Stream first = nova.stream(1).agent("welcome", "Welcome.", 500);
    passes(SECOND);

    first.caller("c1", "Cancel my card.");
    signals.onSignal(new Signal.ChallengeOpened(Challenge.Kind.ONE_TIME_CODE, "***-***-7890"));
    first.agent("a1", "Please tell me the code.", 1_000);
    passes(SECOND.dividedBy(2));
    assertThat(nova.stream(2).hasTheConversation()).as("the question is not heard yet").isFalse();
    passes(SECOND);

    HandNova.Stream second = nova.stream(2);
    assertThat(second.sensitivity()).isEqualTo(EndpointingSensitivity.LOW);
    assertThat(second.told()).endsWith("Please tell me the code.");

    second.caller("c2", "One two three four five six.");
    signals.onSignal(new Signal.ChallengeClosed());
    second.agent("a2", "Thank you.", 300);
    passes(SECOND);
    assertThat(nova.stream(3).hasTheConversation()).isTrue();
    assertThat(nova.stream(3).sensitivity()).isEqualTo(EndpointingSensitivity.MEDIUM);
  }

  @Test
  void staysOnItsStreamForACodeUnlessItIsSetOtherwise() {
    join(nova, "");
    HandNova.Stream first = nova.stream(1).agent("welcome", "Welcome.", 500);
    signals.onSignal(new Signal.ChallengeOpened(Challenge.Kind.ONE_TIME_CODE, "***-***-7890"));
    first.agent("a1", "Please tell me the code.", 1_000);
    passes(SECOND.multipliedBy(5));

    assertThat(nova.streams).hasSize(1);
  }

  @Test
  void givesUpTheNextStreamWhenTheCodeWasGivenMeanwhile() {
    join(nova, "model.widen-for-codes = true");
    HandNova.Stream first = nova.stream(1).agent("welcome", "Welcome.", 500);
    passes(SECOND);
    signals.onSignal(new Signal.ChallengeOpened(Challenge.Kind.ONE_TIME_CODE, "***-***-7890"));
    first.begin("a1", "Please tell me the code.", 3_000);
    assertThat(nova.streams).hasSize(2);

    signals.onSignal(new Signal.ChallengeClosed());
    first.end("a1", "Please tell me the code.");
    passes(SECOND.multipliedBy(5));

    assertThat(nova.stream(2).hasTheConversation()).isFalse();
    assertThat(nova.streams).hasSize(2);
  }
}
