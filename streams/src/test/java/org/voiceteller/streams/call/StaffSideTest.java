package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.call.CallEar.Heard;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.CallTransfer;
import org.voiceteller.core.call.Challenge;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.HandOff;
import org.voiceteller.core.call.Pcm;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.call.Turn.Speaker;
import org.voiceteller.streams.nova.NovaFailure;
import org.voiceteller.streams.nova.NovaOutput;

/** A person takes the call: the agent is silent, and the caller hears the person. */
class StaffSideTest extends HandTurnedCall {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  private static final HandOff QUEUED = new HandOff(HandOff.Reason.ASKED_FOR_PERSON, NOON, null);

  private final HandNova nova = new HandNova();

  private static HandOff taken(String takeId) {
    return new HandOff(
        HandOff.Reason.ASKED_FOR_PERSON, NOON, new HandOff.Taken(takeId, "Pat", NOON));
  }

  private HandNova.Stream greeted() {
    join(nova, "silence-ask-after = 30 minutes");
    HandNova.Stream first = nova.stream(1).agent("welcome", "Welcome.", 100);
    passes(SECOND);
    return first;
  }

  private void told(Signal signal) {
    signals.onSignal(signal);
  }

  private List<ByteString> soundsHeard() {
    return heard.stream()
        .filter(AgentFrame.Audio.class::isInstance)
        .map(frame -> ((AgentFrame.Audio) frame).pcm())
        .toList();
  }

  @Test
  void whoWaitsIsToldSoByTheAgentThatGoesOn() {
    staffIsThere = () -> true;
    HandNova.Stream first = greeted();

    told(new Signal.HandOffChanged(QUEUED, "call=C;level=1"));

    assertThat(first.told()).endsWith(Cue.QUEUED);
    assertThat(heard)
        .contains(
            new AgentFrame.HandOffChanged(
                HandOff.State.QUEUED, HandOff.Reason.ASKED_FOR_PERSON, "call=C;level=1"));
    assertThat(nova.streams).hasSize(1);
  }

  @Test
  void whoWaitsForNobodyIsToldThatToo() {
    HandNova.Stream first = greeted();

    told(new Signal.HandOffChanged(QUEUED));

    assertThat(first.told()).endsWith(Cue.QUEUED_UNATTENDED);
  }

  @Test
  void whoWaitsMaySayNothingForAsLongAsTheyWait() {
    join(nova, "silence-ask-after = 30 seconds");
    HandNova.Stream first = nova.stream(1).agent("welcome", "Welcome.", 100);
    passes(SECOND);
    told(new Signal.HandOffChanged(QUEUED));
    passes(SECOND.multipliedBy(300));
    assertThat(first.told()).doesNotContain(Cue.SILENT);

    told(new Signal.HandOffChanged(null));
    passes(SECOND.multipliedBy(31));
    assertThat(first.told()).endsWith(Cue.SILENT);
  }

  @Test
  void whoCouldNotBeTransferredIsTheAgentsAgainAndHearsSo() {
    HandNova.Stream first = greeted();
    told(new Signal.HandOffChanged(QUEUED));
    transfers(CallTransfer.State.BEGUN, null);
    transfers(CallTransfer.State.FAILED, 486);
    told(new Signal.HandOffChanged(null));

    assertThat(first.told()).endsWith(Cue.NOBODY_REACHED);
    assertThat(desk.transfers)
        .containsExactly(
            new CallTransfer(CallTransfer.State.BEGUN, CallTransfer.Way.REFER, null),
            new CallTransfer(CallTransfer.State.FAILED, CallTransfer.Way.REFER, 486));
    assertThat(heard).noneMatch(AgentFrame.CallEnded.class::isInstance);
  }

  @Test
  void aCallThatIsTransferredIsOverForTheBank() {
    greeted();
    told(new Signal.HandOffChanged(QUEUED));
    transfers(CallTransfer.State.DONE, 200);
    passes(SECOND.multipliedBy(30));

    assertThat(desk.transfers).hasSize(1);
    assertThat(desk.ends).as("the session ends it by itself").isEmpty();
    assertThat(heard).endsWith(new AgentFrame.CallEnded(EndReason.TRANSFERRED));
  }

  private void transfers(CallTransfer.State state, @Nullable Integer status) {
    caller.offer(
        new CallerFrame.Transferring(new CallTransfer(state, CallTransfer.Way.REFER, status)));
  }

  @Test
  void theAgentIsSilentAtOnceAndHearsNothingMore() {
    HandNova.Stream first = greeted();
    first.begin("long", "This is a long story.", 5_000);
    passes(Duration.ofMillis(500));
    int sounded = soundsHeard().size();

    told(new Signal.HandOffChanged(taken("TAKE-1")));
    types("Are you a person?");
    sounds(AttentiveModel.speech(1, 1));
    passes(SECOND.multipliedBy(30));

    assertThat(heard).contains(AgentFrame.HandOffChanged.to(taken("TAKE-1"), null));
    assertThat(heard).hasAtLeastOneElementOfType(AgentFrame.AudioCleared.class);
    assertThat(soundsHeard()).hasSize(sounded);
    assertThat(first.told()).doesNotContain("Are you a person?");
    assertThat(turns(Speaker.CALLER)).containsExactly("Are you a person?");
    assertThat(nova.streams).as("no stream is opened meanwhile").hasSize(1);
    assertThat(seen("caller held")).isEmpty();
  }

