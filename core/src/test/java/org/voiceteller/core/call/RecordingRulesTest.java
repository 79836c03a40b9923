package org.voiceteller.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.call.CallRules.Joining;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.recording.RecordingTimeline;

/** When a call's recording may begin, and that all that happens to it is kept and audited. */
class RecordingRulesTest {

  private static final Instant LATER = Journal.NOON.plusSeconds(30);
  private static final String PART = "LEG-1-1";
  private static final RecordingMark.Kept KEPT =
      new RecordingMark.Kept("CALL-1/LEG-1-1.vtr", 61_240, "9f86d081");

  private final Journal call = Journal.ofCallFrom("US-CO");

  @Test
  void doesNotBeginWithoutConsent() {
    assertThat(marks(RecordingMark.started(PART, LATER))).isEqualTo(Joining.REFUSED);
    assertThat(call.events(CallEvent.RecordingMarked.class)).isEmpty();
    assertThat(call.live().mayBeRecorded()).isFalse();
  }

  @Test
  void doesNotBeginWhereAllMustAgreeBeforeTheCallerHasGoneOn() {
    Journal washington = Journal.ofCallFrom("US-WA");
    Turn disclosure = new Turn("t1", Turn.Speaker.AGENT, Journal.POLICY.disclosure().text());
    washington.keep(Journal.CALLS.takeTurn(washington.call(), "LEG-1", disclosure, LATER));
    RecordingMark started = RecordingMark.started(PART, LATER);
    assertThat(
            washington.keep(
                Journal.CALLS.markRecording(washington.call(), "LEG-1", started, LATER)))
        .isEqualTo(Joining.REFUSED);

    Turn goesOn = new Turn("t2", Turn.Speaker.CALLER, "My balance, please.");
    washington.keep(Journal.CALLS.takeTurn(washington.call(), "LEG-1", goesOn, LATER));

    assertThat(
            washington.keep(
                Journal.CALLS.markRecording(washington.call(), "LEG-1", started, LATER)))
        .isEqualTo(Joining.JOINED);
  }

  @Test
  void keepsAndAuditsAllThatHappensToIt() {
    consents();

    marks(RecordingMark.started(PART, LATER));
    marks(RecordingMark.paused(PART, LATER.plusSeconds(1), "ONE_TIME_CODE"));
    marks(RecordingMark.resumed(PART, LATER.plusSeconds(9)));
    marks(RecordingMark.withheld(PART, LATER.plusSeconds(10), LATER.plusSeconds(14), "CALLER"));
    marks(RecordingMark.ended(PART, LATER.plusSeconds(20), "CALLER_HUNG_UP", KEPT));

    List<AuditEntry> audit = call.audit().subList(call.audit().size() - 5, call.audit().size());
    assertThat(audit)
        .extracting(AuditEntry::action)
        .containsExactly(
            "RECORDING_STARTED",
            "RECORDING_PAUSED",
            "RECORDING_RESUMED",
            "RECORDING_WITHHELD",
            "RECORDING_ENDED");
    assertThat(audit.get(1).resource()).isEqualTo("LEG-1-1 ONE_TIME_CODE");
    assertThat(audit.getLast().resource())
        .isEqualTo("LEG-1-1 CALLER_HUNG_UP CALL-1/LEG-1-1.vtr 61240 ms sha256:9f86d081");
    assertThat(call.replayed()).isEqualTo(call.call());
  }

  @Test
  void keepsAMarkOnceHoweverOftenItIsTold() {
    consents();
    marks(RecordingMark.started(PART, LATER));
    int events = call.events().size();

    assertThat(marks(RecordingMark.started(PART, LATER))).isEqualTo(Joining.JOINED);

    assertThat(call.events()).hasSize(events);
  }

