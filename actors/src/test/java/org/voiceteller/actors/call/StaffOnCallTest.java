package org.voiceteller.actors.call;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceteller.actors.call.CallSession.Command;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.CallTransfer;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.HandOff;
import org.voiceteller.core.call.Turn;

/** Those of the bank who have a line to a call, before its session. */
class StaffOnCallTest extends CallSessionCase {

  @RegisterExtension static final SessionKit KIT = new SessionKit();
  private static final Turn HELLO = new Turn("s1", Turn.Speaker.STAFF, "Good evening.");

  private static final String SUMMARY = "call=%s;level=0;reason=taken-unasked";

  private final TestProbe<StaffLine.Message> pat = KIT.actors().createTestProbe();
  private final TestProbe<StaffLine.Message> kim = KIT.actors().createTestProbe();

  StaffOnCallTest() {
    super(KIT);
  }

  private void staff(StaffCommand command) {
    session.tell(new Command.Staff(command));
  }

  private HandOff patTakesTheCall() {
    open();
    staff(new StaffCommand.Take("TAKE-1", "Pat", pat.getRef()));
    HandOff handOff =
        requireNonNull(pat.expectMessageClass(StaffLine.Message.Attached.class).state().handOff());
    leg.expectMessage(new LegLink.Message.Deliver(new Signal.HandOffChanged(handOff)));
    leg.expectMessage(new LegLink.Message.HearBy(List.of(pat.getRef())));
    return handOff;
  }

  private void say(String takeId, TestProbe<StaffLine.Message> line, Turn turn) {
    staff(new StaffCommand.Say(takeId, "Pat", turn, line.getRef()));
  }

  @Test
  void oneOfTwoHasTheCall() {
    patTakesTheCall();

    staff(new StaffCommand.Take("TAKE-2", "Kim", kim.getRef()));

    kim.expectMessage(new StaffLine.Message.TakenByAnother("Pat"));
  }

  @Test
  void whatIsSaidIsKeptAndReachesTheCallerUntilTheCallIsGivenBack() {
    patTakesTheCall();
    say("TAKE-1", pat, HELLO);
    leg.expectMessage(new LegLink.Message.Deliver(new Signal.StaffSaid(HELLO)));

    staff(new StaffCommand.GiveBack("TAKE-1"));
    leg.expectMessage(new LegLink.Message.Deliver(new Signal.HandOffChanged(null)));
    assertThat(pat.expectMessageClass(StaffLine.Message.Changed.class).state().handOff()).isNull();
    leg.expectMessage(new LegLink.Message.HearBy(List.of()));
    staff(new StaffCommand.IsAlive("TAKE-1", pat.getRef()));
    assertThat(pat.expectMessageClass(StaffLine.Message.Changed.class).state().handOff()).isNull();
    say("TAKE-1", pat, new Turn("s2", Turn.Speaker.STAFF, "One more thing."));

    pat.expectMessage(new StaffLine.Message.WordsRefused("s2"));
    leg.expectNoMessage(Duration.ZERO);
    awaitEvent(CallEvent.HandOffLeft.class, true);
  }

  @Test
  void aLineThatIsSilentForTooLongLeavesItsCallerInTheQueue() {
    HandOff taken = patTakesTheCall();
    pass(Duration.ofSeconds(6));
    staff(new StaffCommand.IsAlive("TAKE-1", pat.getRef()));
    pass(Duration.ofSeconds(6));
    leg.expectNoMessage(Duration.ZERO);

    pass(Duration.ofSeconds(8));

    leg.expectMessage(new LegLink.Message.HearBy(List.of()));
    leg.expectMessage(
        new LegLink.Message.Deliver(
            new Signal.HandOffChanged(
                new HandOff(taken.reason(), taken.since(), null), SUMMARY.formatted(callId))));
  }

  @Test
  void aLineThatIsClosedWithoutAWordDoesSoAtOnce() {
    HandOff taken = patTakesTheCall();

    staff(new StaffCommand.Leave("TAKE-1", pat.getRef()));

    leg.expectMessage(
        new LegLink.Message.Deliver(
            new Signal.HandOffChanged(
                new HandOff(taken.reason(), taken.since(), null), SUMMARY.formatted(callId))));
    leg.expectMessage(new LegLink.Message.HearBy(List.of()));
  }

