package org.voiceteller.siptrunk.signal;

import java.util.Optional;
import java.util.concurrent.Future;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes a call's session in time, or ends the call when the other side has not (RFC 4028 §10).
 * On the call's lane.
 */
final class SessionWatch {

  private static final Logger LOG = LoggerFactory.getLogger(SessionWatch.class);

  private final SipCall call;
  private final DialogVoice voice;
  private @Nullable Future<?> due;

  SessionWatch(SipCall call, DialogVoice voice) {
    this.call = call;
    this.voice = voice;
  }

  /** From now on, instead of what was agreed on before; without a timer nothing is watched. */
  void begin(Optional<SessionTimer> agreed) {
    stop();
    due = agreed.<Future<?>>map(timer -> call.later(timer.due(), () -> due(timer))).orElse(null);
  }

  private void due(SessionTimer timer) {
    if (!call.isUp()) {
      return;
    }
    if (timer.weRefresh()) {
      voice.refresh(timer);
      begin(Optional.of(timer));
    } else {
      LOG.info("Call {} is over: its session was not refreshed.", call);
      call.end(Counts.End.SESSION_EXPIRED);
    }
  }

  /** The other side's answer to our refresh. */
  void refreshed(int status) {
    if (status == Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST
        || status == Response.REQUEST_TIMEOUT) {
      call.end(Counts.End.SESSION_EXPIRED);
    }
  }

  void stop() {
    if (due != null) {
      due.cancel(false);
    }
  }
}
