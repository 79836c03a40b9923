package org.voiceteller.http.laptop;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceteller.http.StartException;
import org.voiceteller.persistence.embedded.EmbeddedStoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code ./teller bench}: starts a bank of its own on a free port, over a data directory that is
 * deleted afterwards, with a model that echoes; measures in another process how long sound takes
 * through it and how long without it; prints a Markdown table on standard output. Exit codes: 0
 * measured, 1 could not, 2 a wrong command line.
 */
@Command(
    name = "bench",
    description = "Measures what the server adds to the echo of the model.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TellerBench implements Callable<Integer> {

  private static final int MAX_CALLS = 1_000;

  /**
   * The benchmark's own warm-up makes 10 calls, and calls that end take their place for a while.
   */
  private static final int SPARE_CALLS = 30;

  @Option(
      names = "--calls",
      split = ",",
      defaultValue = "1,20,100",
      description = "How many at once, one after the other. Default: ${DEFAULT-VALUE}")
  private List<Integer> calls = List.of();

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "Counted seconds of each round. Default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "Rounds of each kind, in turn. Default: ${DEFAULT-VALUE}")
  private int rounds;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    expect("--calls", MAX_CALLS, calls);
    expect("--seconds", 3_600, List.of(seconds));
    expect("--rounds", 100, List.of(rounds));
    Path home = Path.of(System.getProperty("voice-teller.home", ".")).toAbsolutePath();
    try {
      Path data = Files.createTempDirectory("voice-teller-bench");
      return Laptop.run(
          new Laptop.Plan(home, data, false, StandIn.Manner.ECHOES, options(data)),
          (bank, model) -> measure(home, bank, model));
    } catch (StartException | EmbeddedStoreException | IOException cannotStart) {
      System.err.println(cannotStart.getMessage());
      return 1;
    } catch (IllegalArgumentException | ConfigException wrong) {
      System.err.println(wrong.getMessage());
      return 2;
    }
  }

  private void expect(String option, int most, List<Integer> values) {
    for (int value : values) {
      if (value < 1 || value > most) {
        throw new ParameterException(
            Objects.requireNonNull(spec).commandLine(),
            "%s takes 1 to %d, but it is %d.".formatted(option, most, value));
      }
    }
  }

  private Config options(Path data) {
    int most = calls.stream().mapToInt(n -> n).max().orElseThrow() + SPARE_CALLS;
    return ConfigFactory.parseMap(
        Map.of(
            "voice-teller.persistence.embedded.data-directory",
            data.toString(),
            "voice-teller.http.port",
            0,
            "voice-teller.http.max-calls",
            most,
            "voice-teller.nova.max-concurrency",
            most),
        "the benchmark");
  }

  private int measure(Path home, URI bank, URI model) {
    try {
      Process client = new ProcessBuilder(command(home, bank, model)).inheritIO().start();
      Runtime.getRuntime().addShutdownHook(new Thread(client::destroy, "stop-client"));
      return client.waitFor() == 0 ? 0 : 1;
    } catch (IOException failed) {
      throw new StartException("The benchmark cannot be started: " + failed.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private List<String> command(Path home, URI bank, URI model) throws IOException {
    Path target = home.resolve("load-tests/target");
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-Xms512m",
        "-Xmx512m",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        target.resolve("load-tests-0.1.0-SNAPSHOT.jar")
            + File.pathSeparator
            + Files.readString(target.resolve("class-path.txt")).strip(),
        "org.voiceteller.loadtests.echo.EchoBench",
        "--server=ws://" + bank.getAuthority() + "/v1/calls",
        "--server-pid=" + ProcessHandle.current().pid(),
        "--model=" + model,
        "--calls=" + calls.stream().map(String::valueOf).collect(Collectors.joining(",")),
        "--seconds=" + seconds,
        "--rounds=" + rounds);
  }
}
