package org.voiceteller.http.laptop;

import com.typesafe.config.Config;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.voiceteller.http.StartException;
import org.voiceteller.http.cluster.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./teller drill nodes}: many calls on a bank of four nodes, of which one that answers
 * calls, one that hosts sessions and one that keeps the tables are lost in turn; the first node,
 * which owns the stores, stays. Starts a bank of its own over a data directory that is deleted
 * afterwards. Exit codes: 0 everything held, 1 it did not, or could not be started, 2 a wrong
 * command line.
 */
@Command(
    name = "nodes",
    description = "Many calls on four nodes, three of which are lost in turn.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TellerDrillNodes implements Callable<Integer> {

  /** Callers look at their accounts before and after. */
  private static final int SPARE_CALLS = 20;

  private static final int NOTICE_SECONDS = 2;
  private static final int LIMIT_SECONDS = 10;
  private static final int GONE_WITHIN_SECONDS = 60;

  @Option(
      names = "--minutes",
      defaultValue = "6",
      description = "How long nodes are lost. Default: ${DEFAULT-VALUE}")
  private int minutes;

  @Option(
      names = "--calls",
      defaultValue = "60",
      description = "How many at once. Default: ${DEFAULT-VALUE}")
  private int calls;

  @Option(
      names = "--how",
      defaultValue = "KILLED",
      description =
          "${COMPLETION-CANDIDATES}: by kill -9, by SIGTERM as when a new version is deployed, or"
              + " standing still until the others go on without it. Default: ${DEFAULT-VALUE}")
  private How how = How.KILLED;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "Of the callers; 0 takes any and prints it. Default: 0")
  private long seed;

  /** How a node is lost. */
  enum How {
    KILLED,
    DEPLOYED,
    FROZEN
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Bounds.expect(spec, "--minutes", minutes, 1, 600);
    Bounds.expect(spec, "--calls", calls, 1, 500);
    return TrialBank.exitCode(
        () -> {
          int artery = LoadProgram.freePort();
          return TrialBank.run(
              StandIn.Manner.READS_AND_WRITES_TO_MANY,
              forCalls(calls, Map.of("pekko.remote.artery.canonical.port", artery)),
              (site, bank, model) -> drill(site, bank, model, artery));
        });
  }

  /** Any node may get all calls, and numbers may be claimed all the time. */
  static Map<String, Object> forCalls(int calls, Map<String, ?> more) {
    Map<String, Object> settings =
        new HashMap<>(
            Map.of(
                "voice-teller.http.max-calls",
                calls + SPARE_CALLS,
                "voice-teller.http.resume-reserve",
                calls,
                "voice-teller.nova.max-concurrency",
                3 * calls + 2 * SPARE_CALLS,
                "voice-teller.bank.call.resume-grace",
                "60s",
                "voice-teller.bank.number-claims.free",
                1_000_000));
    settings.putAll(more);
    return settings;
  }

  private int drill(TrialBank.Site site, URI bank, URI model, int artery) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--bank=" + bank,
                "--bank-pid=" + ProcessHandle.current().pid(),
                "--codes-port=" + site.codesPort(),
                "--home=" + site.home(),
                "--data=" + site.data(),
                "--door=" + Role.VOICE.wireName(),
                "--how=" + how,
                "--drains=" + GONE_WITHIN_SECONDS,
                "--minutes=" + minutes,
                "--calls=" + calls,
                "--seed=" + seed));
    try {
      Path files = Files.createTempDirectory("voice-teller-nodes");
      System.out.println("What the nodes log, and what they are told, is in " + files);
      for (Role role : Role.values()) {
        arguments.add("--node=" + node(site, model, artery, role, files));
      }
    } catch (IOException failed) {
      throw new StartException("A node cannot be set up: " + failed.getMessage());
    }
    return LoadProgram.run(site.home(), "org.voiceteller.loadtests.drill.NodesDrill", arguments);
  }

  /** With one role, and ports that stay its own when it comes back. */
  private String node(TrialBank.Site site, URI model, int artery, Role role, Path files)
      throws IOException {
    int port = LoadProgram.freePort();
    Config settings =
        SecondNode.settings(
            site,
            model,
            artery,
            forCalls(
                calls,
                Map.of(
                    "voice-teller.http.port",
                    port,
                    "voice-teller.http.drain-notice",
                    NOTICE_SECONDS + "s",
                    "voice-teller.http.drain-limit",
                    LIMIT_SECONDS + "s",
                    "voice-teller.cluster.roles",
                    role.wireName(),
                    "pekko.remote.artery.canonical.port",
                    LoadProgram.freePort())));
    Path file = files.resolve(role.wireName() + ".command");
    Files.write(file, SecondNode.command(site.home(), settings));
    return "%s=http://127.0.0.1:%d=%s".formatted(role.wireName(), port, file);
  }
}
