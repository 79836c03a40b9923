package org.voiceteller.loadtests.echo;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * One call of the benchmark: sends frames at a fixed pace and notes when each comes back. A late
 * frame is measured from when it should have been sent, so that a stall of the client or of what it
 * talks to is not hidden.
 */
public final class EchoedCall {

  private final Marks marks;
  private final Pace pace;
  private final int frames;
  private final int warmUpFrames;
  private final Recorder latencyMicros;
  private final AtomicLongArray dueNanos;
  private final CompletableFuture<Void> allSent = new CompletableFuture<>();
  private final CompletableFuture<Void> allEchoed = new CompletableFuture<>();
  private final EchoLeg leg;
  private final int counted;

  /**
   * How a call speaks.
   *
   * @param frameMs how long each frame sounds
   * @param everyMs from one frame to the next
   */
  public record Pace(int frameMs, int everyMs) {

    /** As callers' devices do: 20 ms of sound every 20 ms. */
    public static final Pace REAL_TIME = new Pace(20, 20);

    /** A call that is open and says next to nothing: one whole frame of the model's in 10 s. */
    static final Pace HELD_OPEN = new Pace(32, 10_000);

    int framesIn(int seconds) {
      return seconds * 1_000 / everyMs;
    }
  }

  private volatile int echoed;
  private volatile int next;
  private @Nullable ScheduledFuture<?> ticking;

  /**
   * @param seconds how long it speaks when it runs
   * @param warmUpSeconds how much of that at the beginning is not counted
   * @param latencyMicros where the latency of each counted frame goes, in microseconds
   */
  EchoedCall(Way way, Pace pace, int seconds, int warmUpSeconds, Recorder latencyMicros) {
    this.marks = way.marks();
    this.pace = pace;
    this.frames = pace.framesIn(seconds);
    this.warmUpFrames = pace.framesIn(warmUpSeconds);
    this.latencyMicros = latencyMicros;
    this.dueNanos = new AtomicLongArray(frames);
    var finder = marks.finder(() -> next, this::onEcho);
    this.leg = way.opener().open(finder::accept);
    this.counted =
        leg.isHeard()
            ? (int) IntStream.range(warmUpFrames, frames).filter(marks::isMarked).count()
            : 0;
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
    if (counted == 0) {
      allEchoed.complete(null);
    }
    return allEchoed;
  }

  CompletionStage<Void> close() {
    return leg.close();
  }

  /** Counted frames that never came back, less a last one that may still wait for its batch. */
  int lost() {
    int mayWait = marks.isMarked(frames - 1) ? 1 : 0;
    return Math.max(0, counted - echoed - mayWait);
  }

  /** Frames that were sent, are recognised when they come back, and count. */
  int counted() {
    return counted;
  }

  private void tick(long startNanos) {
    var number = next;
    next = number + 1;
    if (number >= frames) {
      if (ticking != null) {
        ticking.cancel(false);
      }
      allSent.complete(null);
      return;
    }
    dueNanos.set(number, startNanos + number * TimeUnit.MILLISECONDS.toNanos(pace.everyMs()));
    try {
      leg.send(marks.frame(number));
    } catch (RuntimeException e) {
      allSent.completeExceptionally(e);
      throw e;
    }
  }

  private void onEcho(int number, long nanos) {
    if (number < warmUpFrames || number >= frames) {
      return;
    }
    latencyMicros.recordValue(
        Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos - dueNanos.get(number))));
    countEcho();
  }

  @SuppressWarnings(
      "NonAtomicOperationOnVolatileField") // written by the leg's one thread at a time
  private void countEcho() {
    echoed = echoed + 1;
    if (echoed == counted) {
      allEchoed.complete(null);
    }
  }
}
