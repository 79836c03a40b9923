package org.voiceteller.loadtests.echo;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * One call of the benchmark: sends a frame every 20 ms and notes when each comes back. A late frame
 * is measured from when it should have been sent, so that a stall of the client or of what it talks
 * to is not hidden.
 */
final class EchoedCall {

  private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final int frames;
  private final int warmUpFrames;
  private final Recorder latencyMicros;
  private final AtomicLongArray dueNanos;
  private final CompletableFuture<Void> allSent = new CompletableFuture<>();
  private final CompletableFuture<Void> allEchoed = new CompletableFuture<>();
  private final EchoLeg leg;

  private volatile int echoed;
  private int next;
  private @Nullable ScheduledFuture<?> ticking;

  /**
   * @param warmUpFrames how many frames at the beginning are not counted
   * @param latencyMicros where the latency of each counted frame goes, in microseconds
   */
  EchoedCall(EchoLeg.Opener opener, int frames, int warmUpFrames, Recorder latencyMicros) {
    this.frames = frames;
    this.warmUpFrames = warmUpFrames;
    this.latencyMicros = latencyMicros;
    this.dueNanos = new AtomicLongArray(frames);
    var finder = new MarkedFrames.Finder(this::onEcho);
    this.leg = opener.open(finder::accept);
  }

  CompletionStage<Void> opened() {
    return leg.opened();
  }

  /** Starts sending; completes when the last frame is out. */
  CompletionStage<Void> run(ScheduledExecutorService clock, long firstDelayNanos) {
    var start = System.nanoTime() + firstDelayNanos;
    ticking =
        clock.scheduleAtFixedRate(
            () -> tick(start), firstDelayNanos, FRAME_NANOS, TimeUnit.NANOSECONDS);
    return allSent;
  }

  /** Completes when every counted frame came back; never, if one is lost. */
  CompletionStage<Void> allEchoed() {
    return allEchoed;
  }

  CompletionStage<Void> close() {
    return leg.close();
  }

  /** Counted frames that were echoed. */
  int echoed() {
    return echoed;
  }

  /** Counted frames that were sent. */
  int counted() {
    return frames - warmUpFrames;
  }

  private void tick(long startNanos) {
    var number = next++;
    if (number >= frames) {
      if (ticking != null) {
        ticking.cancel(false);
      }
      allSent.complete(null);
      return;
    }
    dueNanos.set(number, startNanos + number * FRAME_NANOS);
    try {
      leg.send(MarkedFrames.frame(number));
    } catch (RuntimeException e) {
      allSent.completeExceptionally(e);
      throw e;
    }
  }

  private void onEcho(int number) {
    if (number < warmUpFrames || number >= frames) {
      return;
    }
    latencyMicros.recordValue(
        Math.max(0, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - dueNanos.get(number))));
    countEcho();
  }

  @SuppressWarnings(
      "NonAtomicOperationOnVolatileField") // written by the leg's one thread at a time
  private void countEcho() {
    echoed = echoed + 1;
    if (echoed == counted()) {
      allEchoed.complete(null);
    }
  }
}
