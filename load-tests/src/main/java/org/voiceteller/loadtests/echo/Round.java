package org.voiceteller.loadtests.echo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * So many calls at once for so long, and what was measured of them.
 *
 * @param calls how many
 * @param micros of the counted frames, from when each was due until its echo was here
 * @param openingMicros from asking for a call until frames may be sent
 * @param lost frames of the caller's whose echo never came, less the last one of each call where it
 *     may still wait for its batch
 * @param counted frames that should have come back
 * @param uses of each process that was measured, in the order of the meters
 */
public record Round(
    int calls, Histogram micros, Histogram openingMicros, long lost, long counted, List<Use> uses) {

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
  public record Plan(int calls, EchoedCall.Pace pace, int seconds, int warmUpSeconds) {}

  /**
   * What a process used for each call.
   *
   * @param cpuPercent of one core
   * @param heapBytes that live while the calls do
   */
  public record Use(double cpuPercent, double heapBytes) {}

  public Round {
    uses = List.copyOf(uses);
  }

  public double latencyMs(double percentile) {
    return micros.getValueAtPercentile(percentile) / 1000.0;
  }

  public double openingMs(double percentile) {
    return openingMicros.getValueAtPercentile(percentile) / 1000.0;
  }

  public double lostPercent() {
    return 100.0 * lost / counted;
  }

  /** Of one core, for each call, of the server's process. */
  double cpuPercent() {
    return uses.getFirst().cpuPercent();
  }

  /** That live for each call in the server's process. */
  double heapBytes() {
    return uses.getFirst().heapBytes();
  }

  /**
   * @param meters of processes that are to be measured
   * @throws ExecutionException when a call was refused or broke
   * @throws TimeoutException when calls could not be opened or ended in time
   */
  public static Round run(Way way, Plan plan, List<ProcessMeter> meters)
      throws InterruptedException, ExecutionException, TimeoutException {
    var latency = new Recorder(3);
    var opening = new Histogram(3);
    var heapBefore = meters.stream().map(ProcessMeter::liveHeapBytes).toList();
    try (var clock = Executors.newScheduledThreadPool(1)) {
      var calls = open(way, plan, latency, opening);
      var cpuBefore = meters.stream().map(ProcessMeter::cpu).toList();
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
      var cpu = meters.stream().map(ProcessMeter::cpu).toList();
      awaitEchoes(calls);
      var heap = meters.stream().map(ProcessMeter::liveHeapBytes).toList();
      await("to end", calls.stream().map(EchoedCall::close).toList(), CLOSING);
      var uses = new ArrayList<Use>();
      for (int i = 0; i < meters.size(); i++) {
        uses.add(
            new Use(
                100.0 * cpu.get(i).minus(cpuBefore.get(i)).toNanos() / elapsed / plan.calls(),
                (double) (heap.get(i) - heapBefore.get(i)) / plan.calls()));
      }
      return new Round(
          plan.calls(),
          latency.getIntervalHistogram(),
          opening,
          calls.stream().mapToLong(EchoedCall::lost).sum(),
          calls.stream().mapToLong(EchoedCall::counted).sum(),
          uses);
    }
  }

  private static List<EchoedCall> open(Way way, Plan plan, Recorder latency, Histogram opening)
      throws InterruptedException, ExecutionException, TimeoutException {
    var calls = new ArrayList<EchoedCall>();
    while (calls.size() < plan.calls()) {
      var asked = System.nanoTime();
      var opened = new ArrayList<CompletionStage<Void>>();
      for (int i = 0; i < OPENED_AT_ONCE && calls.size() < plan.calls(); i++) {
        var call =
            new EchoedCall(
                way,
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
      try {
        await("to begin", opened, OPENING);
      } catch (ExecutionException | TimeoutException failed) {
        giveUp(calls);
        throw failed;
      }
    }
    return calls;
  }

  /** Those that have begun hang up, so that the next round has the bank for itself. */
  private static void giveUp(List<EchoedCall> calls) throws InterruptedException {
    var ending = new ArrayList<CompletionStage<Void>>();
    for (var call : calls) {
      if (call.opened().toCompletableFuture().state() == Future.State.SUCCESS) {
        ending.add(call.close());
      }
    }
    try {
      await("to end", ending, CLOSING);
    } catch (ExecutionException | TimeoutException alsoBroken) {
      // the round has failed anyhow
    }
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
