package org.voiceteller.loadtests.capacity;

import static org.voiceteller.loadtests.capacity.Figure.STREAM_QUOTA;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the model in Markdown. {@code ./teller capacity} starts it. */
@Command(
    name = "capacity",
    mixinStandardHelpOptions = true,
    description = "What so many calls at once need, and what breaks first.")
public final class CapacityReport implements Callable<Integer> {

  private static final long MOST = BreakingPoint.MOST_CALLS;

  @Option(names = "--calls", required = true, split = ",", description = "at once, a column each")
  private long[] calls = {};

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  public static void main(String[] args) {
    System.exit(new CommandLine(new CapacityReport()).execute(args));
  }

  @Override
  public Integer call() {
    if (LongStream.of(calls).anyMatch(each -> each < 1 || each > MOST)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--calls takes 1 to %d each.".formatted(MOST));
    }
    lines(Figures.asKnown(), calls).forEach(IO::println);
    return 0;
  }

  /** The whole report. */
  static List<String> lines(Figures figures, long... calls) {
    List<Demand> demands =
        LongStream.of(calls).mapToObj(each -> new Demand(each, figures)).toList();
    var lines = new ArrayList<String>();
    lines.add("### What they need");
    lines.add("");
    head(lines, "", demands);
    row(lines, "calls begun a second", demands, Demand::callsPerSecond);
    row(
        lines,
        "nodes that answer (%.0f calls each at most)",
        demands,
        Demand::callsPerVoiceNode,
        Demand::voiceNodes);
    row(
        lines,
        "nodes that host (%.0f sessions each at most)",
        demands,
        Demand::callsPerBankNode,
        Demand::bankNodes);
    row(
        lines,
        "nodes that project (events of %.0f calls each)",
        demands,
        Demand::callsPerProjectionNode,
        Demand::projectionNodes);
    row(lines, "shards that these hosts want", demands, Demand::shards);
    row(lines, "events a second", demands, Demand::eventsPerSecond);
    row(
        lines,
        "rows a second into Cassandra, each three times",
        demands,
        Demand::cassandraRowsPerSecond);
    row(lines, "Cassandra nodes", demands, Demand::cassandraNodes);
    row(lines, "MB a day in the partition of a tag", demands, Demand::tagPartitionMegabytesPerDay);
    row(lines, "audit entries a second into the ledger", demands, Demand::entriesPerSecond);
    row(lines, "streams to the model at once", demands, Demand::streams);
    row(lines, "streams to ask AWS for", demands, Demand::streamsToAskFor);
    row(
        lines,
        "times the usual quota",
        demands,
        demand -> demand.streamsToAskFor() / figures.of(STREAM_QUOTA));
    row(lines, "heartbeats of legs a second", demands, Demand::heartbeatsPerSecond);
    row(lines, "news of calls a second, to each node", demands, Demand::newsPerSecondAndNode);
    lines.add("");
    lines.add(
        "A million calls, whenever they are made, leave %.0f GB in Cassandra on each replica and write %.0f million units to DynamoDB."
            .formatted(
                demands.getFirst().cassandraGigabytesPerMillionCalls(),
                demands.getFirst().allWriteUnitsPerCall()));
    lines.add("");
    lines.add("### DynamoDB, write units a second");
    lines.add("");
    head(lines, "units a call", demands);
    demands
        .getFirst()
        .writeUnitsPerCall()
        .forEach(
            (table, units) ->
                row(
                    lines,
                    "%s (%s)".formatted(table, number(units)),
                    demands,
                    demand -> demand.writeUnitsPerSecond(table)));
    row(
        lines,
        "all (%s)".formatted(number(demands.getFirst().allWriteUnitsPerCall())),
        demands,
        Demand::writeUnitsPerSecond);
    lines.add("");
    lines.add("### A minute of a call, in dollars");
    lines.add("");
    head(lines, "", demands);
    demands
        .getFirst()
        .costPerCallMinute()
        .keySet()
        .forEach(
            part ->
                lines.add(
                    cells(
                        part,
                        demands,
                        demand -> dollars(demand.costPerCallMinute().getOrDefault(part, 0.0)))));
    lines.add(cells("**all**", demands, demand -> dollars(demand.allCostPerCallMinute())));
    lines.add("");
    lines.add("### What breaks first");
    lines.add("");
    lines.add("| from so many calls at once | what | what would have to change |");
    lines.add("|---|---|---|");
    BreakingPoint.inOrder(figures)
        .forEach(
            point ->
                lines.add(
                    "| %s | %s | %s |"
                        .formatted(
                            point.firstBrokenAt(figures).isPresent()
                                ? number(point.firstBrokenAt(figures).getAsLong())
                                : "not below " + number(MOST),
                            point.what(),
                            point.change())));
    lines.add("");
    lines.add("### What it is reckoned from");
    lines.add("");
    lines.add("| figure | value | how sure | from |");
    lines.add("|---|---|---|---|");
    Arrays.stream(Figure.values())
        .forEach(
            figure ->
                lines.add(
                    "| %s | %s %s | %s | %s |"
                        .formatted(
                            figure.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            plain(figures.of(figure)),
                            figure.unit(),
                            figure.basis().name().toLowerCase(Locale.ROOT),
                            figure.source())));
    return lines;
  }

  private static void head(List<String> lines, String first, List<Demand> demands) {
    lines.add(
        cells(
            first.isEmpty() ? "calls at once" : first, demands, demand -> number(demand.calls())));
    lines.add("|---|" + "---:|".repeat(demands.size()));
  }

  private static void row(
      List<String> lines,
      String name,
      List<Demand> demands,
      Function<Demand, ? extends Number> value) {
    lines.add(cells(name, demands, demand -> number(value.apply(demand).doubleValue())));
  }

  /**
   * @param name with a place for what one node takes
   */
  private static void row(
      List<String> lines,
      String name,
      List<Demand> demands,
      Function<Demand, Double> perNode,
      Function<Demand, Long> nodes) {
    row(lines, name.formatted(perNode.apply(demands.getFirst())), demands, nodes);
  }

  private static String cells(String name, List<Demand> demands, Function<Demand, String> value) {
    return "| "
        + name
        + " | "
        + demands.stream().map(value).collect(Collectors.joining(" | "))
        + " |";
  }

  private static String number(double value) {
    return value < 10 && value != Math.rint(value)
        ? String.format(Locale.ROOT, value < 0.1 ? "%.3f" : "%.1f", value)
        : String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String plain(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : Double.toString(value);
  }

  private static String dollars(double value) {
    return String.format(Locale.ROOT, "%.5f", value);
  }
}
