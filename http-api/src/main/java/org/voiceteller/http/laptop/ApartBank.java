package org.voiceteller.http.laptop;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A bank in a process of its own, as {@code ./teller up} starts it, which a drill starts, kills and
 * starts again on the same data and ports. The model's stand-in is not the bank's: it stays.
 */
final class ApartBank {

  private static final Duration MODEL_READY = Duration.ofSeconds(150);

  private final Path home;
  private final Path data;
  private final Path files;

  private ApartBank(Path home, Path data, Path files) {
    this.home = home;
    this.data = data;
    this.files = files;
  }

  /** What a drill of {@code load-tests} needs besides. */
  @FunctionalInterface
  interface Drill {

    /**
     * @param settings of the bank, to add to
     * @return further arguments of the drill
     */
    List<String> prepare(ApartBank bank, Map<String, Object> settings) throws IOException;
  }

  /**
   * Has a drill run it, over a data directory that is deleted afterwards.
   *
   * @param main the drill's program
   * @return the drill's exit code
   */
  static int run(CrowdOptions crowd, String main, Drill drill) {
    return TrialBank.exitCode(
        () -> {
          Path data = Files.createTempDirectory("voice-teller-trial");
          Path files = Files.createTempDirectory("voice-teller-drill");
          System.out.println("What the processes log, and what they are told, is in " + files);
          StandIn model =
              StandIn.start(
                  TrialBank.home(),
                  files.resolve("local-sonic"),
                  StandIn.Manner.READS_AND_WRITES_TO_MANY,
                  MODEL_READY);
          try {
            model.whenReady().toCompletableFuture().join();
            return new ApartBank(TrialBank.home(), data, files).run(crowd, main, drill, model);
          } finally {
            model.stop();
            DataDirectory.remove(data);
          }
        });
  }

  private int run(CrowdOptions crowd, String main, Drill drill, StandIn model) throws IOException {
    int port = LoadProgram.freePort();
    int codes = LoadProgram.freePort();
    Map<String, Object> settings = new HashMap<>(crowd.settings());
    settings.put("voice-teller.home", home.toString());
    settings.put("voice-teller.persistence.modules", home.resolve("persistence").toString());
    settings.put("voice-teller.nova.endpoint", model.endpoint().toString());
    settings.put("voice-teller.nova.region", "us-east-1");
    settings.put("voice-teller.persistence.embedded.cassandra-port", LoadProgram.freePort());
    settings.put("voice-teller.persistence.embedded.dynamodb-port", LoadProgram.freePort());
    List<String> more = drill.prepare(this, settings);
    Config all =
        ConfigFactory.parseMap(settings, "the drill").withFallback(LoadProgram.codesTo(codes));
    String bank = "http://127.0.0.1:" + port;
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--bank=" + bank,
                "--bank-node="
                    + program(
                        "bank",
                        bank,
                        SecondNode.command(
                            home,
                            all,
                            Teller.class.getName(),
                            "up",
                            "--text-only",
                            "--port=" + port,
                            "--data=" + data)),
                "--codes-port=" + codes,
                "--home=" + home,
                "--data=" + data));
    arguments.addAll(crowd.arguments());
    arguments.addAll(more);
    return LoadProgram.run(home, main, arguments);
  }

  Path home() {
    return home;
  }

  Path data() {
    return data;
  }

  /**
   * A program for the drill to run.
   *
   * @param url where it answers
   * @return as the drill takes it: name, address and a file with the command, an argument a line
   */
  String program(String name, String url, List<String> command) throws IOException {
    Path file = files.resolve(name + ".command");
    Files.write(file, command);
    return "%s=%s=%s".formatted(name, url, file);
  }
}
