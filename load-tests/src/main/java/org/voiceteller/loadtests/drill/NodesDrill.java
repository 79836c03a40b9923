package org.voiceteller.loadtests.drill;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Many callers at once on several nodes, of which one after the other is killed or deployed anew.
 * The sample customers' bank must be running with fresh data and joined by no other node; {@code
 * ./teller drill nodes} starts it.
 *
 * <p>Exit codes: 0 everything held, 1 something did not, in a sentence each.
 */
@Command(
    name = "nodes",
    mixinStandardHelpOptions = true,
    description = "Many calls on several nodes, one after the other of which is lost.")
public final class NodesDrill implements Callable<Integer> {

  private static final Duration BEFORE_THE_NEXT = Duration.ofSeconds(15);
  private static final Duration GONE_FOR = Duration.ofSeconds(5);

  @Mixin private BankOptions options = new BankOptions();

  @Option(
      names = "--node",
      required = true,
      description = "another node, as voice=http://127.0.0.1:8081=/tmp/voice.command")
  private List<String> others = List.of();

  @Option(
      names = "--door",
      required = true,
      description = "the name of a node that answers calls, besides the first")
  private List<String> doors = List.of();

  @Option(names = "--how", required = true, description = "${COMPLETION-CANDIDATES}")
  private LostNodes.How how = LostNodes.How.KILLED;

  @Option(names = "--drains", required = true, description = "how long a node may take to go")
  private int drainsSeconds;

  @Option(names = "--minutes", required = true, description = "how long nodes are lost")
  private int minutes;

  @Option(names = "--calls", required = true, description = "how many at once")
  private int calls;

  @Option(names = "--seed", required = true, description = "of the callers; 0 for any")
  private long seed;

  public static void main(String[] args) {
    System.exit(new CommandLine(new NodesDrill()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    List<DrillNode> nodes = others.stream().map(DrillNode::parse).toList();
    try (var http = HttpClient.newHttpClient()) {
      for (var node : nodes) {
        node.start();
      }
      for (var node : nodes) {
        if (!node.isReady(http)) {
          IO.println("The node " + node.name() + " has not become ready.");
          return 1;
        }
      }
      int exitCode = drill(nodes, http);
      for (var node : nodes) {
        if (!node.endsWithin(Duration.ofSeconds(drainsSeconds))) {
          IO.println("The node " + node.name() + " does not end and is killed.");
        }
      }
      return exitCode;
    } finally {
      for (var node : nodes) {
        node.close();
      }
    }
  }

  private int drill(List<DrillNode> nodes, HttpClient http) throws Exception {
    long chosen = Crowd.seed(seed);
    var called = new ArrayList<URI>(List.of(options.bank()));
    nodes.stream()
        .filter(node -> doors.contains(node.name()))
        .map(DrillNode::home)
        .forEach(called::add);
    var all = new ArrayList<URI>(List.of(options.bank()));
    nodes.stream().map(DrillNode::home).forEach(all::add);
    IO.println(
        "%d calls at once for %d minutes on %d of %d nodes, which are %s in turn; seed %d."
            .formatted(calls, minutes, called.size(), all.size(), how, chosen));
    return new Crowd(
            options,
            options::pid,
            all,
            Doors.of(called),
            Duration.ofMinutes(minutes),
            calls,
            chosen)
        .calls(
            findings ->
                LostNodes.begin(
                    nodes,
                    new LostNodes.Manner(
                        how, BEFORE_THE_NEXT, GONE_FOR, Duration.ofSeconds(drainsSeconds)),
                    http,
                    findings));
  }
}
