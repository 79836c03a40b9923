package org.voiceteller.loadtests.echo;

import java.util.Locale;

/**
 * What so many calls at once cost: the rounds through the server beside those of the same client
 * that talks to the model directly, made in turn.
 */
record Capacity(int calls, Rounds through, Rounds alone) {

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
                through.median(Round::heapBytes) / 1_000_000,
                through.median(r -> r.openingMs(50)),
                through.median(r -> r.openingMs(99))),
        row("model alone", alone) + " | | |",
        String.format(
            Locale.ROOT,
            "| %d | ratio of medians | %.2f | %.2f | | | | |",
            calls,
            latencyMs(50) / aloneMs(50),
            latencyMs(99) / aloneMs(99)));
  }

  private String row(String way, Rounds rounds) {
    return String.format(
        Locale.ROOT,
        "| %d | %s | %s | %s | %.3f %% |",
        calls,
        way,
        rounds.spread(50),
        rounds.spread(99),
        rounds.median(Round::lostPercent));
  }

  double latencyMs(double percentile) {
    return through.median(r -> r.latencyMs(percentile));
  }

  double aloneMs(double percentile) {
    return alone.median(r -> r.latencyMs(percentile));
  }

  double cpuPercent() {
    return through.median(Round::cpuPercent);
  }
}
