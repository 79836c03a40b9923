package org.voiceteller.loadtests.echo;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What so many calls at once cost: the rounds through the server beside those of the same client
 * that talks to the model directly, made in turn.
 */
record Capacity(int calls, List<Round> through, List<Round> alone) {

  Capacity {
    through = List.copyOf(through);
    alone = List.copyOf(alone);
  }

  static String header() {
    return """
    | calls | way | p50 ms (min–max of rounds) | p99 ms | lost frames | CPU per call | live heap per call | opened in p50 / p99 ms |
    |---|---|---|---|---|---|---|---|""";
  }

  /** Lines of a Markdown table: through the server, the model alone, their ratio. */
  String rows() {
    return String.join(
        "\n",
        row("through the server", through)
            + String.format(
                Locale.ROOT,
                " %.2f %% | %.2f MB | %.0f / %.0f |",
                cpuPercent(),
                median(through, Round::heapBytes) / 1_000_000,
                median(through, r -> r.openingMs(50)),
                median(through, r -> r.openingMs(99))),
        row("model alone", alone) + " | | |",
        String.format(
            Locale.ROOT,
            "| %d | ratio of medians | %.2f | %.2f | | | | |",
            calls,
            latencyMs(50) / aloneMs(50),
            latencyMs(99) / aloneMs(99)));
  }

  private String row(String way, List<Round> rounds) {
    return String.format(
        Locale.ROOT,
        "| %d | %s | %s | %s | %.3f %% |",
        calls,
        way,
        spread(rounds, 50),
        spread(rounds, 99),
        median(rounds, Round::lostPercent));
  }

  private static String spread(List<Round> rounds, double percentile) {
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f–%.2f)",
        median(rounds, r -> r.latencyMs(percentile)),
        rounds.stream().mapToDouble(r -> r.latencyMs(percentile)).min().orElseThrow(),
        rounds.stream().mapToDouble(r -> r.latencyMs(percentile)).max().orElseThrow());
  }

  double latencyMs(double percentile) {
    return median(through, r -> r.latencyMs(percentile));
  }

  double aloneMs(double percentile) {
    return median(alone, r -> r.latencyMs(percentile));
  }

  double cpuPercent() {
    return median(through, Round::cpuPercent);
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    var sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
