package org.voiceteller.siptrunk.signal;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.siptrunk.media.MediaLeg;

/**
 * Ends a call when the line is silent: one from whose phone nothing comes any more, and one whose
 * agent has said goodbye and was heard to the end. On the call's lane.
 */
final class SilenceWatch {

  private static final Logger LOG = LoggerFactory.getLogger(SilenceWatch.class);

  private static final Duration FAREWELL_CHECK = Duration.ofMillis(100);
  private static final Duration QUIET_CHECK = Duration.ofSeconds(5);

  private final SipCall call;
  private final MediaLeg leg;
  private final CallSettings settings;

  SilenceWatch(SipCall call, MediaLeg leg, CallSettings settings) {
    this.call = call;
    this.leg = leg;
    this.settings = settings;
  }

  /** Of the phone, for as long as the call lasts. */
  void begin() {
    call.later(QUIET_CHECK, this::checkQuiet);
  }

  private void checkQuiet() {
    if (call.isOver()) {
      return;
    }
    if (leg.quietMs() >= settings.noSoundLimit().toMillis()) {
      LOG.info("Call {} is over: no sound has come for long.", call);
      call.end(Counts.End.NO_SOUND);
    } else {
      begin();
    }
  }

  /** Of the agent, who has nothing more to say. */
  void farewell() {
    endWhenSilent(System.nanoTime() + settings.farewellLimit().toNanos());
  }

  private void endWhenSilent(long endsNanos) {
    if (call.isOver()) {
      return;
    }
    if (leg.isSilent() || System.nanoTime() - endsNanos >= 0) {
      call.end(Counts.End.BANK_ENDED);
    } else {
      call.later(FAREWELL_CHECK, () -> endWhenSilent(endsNanos));
    }
  }
}
