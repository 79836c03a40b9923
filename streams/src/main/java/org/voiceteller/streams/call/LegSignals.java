package org.voiceteller.streams.call;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.call.CallListener;

/**
 * One leg's ear at its call. The desk wants a listener before the leg's stream runs; what is heard
 * until then waits here (a call tells little before its first turn, so nothing is dropped).
 */
public final class LegSignals implements CallListener {

  private final List<Signal> waiting = new ArrayList<>();
  private @Nullable Consumer<Signal> stream;

  @Override
  public synchronized void onSignal(Signal signal) {
    if (stream == null) {
      waiting.add(signal);
    } else {
      stream.accept(signal);
    }
  }

  /** What has waited and all that follows goes to the stream, in order. */
  synchronized void attach(Consumer<Signal> stream) {
    waiting.forEach(stream);
    waiting.clear();
    this.stream = stream;
  }
}
