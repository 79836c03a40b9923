package org.voiceteller.http.laptop;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voiceteller.http.StartException;

/**
 * Of {@code ./teller bench nodes}: a bank of one node that two more can join, each of which does
 * everything.
 */
final class NodesTrial {

  private static final List<String> FURTHER = List.of("two", "three");

  private final Map<String, Object> settings;
  private final int calls;
  private final int seconds;

  /**
   * @param settings of every node, for as many calls as all of them together are to have
   */
  NodesTrial(Map<String, Object> settings, int calls, int seconds) {
    this.settings = Map.copyOf(settings);
    this.calls = calls;
    this.seconds = seconds;
  }

  /** Returns the measurement's exit code. */
  int run() throws IOException {
    int artery = LoadProgram.freePort();
    return TrialBank.run(
        StandIn.Manner.READS_AND_WRITES_TO_MANY,
        with(Map.of("pekko.remote.artery.canonical.port", artery)),
        (site, bank, model) -> measure(site, bank, model, artery));
  }

  private int measure(TrialBank.Site site, URI bank, URI model, int artery) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--bank=" + bank,
                "--bank-pid=" + ProcessHandle.current().pid(),
                "--codes-port=" + site.codesPort(),
                "--home=" + site.home(),
                "--data=" + site.data(),
                "--calls=" + calls,
                "--seconds=" + seconds));
    try {
      Path files = Files.createTempDirectory("voice-teller-nodes");
      for (String name : FURTHER) {
        arguments.add("--node=" + node(site, model, artery, name, files));
      }
    } catch (IOException failed) {
      throw new StartException("A node cannot be set up: " + failed.getMessage());
    }
    return LoadProgram.run(site.home(), "org.voiceteller.loadtests.drill.NodesBench", arguments);
  }

  private String node(TrialBank.Site site, URI model, int artery, String name, Path files)
      throws IOException {
    int port = LoadProgram.freePort();
    var settings =
        SecondNode.settings(
            site,
            model,
            artery,
            with(
                Map.of(
                    "voice-teller.http.port",
                    port,
                    "pekko.remote.artery.canonical.port",
                    LoadProgram.freePort())));
    Path file = files.resolve(name + ".command");
    Files.write(file, SecondNode.command(site.home(), settings));
    return "%s=http://127.0.0.1:%d=%s".formatted(name, port, file);
  }

  private Map<String, Object> with(Map<String, ?> more) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("voice-teller.bank.number-claims.free", 1_000_000);
    all.putAll(more);
    return all;
  }
}
