package org.voiceteller.actors.call;

import java.util.Objects;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.voiceteller.actors.call.CallSession.Reply;
import org.voiceteller.core.call.Call;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.CallRules.Joining;
import org.voiceteller.core.call.Challenge;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.HandOff;
import org.voiceteller.core.call.Turn;

/** The caller's leg as its session knows it: nobody until the leg is heard of. Not thread-safe. */
final class SessionLeg {

  private final StaffOnCall staff;
  private final SessionTimers timers;
  private @Nullable ActorRef<LegLink.Message> link;
  private Optional<Signal> challenge = Optional.empty();
  private boolean mayBeRecorded;
  private @Nullable HandOff handOff;

  SessionLeg(StaffOnCall staff, SessionTimers timers) {
    this.staff = staff;
    this.timers = timers;
  }

  /**
   * A leg has come.
   *
   * @param joining whether it speaks for the caller
   * @return what it is answered
   */
  Reply join(Call call, Joining joining, String legId, ActorRef<LegLink.Message> from) {
    if (joining == Joining.JOINED && call instanceof Call.Live live) {
      listen(live, legId, from);
      return new Reply.Joined(
          live.level(), live.origin().jurisdiction(), live.turns(), live.outcomes());
    }
    return new Reply.NotJoined();
  }

  /** A leg says that it is still there. */
  void alive(Call call, Joining joining, String legId, ActorRef<LegLink.Message> from) {
    if (joining == Joining.JOINED && call instanceof Call.Live live) {
      listen(live, legId, from);
    } else {
      turnAway(from, call);
    }
  }

  /** Another leg is told that it was replaced; the new one is told what the bank waits for. */
  private void listen(Call.Live call, String legId, ActorRef<LegLink.Message> to) {
    if (link != null && !link.equals(to)) {
      tell(new Signal.Superseded());
    }
    if (!to.equals(link)) {
      link = to;
      challenge = Optional.empty();
      mayBeRecorded = false;
      handOff = null;
    }
    knows(call);
    staff.joined(to);
    timers.awaitLeg(legId);
  }

  /** What is kept of the call, as far as its leg wants to know. */
  void hear(CallEvent event) {
    if (event instanceof CallEvent.LevelReached(var level, _)) {
      tell(new Signal.LevelReached(level));
    } else if (event instanceof CallEvent.Ended(var reason, _)) {
      tell(new Signal.CallEnded(reason));
    } else if (event instanceof CallEvent.TurnTaken(var turn, _)
        && turn.speaker() == Turn.Speaker.STAFF) {
      tell(new Signal.StaffSaid(turn));
    }
  }

  /**
   * Tells what secret the bank waits for, whether the call may be recorded and whether a person has
   * it, when that has changed; the secret first, for nobody may hear or keep it.
   */
  void knows(Call call) {
    if (call instanceof Call.Live live) {
      Optional<Signal> now = live.challenge().map(SessionLeg::opened);
      if (!now.equals(challenge)) {
        challenge = now;
        tell(now.orElseGet(Signal.ChallengeClosed::new));
      }
      if (live.mayBeRecorded() != mayBeRecorded) {
        mayBeRecorded = live.mayBeRecorded();
        tell(new Signal.RecordingConsent(mayBeRecorded));
      }
      if (!Objects.equals(live.handOff(), handOff)) {
        handOff = live.handOff();
        tell(new Signal.HandOffChanged(handOff, live.summary().orElse(null)));
      }
    }
  }

  private static Signal opened(Challenge challenge) {
    return switch (challenge) {
      case Challenge.Code code -> new Signal.ChallengeOpened(code.kind(), code.destination());
      case Challenge.Asked asked -> new Signal.ChallengeOpened(asked.kind(), null);
    };
  }

  /** A leg that does not speak for the caller is told why. */
  private static void turnAway(ActorRef<LegLink.Message> other, Call call) {
    other.tell(
        new LegLink.Message.Deliver(
            switch (call) {
              case Call.Live _ -> new Signal.Superseded();
              case Call.Over(_, var reason, _, _) -> new Signal.CallEnded(reason);
              case Call.NotStarted _ -> new Signal.CallEnded(EndReason.FAILED);
            }));
  }

  private void tell(Signal signal) {
    if (link != null) {
      link.tell(new LegLink.Message.Deliver(signal));
    }
  }
}
