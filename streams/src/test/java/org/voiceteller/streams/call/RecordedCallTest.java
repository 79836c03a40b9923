package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.Challenge;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.recording.RecordingMark.Kind;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.recording.FakeRecordingStore;

/** What of a call's sound is recorded. */
class RecordedCallTest extends RecordedCall {

  @Test
  void keepsBothSidesFromTheConsentOnAndNothingOfBefore() {
    callerSounds(SECRET, SECOND);
    agentSounds("a", "Welcome.", ECHO, 1_000);
    passes(SECOND.multipliedBy(2));

    consents();
    Instant consent = clock.instant();
    callerSounds(HELLO, SECOND);
    agentSounds("b", "Your balance is fine.", ANSWER, 2_000);
    passes(SECOND.multipliedBy(3));
    hangsUp();

    FakeRecordingStore.Kept part = store.parts.getFirst();
    assertThat(part.since).isEqualTo(consent);
    assertThat(part.ms(CALLER, HELLO)).isCloseTo(1_000, A_FRAME);
    assertThat(part.firstMs(CALLER, HELLO)).isCloseTo(0, A_FRAME);
    assertThat(part.ms(AGENT, ANSWER)).isCloseTo(2_000, A_FRAME);
    assertThat(part.firstMs(AGENT, ANSWER)).isCloseTo(1_000, A_FRAME);
    assertThat(part.ms(CALLER, SECRET) + part.ms(AGENT, ECHO)).isZero();
    assertThat(part.ms(AGENT, HELLO) + part.ms(CALLER, ANSWER)).isZero();
    assertThat(kinds()).containsExactly(Kind.STARTED, Kind.ENDED);
    assertThat(desk.marks.getLast().reason()).isEqualTo("CALLER_HUNG_UP");
    assertThat(desk.marks.getLast().kept()).isNotNull();
    assertThat(part.finished).isTrue();
  }

  @Test
  void keepsNothingWithoutConsent() {
    signals.onSignal(new Signal.RecordingConsent(false));
    callerSounds(HELLO, SECOND.multipliedBy(30));
    agentSounds("a", "Welcome.", ANSWER, 1_000);
    passes(SECOND.multipliedBy(30));
    hangsUp();

    assertThat(store.parts).isEmpty();
    assertThat(desk.marks).isEmpty();
  }

  @Test
  void leavesBothSidesOutFromTheQuestionForASecretToTheAgentsAnswer() {
    consents();
    callerSounds(HELLO, SECOND);
    signals.onSignal(new Signal.ChallengeOpened(Challenge.Kind.ONE_TIME_CODE, "***-***-5678"));
    agentSounds("a", "Please say the code.", ECHO, 1_000);
    passes(SECOND.multipliedBy(2));
    callerSounds(SECRET, SECOND.multipliedBy(3));
    caller.offer(new CallerFrame.KeyPressed("123456#"));
    signals.onSignal(new Signal.ChallengeClosed());
    callerSounds(SECRET, SECOND);
    agentSounds("b", "Thank you.", ANSWER, 1_000);
    passes(SECOND.multipliedBy(2));
    callerSounds(THANKS, SECOND);
    hangsUp();

    FakeRecordingStore.Kept part = store.parts.getFirst();
    assertThat(part.ms(CALLER, SECRET) + part.ms(AGENT, ECHO)).isZero();
    assertThat(part.ms(CALLER, HELLO)).isCloseTo(1_000, A_FRAME);
    assertThat(part.ms(AGENT, ANSWER)).isCloseTo(1_000, A_FRAME);
    assertThat(part.ms(CALLER, THANKS)).isCloseTo(1_000, A_FRAME);
    assertThat(part.firstMs(CALLER, THANKS)).as("the gap keeps its time").isGreaterThan(8_000);
    assertThat(kinds()).containsExactly(Kind.STARTED, Kind.PAUSED, Kind.RESUMED, Kind.ENDED);
    assertThat(desk.marks.get(1).reason()).isEqualTo("ONE_TIME_CODE");
  }

