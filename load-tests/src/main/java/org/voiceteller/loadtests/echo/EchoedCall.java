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
 * One call of the benchmark: sends frames at a fixed pace and notes when each comes back. A late
 * frame is measured from when it should have been sent, so that a stall of the client or of what it
 * talks to is not hidden.
 */
final class EchoedCall {

  private final Pace pace;
  private final int frames;
  private final int warmUpFrames;
  private final Recorder latencyMicros;
  private final AtomicLongArray dueNanos;
  private final CompletableFuture<Void> allSent = new CompletableFuture<>();
  private final CompletableFuture<Void> allEchoed = new CompletableFuture<>();
  private final EchoLeg leg;

  /**
   * How a call speaks.
   *
   * @param frameMs how long each frame sounds
   * @param everyMs from one frame to the next
   */
  record Pace(int frameMs, int everyMs) {

    /** As callers' devices do: 20 ms of sound every 20 ms. */
    static final Pace REAL_TIME = new Pace(20, 20);

    /** A call that is open and says next to nothing: one whole frame of the model's in 10 s. */
    static final Pace HELD_OPEN = new Pace(32, 10_000);

    int framesIn(int seconds) {
      return seconds * 1_000 / everyMs;
    }
  }

  private volatile int echoed;
  private int next;
  private @Nullable ScheduledFuture<?> ticking;

  /**
   * @param seconds how long it speaks when it runs
   * @param warmUpSeconds how much of that at the beginning is not counted
   * @param latencyMicros where the latency of each counted frame goes, in microseconds
   */
  EchoedCall(
      EchoLeg.Opener opener, Pace pace, int seconds, int warmUpSeconds, Recorder latencyMicros) {
    this.pace = pace;
    this.frames = pace.framesIn(seconds);
    this.warmUpFrames = pace.framesIn(warmUpSeconds);
    this.latencyMicros = latencyMicros;
    this.dueNanos = new AtomicLongArray(frames);
    var finder = new MarkedFrames.Finder(this::onEcho);
    this.leg = opener.open(finder::accept);
  }

  CompletionStage<Void> opened() {
    return leg.opened();
  }

  /**
   * Starts sending; completes when the last frame is out.
   *
   * @param share of the pace after which the first frame goes, so that calls do not go in step
   */
  CompletionStage<Void> run(ScheduledExecutorService clock, double share) {
    var everyNanos = TimeUnit.MILLISECONDS.toNanos(pace.everyMs());
    var firstDelayNanos = (long) (share * everyNanos);
    var start = System.nanoTime() + firstDelayNanos;
    ticking =
        clock.scheduleAtFixedRate(
            () -> tick(start), firstDelayNanos, everyNanos, TimeUnit.NANOSECONDS);
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
    dueNanos.set(number, startNanos + number * TimeUnit.MILLISECONDS.toNanos(pace.everyMs()));
    try {
      leg.send(MarkedFrames.frame(number, pace.frameMs()));
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
