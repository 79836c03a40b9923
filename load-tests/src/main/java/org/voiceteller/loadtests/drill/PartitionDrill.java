package org.voiceteller.loadtests.drill;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Many callers at once on three nodes, of which one after the other is cut off from the others. The
 * sample customers' bank must be running with fresh data, in a network whose cables this process
 * may pull; {@code ./teller drill partition} lays the one and starts the other.
 *
 * <p>Exit codes: 0 everything held, 1 something did not, in a sentence each.
 */
@Command(
    name = "partition",
    mixinStandardHelpOptions = true,
    description = "Many calls on three nodes, one of which is cut off from the others in turn.")
public final class PartitionDrill implements Callable<Integer> {

  @Mixin private BankOptions options = new BankOptions();

  @Option(
      names = "--node",
      required = true,
      description = "another node, as b=http://198.18.11.2:8080=/tmp/b.command")
  private List<String> others = List.of();

  @Option(names = "--drains", required = true, description = "how long a node may take to go")
  private int drainsSeconds;

  @Option(names = "--minutes", required = true, description = "how long nodes are cut off")
  private int minutes;

  @Option(names = "--calls", required = true, description = "how many at once")
  private int calls;

  @Option(names = "--seed", required = true, description = "of the callers and cuts; 0 for any")
  private long seed;

  public static void main(String[] args) {
    System.exit(new CommandLine(new PartitionDrill()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    List<DrillNode> nodes = others.stream().map(DrillNode::parse).toList();
    try (var http = HttpClient.newHttpClient();
        var clock = Executors.newScheduledThreadPool(1)) {
      for (var node : nodes) {
        node.start();
      }
      for (var node : nodes) {
        if (!node.isReady(http)) {
          IO.println("The node " + node.name() + " has not become ready.");
          return 1;
        }
      }
      try {
        return drill(nodes, http, clock);
      } finally {
        clock.shutdownNow();
      }
    } finally {
      for (var node : nodes) {
        if (!node.endsWithin(Duration.ofSeconds(drainsSeconds))) {
          IO.println("The node " + node.name() + " does not end and is killed.");
        }
        node.close();
      }
    }
  }

  private int drill(List<DrillNode> nodes, HttpClient http, ScheduledExecutorService clock)
      throws Exception {
    long chosen = Crowd.seed(seed);
    var others = nodes.stream().map(DrillNode::home).toList();
    var doors = new ArrayList<URI>(List.of(options.bank()));
    doors.addAll(others);
    IO.println(
        "%d calls at once for %d minutes on %d nodes, which are cut off in turn; seed %d."
            .formatted(calls, minutes, doors.size(), chosen));
    Map<String, BankWatch> watched = new LinkedHashMap<>();
    watched.put("the first node", BankWatch.begin(http, options.bank(), clock));
    nodes.forEach(node -> watched.put(node.name(), BankWatch.begin(http, node.home(), clock)));
    var lasts = Duration.ofMinutes(minutes);
    // The first node is gone at the end: what is left is asked of the others.
    return new Crowd(options, options::pid, others, Doors.of(doors), lasts, calls, chosen)
        .calls(
            findings ->
                new WatchedCuts(
                    RunnersWatch.begin(watched, findings),
                    CutOffNodes.begin(
                        nodes,
                        options.bank(),
                        Duration.ofSeconds(drainsSeconds),
                        lasts,
                        http,
                        chosen,
                        findings)));
  }

  /** The cuts, and whether anything ran twice meanwhile. */
  private record WatchedCuts(RunnersWatch runners, CutOffNodes cuts) implements Trouble {

    @Override
    public String told() {
      return cuts.told() + "\n\n" + runners.told();
    }

    @Override
    public void close() throws InterruptedException {
      cuts.close();
      runners.close();
    }
  }
}
