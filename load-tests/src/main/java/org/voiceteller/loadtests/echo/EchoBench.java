package org.voiceteller.loadtests.echo;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the echo through the server against the echo of the model alone, in turn, and prints a
 * Markdown table. Both servers must be running on this machine; {@code ./teller bench} starts them.
 */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Echo latency through the server against the model alone.")
public final class EchoBench implements Callable<Integer> {

  private static final int FRAMES_PER_SECOND = 50;
  private static final Duration LAST_ECHOES = Duration.ofSeconds(5);
  private static final Duration OPENING = Duration.ofSeconds(60);

  @Option(names = "--server", required = true, description = "as ws://127.0.0.1:8080/v1/calls")
  private URI server = URI.create("");

  @Option(names = "--server-pid", required = true, description = "whose CPU and memory count")
  private long serverPid;

  @Option(names = "--model", required = true, description = "the echoing stand-in")
  private URI model = URI.create("");

  @Option(names = "--calls", split = ",", defaultValue = "1,20,100", description = "how many")
  private List<Integer> calls = List.of();

  @Option(names = "--seconds", defaultValue = "20", description = "counted seconds of each round")
  private int seconds;

  @Option(names = "--warm-up", defaultValue = "5", description = "seconds that do not count")
  private int warmUpSeconds;

  @Option(names = "--rounds", defaultValue = "3", description = "rounds of each kind, in turn")
  private int rounds;

  public static void main(String[] args) {
    System.exit(new CommandLine(new EchoBench()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    try (var http = HttpClient.newHttpClient();
        var sdk = ModelLeg.client(model, calls.stream().mapToInt(n -> n).max().orElse(1) + 10)) {
      EchoLeg.Opener throughServer = echoes -> ServerLeg.open(http, server, echoes);
      EchoLeg.Opener modelAlone = echoes -> ModelLeg.open(sdk, echoes);
      var meter = new ProcessMeter(serverPid);
      round(throughServer, 10, null);
      round(modelAlone, 10, null);
      IO.println(
          "| calls | way | p50 ms (min–max of rounds) | p99 ms | echoed | CPU per call |"
              + " live heap per call |");
      IO.println("|---|---|---|---|---|---|---|");
      for (int n : calls) {
        var through = new ArrayList<Round>();
        var alone = new ArrayList<Round>();
        for (int i = 0; i < rounds; i++) {
          through.add(round(throughServer, n, meter));
          alone.add(round(modelAlone, n, null));
        }
        IO.println(row(n, "through the server", through));
        IO.println(row(n, "model alone", alone));
        IO.println(
            String.format(
                Locale.ROOT,
                "| %d | ratio of medians | %.2f | %.2f | | | |",
                n,
                median(through, r -> r.quantileMs(50)) / median(alone, r -> r.quantileMs(50)),
                median(through, r -> r.quantileMs(99)) / median(alone, r -> r.quantileMs(99))));
      }
    }
    return 0;
  }

  /** One round's figures; the CPU in percent of a core per call. */
  private record Round(
      Histogram micros, double echoedShare, double cpuPercent, double heapBytesPerCall) {

    double quantileMs(double percentile) {
      return micros.getValueAtPercentile(percentile) / 1000.0;
    }
  }

  private Round round(EchoLeg.Opener opener, int n, @Nullable ProcessMeter meter)
      throws InterruptedException, ExecutionException, TimeoutException {
    var latency = new Recorder(3);
    var heapBefore = meter == null ? 0 : meter.liveHeapBytes();
    var frames = (warmUpSeconds + seconds) * FRAMES_PER_SECOND;
    try (var clock = Executors.newScheduledThreadPool(1)) {
      var legs = new ArrayList<EchoedCall>();
      for (int i = 0; i < n; i++) {
        legs.add(new EchoedCall(opener, frames, warmUpSeconds * FRAMES_PER_SECOND, latency));
      }
      await(legs.stream().map(EchoedCall::opened).toList(), OPENING);
      var cpuBefore = meter == null ? Duration.ZERO : meter.cpu();
      var began = System.nanoTime();
      var sent = new ArrayList<CompletionStage<Void>>();
      for (int i = 0; i < n; i++) {
        sent.add(legs.get(i).run(clock, TimeUnit.MILLISECONDS.toNanos(20) * i / n));
      }
      await(sent, Duration.ofSeconds(warmUpSeconds + seconds + 60));
      var elapsed = System.nanoTime() - began;
      var cpu = meter == null ? Duration.ZERO : meter.cpu().minus(cpuBefore);
      awaitEchoes(legs);
      var heap = meter == null ? 0 : meter.liveHeapBytes() - heapBefore;
      await(legs.stream().map(EchoedCall::close).toList(), OPENING);
      return new Round(
          latency.getIntervalHistogram(),
          (double) legs.stream().mapToInt(EchoedCall::echoed).sum()
              / legs.stream().mapToInt(EchoedCall::counted).sum(),
          100.0 * cpu.toNanos() / elapsed / n,
          (double) heap / n);
    }
  }

  /** Gives the last frames time to come back; what is lost is reported, not waited for. */
  private static void awaitEchoes(List<EchoedCall> legs)
      throws InterruptedException, ExecutionException {
    try {
      await(legs.stream().map(EchoedCall::allEchoed).toList(), LAST_ECHOES);
    } catch (TimeoutException e) {
      IO.println("(some frames did not come back within " + LAST_ECHOES.toSeconds() + " s)");
    }
  }

  private static void await(List<CompletionStage<Void>> stages, Duration atMost)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture.allOf(
            stages.stream()
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture<?>[]::new))
        .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static String row(int n, String way, List<Round> rounds) {
    return String.format(
        Locale.ROOT,
        "| %d | %s | %.2f (%.2f–%.2f) | %.2f (%.2f–%.2f) | %.2f %% | %s | %s |",
        n,
        way,
        median(rounds, r -> r.quantileMs(50)),
        rounds.stream().mapToDouble(r -> r.quantileMs(50)).min().orElseThrow(),
        rounds.stream().mapToDouble(r -> r.quantileMs(50)).max().orElseThrow(),
        median(rounds, r -> r.quantileMs(99)),
        rounds.stream().mapToDouble(r -> r.quantileMs(99)).min().orElseThrow(),
        rounds.stream().mapToDouble(r -> r.quantileMs(99)).max().orElseThrow(),
        100 * median(rounds, Round::echoedShare),
        way.startsWith("through")
            ? String.format(Locale.ROOT, "%.2f %%", median(rounds, Round::cpuPercent))
            : "",
        way.startsWith("through")
            ? String.format(
                Locale.ROOT, "%.2f MB", median(rounds, Round::heapBytesPerCall) / 1_000_000)
            : "");
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    var sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
