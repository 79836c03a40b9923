package org.voiceteller.loadtests.drill;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Many callers at once on a bank whose Cassandra has several nodes, of which one after the other is
 * killed and brought back; {@code ./teller drill cassandra} sets it up.
 *
 * <p>Exit codes: 0 everything held, 1 something did not, in a sentence each.
 */
@Command(
    name = "cassandra",
    mixinStandardHelpOptions = true,
    description = "Many calls while one Cassandra node after the other is lost.")
public final class CassandraDrill implements Callable<Integer> {

  private static final Duration BEFORE_THE_NEXT = Duration.ofSeconds(15);

  /** Long enough for the others to miss it, and to keep what it has to get. */
  private static final Duration GONE_FOR = Duration.ofSeconds(20);

  @Mixin private ApartBank bank = new ApartBank();

  @Option(
      names = "--cassandra",
      required = true,
      description = "a node, as one=cql://127.0.0.2:9042=/tmp/one.command")
  private List<String> stores = List.of();

  @Option(names = "--schema", required = true, description = "what makes the tables")
  private Path schema = Path.of("");

  public static void main(String[] args) {
    System.exit(new CommandLine(new CassandraDrill()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    List<DrillNode> nodes = stores.stream().map(DrillNode::parse).toList();
    try (var http = HttpClient.newHttpClient()) {
      for (var node : nodes) {
        node.start();
        if (!node.isReady(http)) {
          IO.println("The Cassandra node " + node.name() + " has not become ready.");
          return 1;
        }
      }
      try (var journal = SharedJournal.on(nodes)) {
        journal.apply(schema);
        return bank.drill(
            "one of %d Cassandra nodes after the other is killed".formatted(nodes.size()),
            (_, _, _, findings) ->
                journal.judgedAfter(
                    LostNodes.begin(
                        nodes,
                        new LostNodes.Manner(
                            LostNodes.How.KILLED, BEFORE_THE_NEXT, GONE_FOR, Duration.ZERO),
                        http,
                        findings)));
      }
    } finally {
      for (var node : nodes) {
        node.close();
      }
    }
  }
}
