package org.voiceteller.siptrunk.signal;

import java.time.Duration;
import org.voiceteller.siptrunk.bank.BankEvent;
import org.voiceteller.siptrunk.media.MediaLeg;

/**
 * Takes a call to another of the bank's servers when its own goes away: when the agent is silent
 * and no tool is under way, or half of the time is over. On the call's lane.
 */
final class Moving {

  private static final Duration LOOKS_EVERY = Duration.ofMillis(100);

  private final SipCall call;
  private final MediaLeg leg;
  private int toolsUnderWay;
  private boolean isLeaving;

  Moving(SipCall call, MediaLeg leg) {
    this.call = call;
    this.leg = leg;
  }

  void note(BankEvent event) {
    switch (event) {
      case BankEvent.ToolStarted _ -> toolsUnderWay++;
      case BankEvent.ToolFinished _ -> toolsUnderWay = Math.max(0, toolsUnderWay - 1);
      case BankEvent.Draining(var endsInMs, var elsewhere) -> {
        if (elsewhere && !isLeaving) {
          isLeaving = true;
          leaveWhenQuiet(System.nanoTime() + Duration.ofMillis(endsInMs / 2).toNanos());
        }
      }
      default -> {
        // changes nothing
      }
    }
  }

  private void leaveWhenQuiet(long latestNanos) {
    if (call.isOver()) {
      return;
    }
    boolean isQuiet = leg.isSilent() && toolsUnderWay == 0;
    if (isQuiet || System.nanoTime() - latestNanos >= 0) {
      isLeaving = false;
      toolsUnderWay = 0;
      call.moveBank();
    } else {
      call.later(LOOKS_EVERY, () -> leaveWhenQuiet(latestNanos));
    }
  }
}
