package org.voiceteller.actors.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceteller.actors.call.CallSession.Command;
import org.voiceteller.actors.call.CallSession.Reply;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.Challenge;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.ResumeOrigin;
import org.voiceteller.core.customer.Claim;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.tool.ToolOutcome;

/** How long a call is kept, and who is on it. */
class CallSessionTest extends CallSessionCase {

  @RegisterExtension static final SessionKit KIT = new SessionKit();

  CallSessionTest() {
    super(KIT);
  }

  @Test
  void endsTheCallWhenNothingWasAuthorisedForThirtyMinutes() {
    open();

    pass(Duration.ofMinutes(10));
    tools.decides(new Claim.Granted("CUST-1"));
    authenticate(ToolOutcome.Result.SUCCEEDED);
    leg.expectMessage(new LegLink.Message.Deliver(new Signal.LevelReached(Level.PHONE)));
    leg.expectMessage(new LegLink.Message.Deliver(new Signal.RecordingConsent(true)));
    pass(Duration.ofMinutes(29));
    leg.expectNoMessage(Duration.ofMillis(50));
    pass(Duration.ofMinutes(1));

    leg.expectMessage(new LegLink.Message.Deliver(new Signal.CallEnded(EndReason.IDLE_TIMEOUT)));
    over.expectMessage(session);
  }

  @Test
  void setsTheDeadlineAgainAfterARestart() {
    open();
    restart();
    session.tell(new Command.LegIsAlive("LEG-1", leg.getRef()));

    pass(Duration.ofMinutes(30));

    leg.expectMessage(new LegLink.Message.Deliver(new Signal.CallEnded(EndReason.IDLE_TIMEOUT)));
  }

  @Test
  void endsAnOverdueCallAsSoonAsItIsTakenUpAgain() {
    open();
    KIT.actors().stop(session);
    now = now.plus(Duration.ofHours(2));
    session = start();
    KIT.time().timePasses(Duration.ofMillis(1));
    awaitEvent(CallEvent.LegLost.class, false);

    KIT.time().timePasses(Duration.ofSeconds(1));

    awaitEvent(CallEvent.Ended.class, true);
  }

  @Test
  void takesALegForLostThatDiedWithItsProcessAndWaitsForTheCaller() {
    open();
    legSilence = Duration.ofSeconds(20);
    restart();

    pass(Duration.ofSeconds(20));
    awaitEvent(CallEvent.LegLost.class, true);
    pass(Duration.ofMinutes(5));

    awaitEvent(CallEvent.Ended.class, true);
    over.expectMessage(session);
  }

  @Test
  void keepsALegThatSaysThatItIsStillThere() {
    legSilence = Duration.ofSeconds(20);
    restart();
    open();

    for (int beat = 0; beat < 4; beat++) {
      pass(Duration.ofSeconds(15));
      session.tell(new Command.LegIsAlive("LEG-1", leg.getRef()));
    }

    awaitEvent(CallEvent.LegLost.class, false);
  }

  @Test
  void tellsALegThatComesBackWhatTheBankWaitsFor() {
    verifiedByNumber();
    use("tool-2", "unfreezeCardTool", "{}");
    outcome();
    TestProbe<LegLink.Message> second = KIT.actors().createTestProbe();

    session.tell(new Command.Resume("hash", "LEG-2", HERE, second.getRef(), replies.getRef()));

    second.expectMessage(
        new LegLink.Message.Deliver(
            new Signal.ChallengeOpened(Challenge.Kind.ONE_TIME_CODE, "***-***-5678")));
    // after that: nothing secret may be in a recording that begins with it
    second.expectMessage(new LegLink.Message.Deliver(new Signal.RecordingConsent(true)));
  }

  @Test
  void keepsTheEndOfARecordingThatIsClosedAfterItsCall() {
    RecordingMark started = RecordingMark.started("LEG-1-1", now);
    open();
    session.tell(new Command.MarkRecording("LEG-1", started, replies.getRef()));
    replies.expectMessage(new Reply.NotJoined());
    tools.decides(new Claim.Granted("CUST-1"));
    authenticate(ToolOutcome.Result.SUCCEEDED);
    session.tell(new Command.MarkRecording("LEG-1", started, replies.getRef()));
    replies.expectMessage(new Reply.Noted());
    session.tell(new Command.End("LEG-1", EndReason.CALLER_HUNG_UP, replies.getRef()));
    replies.expectMessage(new Reply.Noted());
    over.expectMessage(session);
    restart();

    session.tell(
        new Command.MarkRecording(
            "LEG-1",
            RecordingMark.ended(
                "LEG-1-1", now, "CALLER_HUNG_UP", new RecordingMark.Kept("f", 1_000, "0")),
            replies.getRef()));

    replies.expectMessage(new Reply.Noted());
    awaitEvent(CallEvent.RecordingMarked.class, true);
    over.expectMessage(session);
  }

  @Test
  void asksWhoeverComesBackFromElsewhereWhoTheyAre() {
    verifiedByNumber();
    TestProbe<LegLink.Message> second = KIT.actors().createTestProbe();

    session.tell(
        new Command.Resume(
            "hash",
            "LEG-2",
            new ResumeOrigin(null, "198.51.100.9"),
            second.getRef(),
            replies.getRef()));

    Reply.Joined joined = (Reply.Joined) replies.receiveMessage();
    assertThat(joined.level()).isEqualTo(Level.NONE);
    assertThat(joined.history()).isEmpty();
    awaitEvent(CallEvent.AuthenticationDropped.class, true);
  }

  @Test
  void tellsAnOldLegThatItWasReplaced() {
    open();
    TestProbe<LegLink.Message> second = KIT.actors().createTestProbe();
    session.tell(new Command.Resume("hash", "LEG-2", HERE, second.getRef(), replies.getRef()));
    assertThat(replies.receiveMessage()).isInstanceOf(Reply.Joined.class);
    leg.expectMessage(new LegLink.Message.Deliver(new Signal.Superseded()));

    session.tell(new Command.LegIsAlive("LEG-1", leg.getRef()));

    leg.expectMessage(new LegLink.Message.Deliver(new Signal.Superseded()));
  }

  @Test
  void goesWhenItWasWokenForACallThatNeverWas() {
    session.tell(new Command.Resume("hash", "LEG-1", HERE, leg.getRef(), replies.getRef()));

    replies.expectMessage(new Reply.NotJoined());
    over.expectMessage(session);
  }
}
