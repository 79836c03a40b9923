package org.voiceteller.localsonic.conversation;

import org.voiceteller.localsonic.wire.ServiceError;
import org.voiceteller.localsonic.wire.ServiceException;

/** Watches a stream's limits. Times are nanoseconds of the stream's clock. */
final class LimitWatch {

  private final StreamLimits limits;
  private final long connectionEndsNanos;
  private long idleEndsNanos;

  LimitWatch(StreamLimits limits, long nowNanos) {
    this.limits = limits;
    this.connectionEndsNanos = nowNanos + limits.connection().toNanos();
    this.idleEndsNanos = nowNanos + limits.idle().toNanos();
  }

  /** Something came from the client. */
  void heard(long nowNanos) {
    idleEndsNanos = nowNanos + limits.idle().toNanos();
  }

  /**
   * Does nothing while both limits are kept.
   *
   * @throws ServiceException when a limit is reached
   */
  void check(long nowNanos) {
    if (nowNanos >= connectionEndsNanos) {
      throw new ServiceException(
          ServiceError.MODEL_TIMEOUT,
          "The connection has reached its longest duration of %d seconds; open a new one"
              .formatted(limits.connection().toSeconds()));
    }
    if (nowNanos >= idleEndsNanos) {
      throw new ServiceException(
          ServiceError.MODEL_TIMEOUT,
          "Timed out waiting for input events: nothing came for %d seconds"
              .formatted(limits.idle().toSeconds()));
    }
  }

  long nextDeadlineNanos() {
    return Math.min(connectionEndsNanos, idleEndsNanos);
  }
}
