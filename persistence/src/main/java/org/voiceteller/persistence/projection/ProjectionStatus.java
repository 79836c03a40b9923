package org.voiceteller.persistence.projection;

import org.apache.pekko.projection.HandlerRecoveryStrategy;
import org.apache.pekko.projection.ProjectionId;
import org.apache.pekko.projection.StatusObserver;
import org.apache.pekko.projection.eventsourced.EventEnvelope;

/** Tells our observer what Pekko's tells of a projection. */
final class ProjectionStatus extends StatusObserver<EventEnvelope<Object>> {

  private final ProjectionObserver observer;

  ProjectionStatus(ProjectionObserver observer) {
    this.observer = observer;
  }

  @Override
  public void failed(ProjectionId projection, Throwable cause) {
    observer.failed(projection.key(), cause);
  }

  @Override
  public void started(ProjectionId projection) {
    observer.started(projection.id());
  }

  @Override
  public void stopped(ProjectionId projection) {
    observer.stopped(projection.id());
  }

  @Override
  public void beforeProcess(ProjectionId projection, EventEnvelope<Object> envelope) {
    // The handler tells what it has done.
  }

  @Override
  public void afterProcess(ProjectionId projection, EventEnvelope<Object> envelope) {
    // The handler tells what it has done.
  }

  @Override
  public void offsetProgress(ProjectionId projection, EventEnvelope<Object> envelope) {
    // Follows from the events.
  }

  @Override
  public void error(
      ProjectionId projection,
      EventEnvelope<Object> envelope,
      Throwable cause,
      HandlerRecoveryStrategy strategy) {
    // The projection fails with the same cause, which is told then.
  }
}
