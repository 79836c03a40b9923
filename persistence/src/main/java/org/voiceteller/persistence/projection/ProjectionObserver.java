package org.voiceteller.persistence.projection;

import java.time.Duration;
import org.apache.pekko.projection.StatusObserver;
import org.apache.pekko.projection.eventsourced.EventEnvelope;

/**
 * Watches the projections, for metrics and alarms. Called from any thread, also concurrently; must
 * not block. Projections are named by their slice, as {@code call-0}.
 */
public interface ProjectionObserver {

  /**
   * It runs on this node from now on, until {@link #stopped}.
   *
   * @param id its whole name, as {@code tables-call-call-0} or {@code audit-ledger-call-0}
   */
  default void started(String id) {}

  /** It does not run on this node any more, or starts again after a while. */
  default void stopped(String id) {}

  /** An event is in the tables, that long after it happened. */
  default void projected(String projection, Duration lag) {}

  /** The projection stops with this and starts again after a while. */
  default void failed(String projection, Throwable cause) {}

  /**
   * An item of an append-only table is not what the journal says: somebody changed evidence.
   *
   * @param key the item's key
   */
  default void evidenceDiffers(String table, String key) {}

  /** What Pekko tells of a projection, told to this observer. */
  static StatusObserver<EventEnvelope<Object>> status(ProjectionObserver observer) {
    return new ProjectionStatus(observer);
  }

  /** Watches nothing. */
  static ProjectionObserver none() {
    return new ProjectionObserver() {};
  }
}
