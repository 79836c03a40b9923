package org.voiceteller.http.laptop;

import com.typesafe.config.Config;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voiceteller.http.StartException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./teller drill partition}: many calls on a bank of three nodes, of which one after the
 * other is cut off from the two others, but not from the stores nor from its callers. The first
 * node, whose process owns the stores, is the last to be cut off and stays away; the stores stay.
 * Lays a network of its own and starts a bank in it, over a data directory that is deleted
 * afterwards. Root of Linux only. Exit codes: 0 everything held, 1 it did not, or could not be
 * started, 2 a wrong command line.
 */
@Command(
    name = "partition",
    description = "Many calls on three nodes, one of which is cut off from the others in turn.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TellerDrillPartition implements Callable<Integer> {

  private static final List<String> OTHERS = List.of("b", "c");
  private static final int PORT = 8080;
  private static final int NODE_PORT = 7355;
  private static final int GONE_WITHIN_SECONDS = 60;

  /** Longer than the drill's own program waits for its nodes. */
  private static final int ENDS_WITHIN_SECONDS = 180;

  @Option(
      names = "--minutes",
      defaultValue = "6",
      description = "How long nodes are cut off. Default: ${DEFAULT-VALUE}")
  private int minutes;

  @Option(
      names = "--calls",
      defaultValue = "60",
      description = "How many at once. Default: ${DEFAULT-VALUE}")
  private int calls;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "Of the callers and cuts; 0 takes any and prints it. Default: 0")
  private long seed;

  @Option(
      names = "--network",
      hidden = true,
      defaultValue = "",
      description = "In whose hub this process runs")
  private String network = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Bounds.expect(spec, "--minutes", minutes, 2, 600);
    Bounds.expect(spec, "--calls", calls, 1, 500);
    return TrialBank.exitCode(
        network.isEmpty()
            ? this::layNetwork
            : () -> inside(CuttableNetwork.named(network, OTHERS)));
  }

  /** The same command once more, in the hub; the network goes when that has ended, however. */
  private int layNetwork() throws IOException {
    CuttableNetwork laid = CuttableNetwork.create(OTHERS);
    Process inside;
    try {
      inside = new ProcessBuilder(laid.inHub(thisCommand(laid))).inheritIO().start();
    } catch (IOException failed) {
      laid.close();
      throw failed;
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  end(inside);
                  laid.close();
                },
                "take-network-away"));
    try {
      return inside.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private List<String> thisCommand(CuttableNetwork laid) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Teller.class.getName()));
    command.addAll(
        List.of(
            "drill",
            "partition",
            "--minutes=" + minutes,
            "--calls=" + calls,
            "--seed=" + seed,
            "--network=" + laid.name()));
    return command;
  }

  private static void end(Process inside) {
    inside.destroy();
    try {
      if (!inside.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        inside.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      inside.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private int inside(CuttableNetwork laid) {
    return TrialBank.run(
        StandIn.Manner.READS_AND_WRITES_TO_MANY,
        TellerDrillNodes.forCalls(calls, between(laid, CuttableNetwork.FIRST)),
        (site, bank, model) -> drill(laid, site, bank, model));
  }

  private static Map<String, Object> between(CuttableNetwork laid, String node) {
    return Map.of(
        "pekko.remote.artery.canonical.hostname",
        laid.addressOf(node),
        "pekko.remote.artery.canonical.port",
        NODE_PORT);
  }

  private int drill(CuttableNetwork laid, TrialBank.Site site, URI bank, URI model) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--bank=" + bank,
                "--bank-pid=" + ProcessHandle.current().pid(),
                "--codes-port=" + site.codesPort(),
                "--home=" + site.home(),
                "--data=" + site.data(),
                "--drains=" + GONE_WITHIN_SECONDS,
                "--minutes=" + minutes,
                "--calls=" + calls,
                "--seed=" + seed));
    try {
      Path files = Files.createTempDirectory("voice-teller-partition");
      System.out.println("What the nodes log, and what they are told, is in " + files);
      for (String node : OTHERS) {
        arguments.add("--node=" + node(laid, site, model, node, files));
      }
    } catch (IOException failed) {
      throw new StartException("A node cannot be set up: " + failed.getMessage());
    }
    return LoadProgram.run(
        site.home(), "org.voiceteller.loadtests.drill.PartitionDrill", arguments);
  }

  private String node(CuttableNetwork laid, TrialBank.Site site, URI model, String node, Path files)
      throws IOException {
    Map<String, Object> own = new HashMap<>(between(laid, node));
    own.put("voice-teller.http.host", laid.doorsOf(node));
    own.put("voice-teller.http.port", PORT);
    own.put("voice-teller.webrtc.host", laid.doorsOf(node));
    own.put("voice-teller.cluster.seeds", seeds(laid));
    Config settings =
        SecondNode.settings(site, model, NODE_PORT, TellerDrillNodes.forCalls(calls, own));
    Path file = files.resolve(node + ".command");
    Files.write(file, laid.beside(node, SecondNode.command(site.home(), settings)));
    return "%s=http://%s:%d=%s".formatted(node, laid.doorsOf(node), PORT, file);
  }

  /** All of them: who comes back finds those who are there, whichever that are. */
  private static String seeds(CuttableNetwork laid) {
    return Stream.concat(Stream.of(CuttableNetwork.FIRST), OTHERS.stream())
        .map(node -> laid.addressOf(node) + ":" + NODE_PORT)
        .collect(Collectors.joining(","));
  }
}