  @Test
  void goesOnSomeTimeAfterASecretThatTheAgentSaysNothingTo() {
    consents();
    signals.onSignal(new Signal.ChallengeOpened(Challenge.Kind.SECURITY_QUESTION, null));
    signals.onSignal(new Signal.ChallengeClosed());
    callerSounds(SECRET, SECOND.multipliedBy(9));
    passes(SECOND);
    callerSounds(THANKS, SECOND);
    hangsUp();

    FakeRecordingStore.Kept part = store.parts.getFirst();
    assertThat(part.ms(CALLER, SECRET)).isZero();
    assertThat(part.ms(CALLER, THANKS)).isCloseTo(1_000, A_FRAME);
  }

  @Test
  void isPausedFromItsBeginningWhileASecretIsAwaited() {
    signals.onSignal(new Signal.ChallengeOpened(Challenge.Kind.SECURITY_QUESTION, null));
    consents();
    callerSounds(SECRET, SECOND);
    hangsUp();

    assertThat(store.parts.getFirst().writes).isEmpty();
    assertThat(kinds()).containsExactly(Kind.STARTED, Kind.PAUSED, Kind.ENDED);
  }

  @Test
  void leavesOutACardNumberThatNobodyAskedFor() {
    consents();
    callerSounds(HELLO, SECOND);
    passes(SECOND);
    nova.stream(1).caller("u1", "hello");
    agentSounds("a", "How may I help you?", ANSWER, 1_000);
    passes(SECOND.multipliedBy(5));
    callerSounds(SECRET, SECOND.multipliedBy(8));
    passes(SECOND);
    nova.stream(1).caller("u2", "my card is 4111 1111 1111 1111");
    callerSounds(THANKS, SECOND.multipliedBy(30));
    hangsUp();

    FakeRecordingStore.Kept part = store.parts.getFirst();
    assertThat(part.ms(CALLER, SECRET)).isZero();
    assertThat(part.ms(CALLER, HELLO)).isCloseTo(1_000, A_FRAME);
    assertThat(part.ms(AGENT, ANSWER)).isCloseTo(1_000, A_FRAME);
    assertThat(part.ms(CALLER, THANKS)).isCloseTo(30_000, A_FRAME);
    assertThat(kinds()).containsExactly(Kind.STARTED, Kind.WITHHELD, Kind.ENDED);
  }

  @Test
  void leavesOutATurnInWhichTheAgentRepeatsASecret() {
    consents();
    agentSounds("a", "I heard 4111 1111 1111 1111.", SECRET, 3_000);
    passes(SECOND.multipliedBy(5));
    agentSounds("b", "Never tell me that.", ANSWER, 1_000);
    passes(SECOND.multipliedBy(3));
    hangsUp();

    FakeRecordingStore.Kept part = store.parts.getFirst();
    assertThat(part.ms(AGENT, SECRET)).isZero();
    assertThat(part.ms(AGENT, ANSWER)).isCloseTo(1_000, A_FRAME);
    assertThat(kinds()).containsExactly(Kind.STARTED, Kind.WITHHELD, Kind.ENDED);
  }

  @Test
  void leavesOutTheWholeTurnOfASecretThatIsKnownWhenItsSoundIsThere() {
    consents();
    agentSounds("a", "I heard it.", "I heard 4111 1111 1111 1111.", SECRET, 3_000);
    passes(SECOND.multipliedBy(5));
    hangsUp();

    assertThat(store.parts.getFirst().ms(AGENT, SECRET)).isZero();
    assertThat(kinds()).containsExactly(Kind.STARTED, Kind.WITHHELD, Kind.ENDED);
  }

  @Test
  void leavesOutSoundThatCameTooEarlyAndBelongsToASecret() {
    consents();
    passes(SECOND);
    ByteString frame = ByteString.fromArray(pcm(SECRET, (int) FRAME.toMillis() * 16));
    for (int i = 0; i < 100; i++) {
      caller.offer(new CallerFrame.Audio(frame));
    }
    passes(SECOND);
    signals.onSignal(new Signal.ChallengeOpened(Challenge.Kind.ONE_TIME_CODE, "***-***-5678"));
    passes(SECOND.multipliedBy(5));
    hangsUp();

    assertThat(store.parts.getFirst().ms(CALLER, SECRET)).isCloseTo(1_000, A_FRAME);
  }