  @Test
  void theCallerReadsAndHearsThePerson() {
    greeted();
    told(new Signal.HandOffChanged(taken("TAKE-1")));
    int before = soundsHeard().size();
    byte[] voice = new byte[960];
    voice[0] = 7;

    told(new Signal.StaffSaid(new Turn("s1", Speaker.STAFF, "Good evening.")));
    told(new Signal.StaffSound("TAKE-1", new Pcm(new byte[960])));
    told(new Signal.StaffMicrophone("TAKE-1", true));
    told(new Signal.StaffSound("TAKE-0", new Pcm(new byte[960])));
    told(new Signal.StaffSound("TAKE-1", new Pcm(voice)));
    told(new Signal.StaffMicrophone("TAKE-1", false));
    told(new Signal.StaffSound("TAKE-1", new Pcm(new byte[960])));
    passes(SECOND);

    assertThat(transcripts(Speaker.STAFF)).containsExactly("Good evening.");
    assertThat(soundsHeard().subList(before, soundsHeard().size()))
        .as("with an open microphone, under the present take")
        .containsExactly(ByteString.fromArray(voice));
    assertThat(desk.turns)
        .as("the session has kept it")
        .noneMatch(t -> t.speaker() == Speaker.STAFF);
  }

  @Test
  void givenBackTheAgentGoesOnKnowingWhatWasSaid() {
    HandNova.Stream first = greeted();
    first.caller("c", "I want a person.").agent("a", "Certainly.", 100);
    passes(SECOND);
    told(new Signal.HandOffChanged(taken("TAKE-1")));
    types("My card is stuck in the machine.");
    told(new Signal.StaffSaid(new Turn("s1", Speaker.STAFF, "A new one is on its way.")));
    sounds(AttentiveModel.speech(1, 1));

    told(new Signal.HandOffChanged(null));

    HandNova.Stream second = nova.stream(2);
    assertThat(second.history())
        .containsExactly(
            "USER: I want a person.",
            "ASSISTANT: Certainly.",
            "USER: My card is stuck in the machine.",
            "ASSISTANT: A new one is on its way.");
    assertThat(second.told()).endsWith(Cue.GIVEN_BACK);
    assertThat(second.replayed()).as("what was said to the person").isEmpty();
    assertThat(heard).contains(AgentFrame.HandOffChanged.to(null, null));
    types("What is my balance?");
    assertThat(second.told()).endsWith("What is my balance?");
  }

  @Test
  void aCallerWhosePersonIsGoneIsToldSo() {
    greeted();
    told(new Signal.HandOffChanged(taken("TAKE-1")));

    told(new Signal.HandOffChanged(QUEUED));

    assertThat(nova.stream(2).told()).containsExactly(Cue.STAFF_LOST);
  }

  @Test
  void withoutAModelTheCallerWaitsForWhoeverIsThere() {
    staffIsThere = () -> true;
    HandNova.Stream first = greeted();

    first.fail(NovaFailure.Category.ASK_A_PERSON);
    passes(SECOND.multipliedBy(20));

    assertThat(desk.askedForPerson).containsExactly(HandOff.Reason.MODEL_UNAVAILABLE);
    assertThat(desk.ends).isEmpty();
    assertThat(seen("caller held")).hasSizeBetween(4, 6);
    told(new Signal.HandOffChanged(taken("TAKE-1")));
    int tones = seen("caller held").size();
    passes(Duration.ofMinutes(5));
    assertThat(seen("caller held")).hasSize(tones);
    assertThat(desk.ends).isEmpty();
  }

  @Test
  void whoWaitsForNobodyIsToldAndTheCallEnds() {
    staffIsThere = () -> true;
    greeted().fail(NovaFailure.Category.ASK_A_PERSON);

    passes(Duration.ofMinutes(3));

    assertThat(desk.ends).containsExactly(EndReason.FAILED);
    assertThat(heard).hasAtLeastOneElementOfType(AgentFrame.Problem.class);
  }

  @Test
  void whoListensIsToldWhatTheCallerWillNotHear() {
    List<Heard> overheard = new ArrayList<>();
    HandNova.Stream first = greeted();
    told(new Signal.HeardBy(List.of(overheard::add)));
    first.begin("a", "It is quite a long story.", 8_000);
    passes(SECOND);
    assertThat(overheard).doesNotContain(new Heard.AgentCleared());

    first.say(new NovaOutput.Interrupted("a"));

    assertThat(overheard).containsOnlyOnce(new Heard.AgentCleared());
  }

  @Test
  void whoListensHearsBothSidesButNoSecret() {
    List<Heard> overheard = new ArrayList<>();
    HandNova.Stream first = greeted();
    told(new Signal.HeardBy(List.of(overheard::add)));
    sounds(AttentiveModel.speech(1, 1));
    first.caller("c", "Hello.").agent("a", "Certainly.", 100);
    passes(SECOND);
    assertThat(overheard)
        .hasAtLeastOneElementOfType(Heard.CallerSound.class)
        .hasAtLeastOneElementOfType(Heard.AgentSound.class)
        .anyMatch(
            words ->
                words instanceof Heard.Words(_, var speaker, var text, var isFinal)
                    && speaker == Speaker.CALLER
                    && text.equals("Hello.")
                    && isFinal);

    told(new Signal.ChallengeOpened(Challenge.Kind.ONE_TIME_CODE, "***-***-5678"));
    passes(SECOND);
    assertThat(overheard).contains(new Heard.SecretAwaited(Challenge.Kind.ONE_TIME_CODE));
    overheard.clear();
    sounds(AttentiveModel.speech(1, 2));
    first.agent("b", "One moment.", 100);
    passes(SECOND);
    assertThat(overheard)
        .doesNotHaveAnyElementsOfTypes(Heard.CallerSound.class, Heard.AgentSound.class);

    told(new Signal.HeardBy(List.of()));
    overheard.clear();
    told(new Signal.ChallengeClosed());
    sounds(AttentiveModel.speech(1, 3));
    assertThat(overheard).isEmpty();
  }
}
