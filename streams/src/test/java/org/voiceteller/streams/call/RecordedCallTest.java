package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.util.ByteString;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.Challenge;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.Turn.Speaker;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.recording.RecordingMark.Kind;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaOutput.ContentType;
import org.voiceteller.streams.nova.NovaOutput.Stage;
import org.voiceteller.streams.nova.NovaOutput.StopReason;
import org.voiceteller.streams.nova.NovaRole;
import org.voiceteller.streams.recording.FakeRecordingStore;
import org.voiceteller.streams.recording.RecordingSettings;
import org.voiceteller.streams.recording.Recordings;

/**
 * What of a call's sound is recorded. Each stretch of sound has a sample of its own, which is
 * looked for in all that ever reached the store.
 */
class RecordedCallTest extends HandTurnedCall {

  private static final int CALLER = 0;
  private static final int AGENT = 1;
  private static final short HELLO = 1_111;
  private static final short SECRET = 2_222;
  private static final short THANKS = 3_333;
  private static final short ANSWER = 4_444;
  private static final short ECHO = 5_555;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Offset<Long> A_FRAME = Offset.offset(FRAME.toMillis() + 1);

  private final FakeRecordingStore store = new FakeRecordingStore();
  private final HandNova nova = new HandNova();

  @BeforeEach
  void record() {
    recordings =
        Recordings.create(
            RecordingSettings.from(
                ConfigFactory.parseString("voice-teller.recording.enabled = true")
                    .withFallback(ConfigFactory.load())),
            store);
    join(nova, "model { answer-timeout = 60 s }");
  }

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
    callerSounds(HELLO, SECOND.multipliedBy(30));
    agentSounds("a", "Welcome.", ANSWER, 1_000);
    passes(SECOND.multipliedBy(30));
    hangsUp();

    assertThat(store.parts).isEmpty();
    assertThat(desk.marks).isEmpty();
  }

  @Test
  void keepsNothingWhenTheJournalDoesNotTakeItsBeginning() {
    desk.mayRecord = false;
    consents();
    callerSounds(HELLO, SECOND.multipliedBy(30));
    hangsUp();

    assertThat(store.parts).isEmpty();
    assertThat(seen("recording failed")).containsExactly("recording failed NOT_JOURNALLED");
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
  void handsSoundOnSecondBySecondWhenItWasHeldBackForLongEnough() {
    consents();
    callerSounds(HELLO, SECOND.multipliedBy(25));

    assertThat(store.parts.getFirst().writes).hasSizeBetween(4, 5);
    assertThat(store.parts.getFirst().finished).isFalse();
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

  @Test
  void aStoreThatIsTooSlowEndsTheRecordingAndNothingElse() {
    store.writing = new CompletableFuture<>();
    consents();
    callerSounds(HELLO, SECOND.multipliedBy(40));
    nova.stream(1).caller("u1", "hello");

    assertThat(kinds()).containsExactly(Kind.STARTED, Kind.FAILED);
    assertThat(desk.marks.getLast().reason()).isEqualTo("STORE_TOO_SLOW");
    assertThat(seen("recording failed")).containsExactly("recording failed STORE_TOO_SLOW");
    assertThat(transcripts(Speaker.CALLER)).containsExactly("hello");
    hangsUp();
    assertThat(kinds()).containsExactly(Kind.STARTED, Kind.FAILED);
  }

  @Test
  void aStoreThatFailsEndsTheRecordingAndNothingElse() {
    consents();
    callerSounds(HELLO, SECOND.multipliedBy(22));
    store.writing = CompletableFuture.failedFuture(new IllegalStateException("disk full"));
    callerSounds(HELLO, SECOND.multipliedBy(3));
    hangsUp();

    assertThat(kinds()).containsExactly(Kind.STARTED, Kind.FAILED);
    assertThat(desk.marks.getLast().reason()).isEqualTo("STORE_FAILED");
    assertThat(store.parts.getFirst().writes).isNotEmpty();
    assertThat(store.parts.getFirst().abandoned).isTrue();
    assertThat(seen("recording dropped")).isNotEmpty();
  }

  @Test
  void aStoreThatTakesNoPartAtAllIsTold() {
    store.beginning = CompletableFuture.failedFuture(new IllegalStateException("no key"));
    consents();
    callerSounds(HELLO, SECOND.multipliedBy(30));
    hangsUp();

    assertThat(kinds()).containsExactly(Kind.STARTED, Kind.FAILED);
  }

  private void consents() {
    signals.onSignal(new Signal.RecordingConsent(true));
  }

  private void hangsUp() {
    caller.offer(new CallerFrame.HungUp());
    assertThat(desk.ends).containsExactly(EndReason.CALLER_HUNG_UP);
  }

  private List<Kind> kinds() {
    return desk.marks.stream().map(RecordingMark::kind).toList();
  }

  private void callerSounds(short sample, Duration length) {
    ByteString frame = ByteString.fromArray(pcm(sample, (int) FRAME.toMillis() * 16));
    for (long ms = 0; ms < length.toMillis(); ms += FRAME.toMillis()) {
      sounds(frame);
    }
  }

  private void agentSounds(String id, String text, short sample, int soundMs) {
    nova.stream(1)
        .say(
            new NovaOutput.ContentStarted(
                id + "-plan", ContentType.TEXT, NovaRole.ASSISTANT, Stage.SPECULATIVE),
            new NovaOutput.TextSaid(id + "-plan", NovaRole.ASSISTANT, text),
            new NovaOutput.ContentEnded(id + "-plan", ContentType.TEXT, StopReason.PARTIAL_TURN),
            new NovaOutput.ContentStarted(id, ContentType.AUDIO, NovaRole.ASSISTANT, null),
            new NovaOutput.AudioSaid(id, ByteString.fromArray(pcm(sample, soundMs * 24))))
        .end(id, text);
  }

  private static byte[] pcm(short sample, int samples) {
    byte[] pcm = new byte[samples * 2];
    for (int i = 0; i < pcm.length; i += 2) {
      pcm[i] = (byte) sample;
      pcm[i + 1] = (byte) (sample >> 8);
    }
    return pcm;
  }
}
