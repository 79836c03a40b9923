package org.voiceteller.loadtests.ways;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.voiceteller.loadtests.echo.ProcessMeter;
import org.voiceteller.loadtests.echo.Round;
import org.voiceteller.loadtests.echo.Rounds;
import org.voiceteller.loadtests.echo.Way;

/**
 * A way and what is measured beside its latency.
 *
 * @param meters of the bank's process, and of the adapter's where there is one; none for the model
 *     alone
 * @param jitterBuffer empty where there is none
 */
record MeasuredWay(Way way, List<ProcessMeter> meters, Optional<HeldBack> jitterBuffer) {

  static String header() {
    return """
    | calls | way | p50 ms (min–max of rounds) | p99 ms | lost marks | bank's CPU per call | adapter's | bank's live heap per call | adapter's | jitter buffer ms | opened in p50 / p99 ms |
    |---|---|---|---|---|---|---|---|---|---|---|""";
  }

  /** A round of which nothing counts, not even that it fails. */
  void warmUp(Round.Plan plan) throws InterruptedException {
    try {
      Round.run(way, plan, List.of());
    } catch (ExecutionException | TimeoutException failed) {
      IO.println("Before anything counted, " + way.name() + ": " + failed.getMessage());
    }
  }

  /** A line of a Markdown table; one with the reason where it could not be measured. */
  String row(Round.Plan plan, int rounds) throws IOException, InterruptedException {
    try {
      var before = jitterBuffer.isPresent() ? Optional.of(jitterBuffer.get().read()) : noReading();
      var measured = new ArrayList<Round>();
      for (int i = 0; i < rounds; i++) {
        measured.add(Round.run(way, plan, meters));
      }
      String held = before.isPresent() ? jitterBuffer.get().since(before.get()) : "";
      return row(plan.calls(), new Rounds(measured), held);
    } catch (ExecutionException | TimeoutException failed) {
      return "| %d | %s | not measured: %s | | | | | | | | |"
          .formatted(plan.calls(), way.name(), failed.getMessage());
    }
  }

  private static Optional<HeldBack.Reading> noReading() {
    return Optional.empty();
  }

  private String row(int calls, Rounds rounds, String held) {
    return String.format(
        Locale.ROOT,
        "| %d | %s | %s | %s | %.1f %% | %s | %s | %s | %s | %s | %.0f / %.0f |",
        calls,
        way.name(),
        rounds.spread(50),
        rounds.spread(99),
        rounds.median(Round::lostPercent),
        cpu(rounds, 0),
        cpu(rounds, 1),
        heap(rounds, 0),
        heap(rounds, 1),
        held,
        rounds.median(r -> r.openingMs(50)),
        rounds.median(r -> r.openingMs(99)));
  }

  private String cpu(Rounds rounds, int process) {
    return process >= meters.size()
        ? ""
        : String.format(
            Locale.ROOT, "%.2f %%", rounds.median(r -> r.uses().get(process).cpuPercent()));
  }

  private String heap(Rounds rounds, int process) {
    return process >= meters.size()
        ? ""
        : String.format(
            Locale.ROOT,
            "%.2f MB",
            rounds.median(r -> r.uses().get(process).heapBytes()) / 1_000_000);
  }
}