  @Test
  void keepsOfTheAgentOnlyWhatWasHeardBeforeTheCallerSpokeOverIt() {
    consents();
    agentSounds("a", "One two three four five six seven eight nine ten.", ANSWER, 5_000);
    passes(SECOND.multipliedBy(2));
    nova.stream(1).say(new NovaOutput.Interrupted("m"));
    passes(SECOND.multipliedBy(5));
    hangsUp();

    assertThat(store.parts.getFirst().ms(AGENT, ANSWER)).isCloseTo(2_000, A_FRAME);
  }

  @Test
  void keepsOfTheAgentOnlyWhatWasHeardBeforeTheCallerHungUp() {
    consents();
    agentSounds("a", "One two three four five six seven eight nine ten.", ANSWER, 5_000);
    passes(SECOND.multipliedBy(2));
    hangsUp();

    assertThat(store.parts.getFirst().ms(AGENT, ANSWER)).isCloseTo(2_000, A_FRAME);
  }

  @Test
  void believesTheLegThatItsEarIsBehind() {
    consents();
    agentSounds("a", "One two three four five six seven eight nine ten.", ANSWER, 5_000);
    passes(SECOND.multipliedBy(2));
    caller.offer(new CallerFrame.PlaybackPosition("turn-1", 1_000));
    nova.stream(1).say(new NovaOutput.Interrupted("m"));
    passes(SECOND.multipliedBy(5));
    hangsUp();

    assertThat(store.parts.getFirst().ms(AGENT, ANSWER)).isCloseTo(1_000, A_FRAME);
  }

  @Test
  void theAgentLiesWhereTheEarHeardIt() {
    consents();
    agentSounds("a", "One two three four five six.", ANSWER, 3_000);
    passes(SECOND.multipliedBy(2));
    caller.offer(new CallerFrame.PlaybackPosition("turn-1", 1_000));
    passes(SECOND.multipliedBy(5));
    hangsUp();

    assertThat(store.parts.getFirst().endMs(AGENT, ANSWER)).isCloseTo(4_000, A_FRAME);
  }

  @Test
  void keepsTheWholeOfWhatTheBankSaidLast() {
    consents();
    agentSounds("a", "Goodbye.", ANSWER, 8_000);
    signals.onSignal(new Signal.CallEnded(EndReason.IDLE_TIMEOUT));
    passes(SECOND.multipliedBy(10));

    assertThat(store.parts.getFirst().ms(AGENT, ANSWER)).isCloseTo(8_000, A_FRAME);
    assertThat(store.parts.getFirst().finished).isTrue();
  }

  @Test
  void endsWhenTheConsentIsLostAndBeginsAnotherPartWithANewOne() {
    consents();
    callerSounds(HELLO, SECOND);
    signals.onSignal(new Signal.RecordingConsent(false));
    callerSounds(SECRET, SECOND);
    consents();
    callerSounds(THANKS, SECOND);
    hangsUp();

    assertThat(store.parts).extracting(part -> part.name).containsExactly("leg-1-1", "leg-1-2");
    assertThat(store.parts.getFirst().ms(CALLER, HELLO)).isCloseTo(1_000, A_FRAME);
    assertThat(store.parts.getLast().ms(CALLER, THANKS)).isCloseTo(1_000, A_FRAME);
    assertThat(store.parts).allSatisfy(part -> assertThat(part.ms(CALLER, SECRET)).isZero());
    assertThat(kinds()).containsExactly(Kind.STARTED, Kind.ENDED, Kind.STARTED, Kind.ENDED);
  }

  @Test
  void aBrokenLegEndsItsPart() {
    consents();
    callerSounds(HELLO, SECOND);
    caller.complete();

    assertThat(store.parts.getFirst().ms(CALLER, HELLO)).isCloseTo(1_000, A_FRAME);
    assertThat(desk.marks.getLast().reason()).isEqualTo("LOST");
  }
}