  @Test
  void aSessionThatStartedAnewKnowsItsPersonAgain() {
    HandOff taken = patTakesTheCall();
    restart();
    session.tell(new Command.LegIsAlive("LEG-1", leg.getRef()));
    leg.expectMessage(new LegLink.Message.Deliver(new Signal.HandOffChanged(taken)));

    staff(new StaffCommand.IsAlive("TAKE-1", pat.getRef()));
    leg.expectMessage(new LegLink.Message.HearBy(List.of(pat.getRef())));
    pass(Duration.ofSeconds(6));
    staff(new StaffCommand.IsAlive("TAKE-1", pat.getRef()));
    pass(Duration.ofSeconds(6));

    say("TAKE-1", pat, HELLO);
    leg.expectMessage(new LegLink.Message.Deliver(new Signal.StaffSaid(HELLO)));
  }

  @Test
  void aSessionThatStartedAnewAndHearsOfNobodyPutsTheCallerBackIntoTheQueue() {
    HandOff taken = patTakesTheCall();
    restart();
    session.tell(new Command.LegIsAlive("LEG-1", leg.getRef()));
    leg.expectMessage(new LegLink.Message.Deliver(new Signal.HandOffChanged(taken)));

    for (int i = 0; i < 7; i++) {
      pass(Duration.ofSeconds(2));
    }

    leg.expectMessage(
        new LegLink.Message.Deliver(
            new Signal.HandOffChanged(
                new HandOff(taken.reason(), taken.since(), null), SUMMARY.formatted(callId))));
  }

  @Test
  void aCallerOnTheWayToAnotherLineIsTheAgentsAgainOrGone() {
    open();
    asksForAPerson();
    transferIs(CallTransfer.State.BEGUN, null);
    transferIs(CallTransfer.State.FAILED, 486);
    leg.expectMessage(new LegLink.Message.Deliver(new Signal.HandOffChanged(null)));

    asksForAPerson();
    transferIs(CallTransfer.State.BEGUN, null);
    transferIs(CallTransfer.State.DONE, 200);
    leg.expectMessage(new LegLink.Message.Deliver(new Signal.CallEnded(EndReason.TRANSFERRED)));
    awaitEvent(CallEvent.TransferNoted.class, true);
  }

  private void asksForAPerson() {
    staff(
        new StaffCommand.AskForPerson("LEG-1", HandOff.Reason.ASKED_FOR_PERSON, replies.getRef()));
    assertThat(leg.expectMessageClass(LegLink.Message.Deliver.class).signal())
        .isInstanceOfSatisfying(
            Signal.HandOffChanged.class,
            changed ->
                assertThat(changed.summary())
                    .isEqualTo("call=%s;level=0;reason=asked-for-person".formatted(callId)));
  }

  private void transferIs(CallTransfer.State state, @Nullable Integer status) {
    CallTransfer told = new CallTransfer(state, CallTransfer.Way.REFER, status);
    staff(new StaffCommand.NoteTransfer("LEG-1", told, replies.getRef()));
  }

  @Test
  void aWhisperReachesWhoHasTheCallAndNobodyElse() {
    patTakesTheCall();
    staff(new StaffCommand.Listen(kim.getRef()));
    kim.expectMessageClass(StaffLine.Message.Attached.class);

    staff(new StaffCommand.Whisper("Kim", "Ask for the card.", null));

    pat.expectMessage(new StaffLine.Message.Whispered("Kim", "Ask for the card.", null));
    kim.expectNoMessage(Duration.ZERO);
  }

  @Test
  void whoeverListensIsToldOfTheEnd() {
    patTakesTheCall();
    staff(new StaffCommand.End("TAKE-0"));
    staff(new StaffCommand.End("TAKE-1"));

    pat.expectMessage(new StaffLine.Message.Ended(EndReason.AGENT_ENDED));
    leg.expectMessage(new LegLink.Message.Deliver(new Signal.CallEnded(EndReason.AGENT_ENDED)));
  }
}