  @Test
  void keepsTheEndOfARecordingThatComesAfterTheEndOfItsCall() {
    consents();
    marks(RecordingMark.started(PART, LATER));
    call.keep(Journal.CALLS.end(call.call(), "LEG-1", EndReason.CALLER_HUNG_UP, LATER));
    RecordingMark ended = RecordingMark.ended(PART, LATER, "CALLER_HUNG_UP", KEPT);

    assertThat(marks(ended)).isEqualTo(Joining.JOINED);
    assertThat(marks(ended)).isEqualTo(Joining.JOINED);

    assertThat(call.audit().getLast().action()).isEqualTo("RECORDING_ENDED");
    assertThat(call.events(CallEvent.RecordingMarked.class)).hasSize(2);
    assertThat(call.call()).isInstanceOf(Call.Over.class).isEqualTo(call.replayed());
    assertThat(marks(RecordingMark.started("LEG-1-2", LATER))).isEqualTo(Joining.REFUSED);
  }

  @Test
  void keepsTheEndOfAPartWhoseLegWasSuperseded() {
    consents();
    marks(RecordingMark.started(PART, LATER));
    call.keep(
        Journal.CALLS.resume(
            call.call(),
            Journal.TOKEN.hash(),
            "LEG-2",
            new ResumeOrigin("US-CO", "192.0.2.1"),
            LATER));

    assertThat(marks(RecordingMark.started("LEG-1-2", LATER))).isEqualTo(Joining.REFUSED);
    assertThat(marks(RecordingMark.ended(PART, LATER, "SUPERSEDED", KEPT)))
        .isEqualTo(Joining.JOINED);
  }

  @Test
  void takesNothingOfAPartThatIsOverOrNeverBegan() {
    consents();
    assertThat(marks(RecordingMark.paused(PART, LATER, "ONE_TIME_CODE")))
        .isEqualTo(Joining.REFUSED);
    marks(RecordingMark.started(PART, LATER));
    marks(RecordingMark.failed(PART, LATER, "STORE_FAILED"));

    assertThat(call.audit().getLast().result()).isEqualTo(AuditEntry.Result.FAILED);
    assertThat(marks(RecordingMark.resumed(PART, LATER))).isEqualTo(Joining.REFUSED);
    assertThat(marks(RecordingMark.ended(PART, LATER, "CALLER_HUNG_UP", KEPT)))
        .isEqualTo(Joining.REFUSED);
  }

  @Test
  void tellsWhatIsNotInItInTheTimeOfTheCall() {
    RecordingTimeline timeline =
        RecordingTimeline.of(
            Journal.NOON,
            List.of(
                RecordingMark.started(PART, LATER),
                RecordingMark.paused(PART, LATER.plusSeconds(1), "ONE_TIME_CODE"),
                RecordingMark.paused(PART, LATER.plusSeconds(3), "SECURITY_QUESTION"),
                RecordingMark.resumed(PART, LATER.plusSeconds(9)),
                RecordingMark.ended(PART, LATER.plusSeconds(20), "LOST", KEPT),
                RecordingMark.started("LEG-2-1", LATER.plusSeconds(60)),
                RecordingMark.paused("LEG-2-1", LATER.plusSeconds(61), "ONE_TIME_CODE")));

    assertThat(timeline.parts())
        .extracting(RecordingTimeline.Part::name)
        .containsExactly(PART, "LEG-2-1");
    assertThat(timeline.parts().getFirst().gaps())
        .containsExactly(
            new RecordingTimeline.Gap(
                RecordingMark.Kind.PAUSED,
                LATER.plusSeconds(1),
                LATER.plusSeconds(9),
                "ONE_TIME_CODE"));
    assertThat(timeline.parts().getFirst().kept()).contains(KEPT);
    assertThat(timeline.parts().getLast().kept()).isEmpty();
    assertThat(timeline.parts().getLast().gaps().getFirst().until()).isNull();
    assertThat(timeline.offsetMs(timeline.parts().getLast().since()))
        .isEqualTo(Duration.ofSeconds(90).toMillis());
  }

  private void consents() {
    call.keep(
        new Recording(call.live(), Journal.POLICY, LATER).giveDisclosure().answer(Joining.JOINED));
    assertThat(call.live().mayBeRecorded()).isTrue();
  }

  private Joining marks(RecordingMark mark) {
    return call.keep(Journal.CALLS.markRecording(call.call(), "LEG-1", mark, LATER));
  }
}
