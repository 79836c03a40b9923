package org.voiceteller.loadtests.echo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
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

  /** So many calls run for so long before anything counts: the server's code gets compiled. */
  private static final Round.Plan COMPILED = new Round.Plan(40, EchoedCall.Pace.REAL_TIME, 0, 30);

  private static final int SPARE_STREAMS = 10;

  @Option(names = "--server", required = true, description = "as ws://127.0.0.1:8080/v1/calls")
  private URI server = URI.create("");

  @Option(names = "--server-pid", required = true, description = "whose CPU and memory count")
  private long serverPid;

  @Option(names = "--model", required = true, description = "the echoing stand-in")
  private URI model = URI.create("");

  @Option(names = "--calls", split = ",", defaultValue = "1,20,100", description = "how many")
  private List<Integer> calls = List.of();

  @Option(names = "--held", defaultValue = "0", description = "how many are held open in the end")
  private int held;

  @Option(names = "--seconds", defaultValue = "20", description = "counted seconds of each round")
  private int seconds;

  @Option(names = "--warm-up", defaultValue = "5", description = "seconds that do not count")
  private int warmUpSeconds;

  @Option(names = "--rounds", defaultValue = "3", description = "rounds of each kind, in turn")
  private int rounds;

  @Option(names = "--chart", description = "where a picture of it goes, SVG")
  private @Nullable Path chart;

  public static void main(String[] args) {
    System.exit(new CommandLine(new EchoBench()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    var http = HttpClient.newHttpClient();
    int most = calls.stream().reduce(COMPILED.calls(), Math::max);
    try (var sdk = ModelLeg.client(model, most + SPARE_STREAMS)) {
      var marks = new MarkedFrames(EchoedCall.Pace.REAL_TIME.frameMs());
      var throughServer =
          new Way("through the server", echoes -> ServerLeg.open(http, server, echoes), marks);
      var modelAlone = new Way("model alone", echoes -> ModelLeg.open(sdk, echoes), marks);
      Round.run(throughServer, COMPILED, List.of());
      Round.run(modelAlone, COMPILED, List.of());
      capacity(throughServer, modelAlone, new ProcessMeter(serverPid));
      return 0;
    } catch (ExecutionException | TimeoutException failed) {
      IO.println("The calls could not be made: " + failed.getMessage());
      return 1;
    } finally {
      http.shutdownNow();
    }
  }

  private void capacity(Way throughServer, Way modelAlone, ProcessMeter meter)
      throws InterruptedException, ExecutionException, TimeoutException, IOException {
    IO.println(Capacity.header());
    var measured = new ArrayList<Capacity>();
    for (int n : calls) {
      var plan = new Round.Plan(n, EchoedCall.Pace.REAL_TIME, seconds, warmUpSeconds);
      var through = new ArrayList<Round>();
      var alone = new ArrayList<Round>();
      for (int i = 0; i < rounds; i++) {
        through.add(Round.run(throughServer, plan, List.of(meter)));
        alone.add(Round.run(modelAlone, plan, List.of()));
      }
      measured.add(new Capacity(n, new Rounds(through), new Rounds(alone)));
      IO.println(measured.getLast().rows());
    }
    if (chart != null) {
      Files.writeString(chart, CapacityChart.svg(measured));
    }
    if (held > 0) {
      hold(throughServer, meter);
    }
  }

  private void hold(Way throughServer, ProcessMeter meter)
      throws InterruptedException, ExecutionException, TimeoutException {
    var round =
        Round.run(
            new Way(
                throughServer.name(),
                throughServer.opener(),
                new MarkedFrames(EchoedCall.Pace.HELD_OPEN.frameMs())),
            new Round.Plan(held, EchoedCall.Pace.HELD_OPEN, 60, 20),
            List.of(meter));
    IO.println(
        String.format(
            Locale.ROOT,
            "%n%d calls held open, 32 ms of sound from each every 10 s: p50 %.2f ms, p99 %.2f ms,"
                + " lost %.3f %%, %.3f %% of a core and %.2f MB per call, opened in %.0f / %.0f ms",
            held,
            round.latencyMs(50),
            round.latencyMs(99),
            round.lostPercent(),
            round.cpuPercent(),
            round.heapBytes() / 1_000_000,
            round.openingMs(50),
            round.openingMs(99)));
  }
}
