package org.voiceteller.actors.call;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
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
  private final Command deadlinePassed;
  private final Function<String, Command> legIsSilent;
  private final Command lookAfterStaff;

  /**
   * @param legIsSilent of a leg's id
   */
  SessionTimers(
      TimerScheduler<Command> timers,
      SessionSetup setup,
      Command deadlinePassed,
      Function<String, Command> legIsSilent,
      Command lookAfterStaff) {
    this.timers = timers;
    this.clock = setup.clock();
    this.legSilence = setup.legSilence();
    this.deadlinePassed = deadlinePassed;
    this.legIsSilent = legIsSilent;
    this.lookAfterStaff = lookAfterStaff;
  }

  /** Whatever woke the session up is on its way; if it begins no call, the session may go. */
  void awaitCall() {
    timers.startSingleTimer(DEADLINE, deadlinePassed, legSilence);
  }

  void awaitLeg(String legId) {
    timers.startSingleTimer(SILENCE, legIsSilent.apply(legId), legSilence);
  }

  void awaitDeadline(Call.Live call) {
    Duration wait = Duration.between(clock.instant(), call.nextDeadline());
    timers.startSingleTimer(DEADLINE, deadlinePassed, wait.isNegative() ? Duration.ZERO : wait);
  }

  /**
   * @param isAny whether anybody of the bank is there to be looked after
   */
  void lookAfterStaff(boolean isAny) {
    if (!isAny) {
      timers.cancel(STAFF);
    } else if (!timers.isTimerActive(STAFF)) {
      timers.startTimerWithFixedDelay(STAFF, lookAfterStaff, StaffOnCall.SILENCE.dividedBy(5));
    }
  }

  void cancelAll() {
    timers.cancelAll();
  }
}
