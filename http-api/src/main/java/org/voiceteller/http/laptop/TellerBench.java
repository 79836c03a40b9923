package org.voiceteller.http.laptop;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./teller bench}: starts a bank of its own on a free port, over a data directory that is
 * deleted afterwards, and measures it from another process: with a model that echoes, how long
 * sound takes through it and how long without it; with the banker, how long tools take. Prints a
 * Markdown table on standard output. Exit codes: 0 measured, 1 could not, 2 a wrong command line.
 */
@Command(
    name = "bench",
    description = "Measures the echo through the server, or its tools.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TellerBench implements Callable<Integer> {

  /** A balance and the two uses of a transfer, so often: all that one call may use. */
  private static final int MAX_TIMES = 150;

  private static final int MAX_CALLS = 1_000;

  /**
   * The benchmark's own warm-up makes 10 calls, and calls that end take their place for a while.
   */
  private static final int SPARE_CALLS = 30;

  private static final int SPARE_STREAMS = 10;

  /** What can be measured. */
  enum What {
    ECHO,
    TOOLS
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "echo|tools",
      defaultValue = "ECHO",
      description = "What is measured. Default: echo")
  private What what = What.ECHO;

  @Option(
      names = "--times",
      defaultValue = "100",
      description = "Of tools: how often each. Default: ${DEFAULT-VALUE}")
  private int times;

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
    expect("--times", MAX_TIMES, List.of(times));
    Path home = Path.of(System.getProperty("voice-teller.home", ".")).toAbsolutePath();
    try {
      Path data = Files.createTempDirectory("voice-teller-bench");
      return switch (what) {
        case ECHO ->
            Laptop.run(
                new Laptop.Plan(home, data, false, StandIn.Manner.ECHOES, options(data)),
                (bank, model) -> measure(echo(home, bank, model)));
        case TOOLS -> {
          int codes = freePort();
          Config toTheBench = codesTo(codes).withFallback(options(data));
          yield Laptop.run(
              new Laptop.Plan(
                  home, data, false, StandIn.Manner.READS_AND_WRITES_TO_MANY, toTheBench),
              (bank, _) -> measure(tools(home, bank, codes)));
        }
      };
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
            most + SPARE_STREAMS),
        "the benchmark");
  }

  /** One-time codes go to the benchmark, by the same webhook that a bank would use. */
  private static Config codesTo(int port) {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return ConfigFactory.parseMap(
        Map.of(
            "voice-teller.one-time-code.provider",
            "webhook",
            "voice-teller.one-time-code.webhook.url",
            "http://127.0.0.1:" + port + "/codes",
            "voice-teller.one-time-code.webhook.secret",
            HexFormat.of().formatHex(secret)),
        "the benchmark's telephones");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private int measure(List<String> command) {
    try {
      Process client = new ProcessBuilder(command).inheritIO().start();
      Runtime.getRuntime().addShutdownHook(new Thread(client::destroy, "stop-client"));
      return client.waitFor() == 0 ? 0 : 1;
    } catch (IOException failed) {
      throw new StartException("The benchmark cannot be started: " + failed.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private List<String> echo(Path home, URI bank, URI model) {
    return command(
        home,
        "org.voiceteller.loadtests.echo.EchoBench",
        "--server=ws://" + bank.getAuthority() + "/v1/calls",
        "--server-pid=" + ProcessHandle.current().pid(),
        "--model=" + model,
        "--calls=" + calls.stream().map(String::valueOf).collect(Collectors.joining(",")),
        "--seconds=" + seconds,
        "--rounds=" + rounds);
  }

  private List<String> tools(Path home, URI bank, int codes) {
    return command(
        home,
        "org.voiceteller.loadtests.tool.ToolBench",
        "--server=ws://" + bank.getAuthority() + "/v1/calls",
        "--codes-port=" + codes,
        "--calls=" + calls.getLast(),
        "--times=" + times);
  }

  private static List<String> command(Path home, String main, String... arguments) {
    Path target = home.resolve("load-tests/target");
    String classPath;
    try {
      classPath = Files.readString(target.resolve("class-path.txt")).strip();
    } catch (IOException notBuilt) {
      throw new StartException("The benchmark is not built; ./teller builds it.");
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms512m",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                target.resolve("load-tests-0.1.0-SNAPSHOT.jar") + File.pathSeparator + classPath,
                main));
    command.addAll(List.of(arguments));
    return command;
  }
}
