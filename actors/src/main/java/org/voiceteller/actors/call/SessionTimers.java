package org.voiceteller.actors.call;

import java.time.Duration;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.voiceteller.actors.call.CallSession.Command;
import org.voiceteller.core.call.Call;

/**
 * What a session wakes up for by itself: the next of the call's deadlines, a leg that has said
 * nothing for too long, and those of the bank who may be gone.
 */
final class SessionTimers {

  private static final String DEADLINE = "deadline";
  private static final String SILENCE = "silence";
  private static final String STAFF = "staff";

  private final TimerScheduler<Command> timers;
  private final InstantSource clock;
  private final Duration legSilence;

  SessionTimers(TimerScheduler<Command> timers, SessionSetup setup) {
    this.timers = timers;
    this.clock = setup.clock();
    this.legSilence = setup.legSilence();
  }

  /** Whatever woke the session up is on its way; if it begins no call, the session may go. */
  void awaitCall() {
    timers.startSingleTimer(DEADLINE, new CallSession.DeadlinePassed(), legSilence);
  }

  void awaitLeg(String legId) {
    timers.startSingleTimer(SILENCE, new CallSession.LegIsSilent(legId), legSilence);
  }

  void awaitDeadline(Call.Live call) {
    Duration wait = Duration.between(clock.instant(), call.nextDeadline());
    timers.startSingleTimer(
        DEADLINE, new CallSession.DeadlinePassed(), wait.isNegative() ? Duration.ZERO : wait);
  }

  /**
   * @param isAny whether anybody of the bank is there to be looked after
   */
  void lookAfterStaff(boolean isAny) {
    if (!isAny) {
      timers.cancel(STAFF);
    } else if (!timers.isTimerActive(STAFF)) {
      timers.startTimerWithFixedDelay(
          STAFF, new CallSession.LookAfterStaff(), StaffOnCall.SILENCE.dividedBy(5));
    }
  }

  void cancelAll() {
    timers.cancelAll();
  }
}
