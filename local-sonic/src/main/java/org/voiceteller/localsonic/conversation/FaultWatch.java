package org.voiceteller.localsonic.conversation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.voiceteller.localsonic.fault.Fault;
import org.voiceteller.localsonic.wire.OutputEvent;
import org.voiceteller.localsonic.wire.ServiceException;

/**
 * Says when a stream's faults in mid-stream are due. Times are nanoseconds of the stream's clock.
 */
final class FaultWatch {

  sealed interface Due {
    record Nothing() implements Due {}

    record Stall() implements Due {}

    record Drop() implements Due {}

    record Fail(ServiceException error) implements Due {}
  }

  private record Timed(Fault.After after, Due due) {}

  private final List<Timed> timed = new ArrayList<>();
  private final long startNanos;
  private final boolean hidesCompletionEnd;
  private long eventsSent;

  FaultWatch(List<Fault> faults, long nowNanos) {
    startNanos = nowNanos;
    hidesCompletionEnd = faults.stream().anyMatch(Fault.NoCompletionEnd.class::isInstance);
    for (var fault : faults) {
      switch (fault) {
        case Fault.Stall(var after) -> timed.add(new Timed(after, new Due.Stall()));
        case Fault.Drop(var after) -> timed.add(new Timed(after, new Due.Drop()));
        case Fault.Fail(var error, var message, var after) ->
            timed.add(new Timed(after, new Due.Fail(new ServiceException(error, message))));
        case Fault.Refuse _,
            Fault.LateAnswers _,
            Fault.NoCompletionEnd _,
            Fault.SilentDuringTools _,
            Fault.Lie _ -> {}
      }
    }
  }

  void sent() {
    eventsSent++;
  }

  boolean hides(OutputEvent event) {
    return hidesCompletionEnd && event instanceof OutputEvent.CompletionEnd;
  }

  /** The first fault whose moment has come; it comes only once. */
  Due due(long nowNanos) {
    var elapsed = Duration.ofNanos(nowNanos - startNanos);
    for (var fault : timed) {
      if (fault.after().reached(eventsSent, elapsed)) {
        timed.remove(fault);
        return fault.due();
      }
    }
    return new Due.Nothing();
  }

  /** When a fault's time comes; its events may come later. */
  long nextDeadlineNanos() {
    return timed.stream()
        .filter(fault -> eventsSent >= fault.after().events())
        .mapToLong(fault -> startNanos + fault.after().time().toNanos())
        .min()
        .orElse(Exchange.NEVER);
  }
}
