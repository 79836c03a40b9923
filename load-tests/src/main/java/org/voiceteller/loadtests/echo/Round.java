package org.voiceteller.loadtests.echo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * So many calls at once for so long, and what was measured of them.
 *
 * @param calls how many
 * @param micros of the counted frames, from when each was due until its echo was here
 * @param openingMicros from asking for a call until frames may be sent
 * @param lost frames of the caller's whose echo never came, less the last one of each call, which
 *     may still wait for its batch
 * @param counted frames that should have come back
 * @param cpuPercent of one core, for each call, of the server's process; 0 without a meter
 * @param heapBytes that live for each call; 0 without a meter
 */
record Round(
    int calls,
    Histogram micros,
    Histogram openingMicros,
    long lost,
    long counted,
    double cpuPercent,
    double heapBytes) {

  /** Callers come one after the other, not in one instant. */
  private static final int OPENED_AT_ONCE = 10;

  private static final Duration OPENING = Duration.ofSeconds(30);
  private static final Duration CLOSING = Duration.ofSeconds(60);
  private static final Duration LAST_ECHOES = Duration.ofSeconds(5);

  /**
   * How a round is made.
   *
   * @param seconds that count
   * @param warmUpSeconds before them
   */
  record Plan(int calls, EchoedCall.Pace pace, int seconds, int warmUpSeconds) {}

  double latencyMs(double percentile) {
    return micros.getValueAtPercentile(percentile) / 1000.0;
  }

  double openingMs(double percentile) {
    return openingMicros.getValueAtPercentile(percentile) / 1000.0;
  }

  double lostPercent() {
    return 100.0 * lost / counted;
  }

  /**
   * @param meter of the server's process, if it is to be measured
   * @throws ExecutionException when a call was refused or broke
   * @throws TimeoutException when calls could not be opened or ended in time
   */
  static Round run(EchoLeg.Opener opener, Plan plan, @Nullable ProcessMeter meter)
      throws InterruptedException, ExecutionException, TimeoutException {
    var latency = new Recorder(3);
    var opening = new Histogram(3);
    var heapBefore = meter == null ? 0 : meter.liveHeapBytes();
    try (var clock = Executors.newScheduledThreadPool(1)) {
      var calls = open(opener, plan, latency, opening);
      var cpuBefore = meter == null ? Duration.ZERO : meter.cpu();
      var began = System.nanoTime();
      var sent = new ArrayList<CompletionStage<Void>>();
      for (int i = 0; i < plan.calls(); i++) {
        sent.add(calls.get(i).run(clock, (double) i / plan.calls()));
      }
      await(
          "to say everything",
          sent,
          Duration.ofSeconds(plan.warmUpSeconds() + plan.seconds() + 60));
      var elapsed = System.nanoTime() - began;
      var cpu = meter == null ? Duration.ZERO : meter.cpu().minus(cpuBefore);
      awaitEchoes(calls);
      var heap = meter == null ? 0 : meter.liveHeapBytes() - heapBefore;
      await("to end", calls.stream().map(EchoedCall::close).toList(), CLOSING);
      var counted = calls.stream().mapToLong(EchoedCall::counted).sum();
      return new Round(
          plan.calls(),
          latency.getIntervalHistogram(),
          opening,
          calls.stream().mapToLong(call -> Math.max(0, call.counted() - call.echoed() - 1)).sum(),
          counted,
          100.0 * cpu.toNanos() / elapsed / plan.calls(),
          (double) heap / plan.calls());
    }
  }

  private static List<EchoedCall> open(
      EchoLeg.Opener opener, Plan plan, Recorder latency, Histogram opening)
      throws InterruptedException, ExecutionException, TimeoutException {
    var calls = new ArrayList<EchoedCall>();
    while (calls.size() < plan.calls()) {
      var asked = System.nanoTime();
      var opened = new ArrayList<CompletionStage<Void>>();
      for (int i = 0; i < OPENED_AT_ONCE && calls.size() < plan.calls(); i++) {
        var call =
            new EchoedCall(
                opener,
                plan.pace(),
                plan.warmUpSeconds() + plan.seconds(),
                plan.warmUpSeconds(),
                latency);
        calls.add(call);
        opened.add(
            call.opened()
                .thenRun(
                    () -> {
                      synchronized (opening) {
                        opening.recordValue(
                            TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - asked));
                      }
                    }));
      }
      await("to begin", opened, OPENING);
    }
    return calls;
  }

  /** Gives the last frames time to come back; what is lost is reported, not waited for. */
  private static void awaitEchoes(List<EchoedCall> calls)
      throws InterruptedException, ExecutionException {
    try {
      await("to hear all", calls.stream().map(EchoedCall::allEchoed).toList(), LAST_ECHOES);
    } catch (TimeoutException lastFramesWaitForTheirBatch) {
      // what is more than that is counted as lost
    }
  }

  private static void await(String what, List<CompletionStage<Void>> stages, Duration atMost)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      CompletableFuture.allOf(
              stages.stream()
                  .map(CompletionStage::toCompletableFuture)
                  .toArray(CompletableFuture<?>[]::new))
          .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      var named =
          new TimeoutException(
              "%d calls at once took longer than %d s %s"
                  .formatted(stages.size(), atMost.toSeconds(), what));
      named.initCause(late);
      throw named;
    }
  }
}
