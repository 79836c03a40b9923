package org.voiceteller.streams.call;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.streams.observe.CallObserver.LegEnd;

/**
 * How far a leg's conversation has come to its end: the caller is told why when the desk knows and
 * the last sound is gone, and all is over when the model is done too.
 */
final class CallEnd {

  private LegEnd how = LegEnd.LOST;
  private @Nullable EndReason reason;
  private boolean begun;
  private boolean deskDone;
  private boolean modelDone;
  private boolean said;

  /** How it ended; lost, as long as nothing else is known. */
  LegEnd how() {
    return how;
  }

  boolean hasBegun() {
    return begun;
  }

  void begin(LegEnd end) {
    begun = true;
    how = end;
  }

  /** What the caller is to be told. */
  void because(EndReason why) {
    reason = why;
  }

  void deskFinished() {
    deskDone = true;
  }

  void modelFinished() {
    modelDone = true;
  }

  /** Nothing is said to the caller any more. */
  void sayNoMore() {
    said = true;
  }

  boolean wasSaid() {
    return said;
  }

  boolean mayBeSaid() {
    return begun && deskDone && !said;
  }

  Optional<EndReason> reason() {
    return Optional.ofNullable(reason);
  }

  boolean everybodyIsDone() {
    return modelDone && deskDone;
  }
}
