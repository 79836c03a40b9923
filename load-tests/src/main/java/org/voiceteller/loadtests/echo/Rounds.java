package org.voiceteller.loadtests.echo;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Rounds of the same kind, as a table tells them. At least one. */
public record Rounds(List<Round> all) {

  public Rounds {
    all = List.copyOf(all);
  }

  public double median(ToDoubleFunction<Round> figure) {
    var sorted = all.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** A latency's median, and its smallest and largest. */
  public String spread(double percentile) {
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f–%.2f)",
        median(r -> r.latencyMs(percentile)),
        all.stream().mapToDouble(r -> r.latencyMs(percentile)).min().orElseThrow(),
        all.stream().mapToDouble(r -> r.latencyMs(percentile)).max().orElseThrow());
  }
}
