package org.voiceteller.http.laptop;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * sound takes through it and how long without it; with the banker, how long tools take; or, without
 * a bank, what a frame of sound costs in each of its parts. Prints a Markdown table on standard
 * output. Exit codes: 0 measured, 1 could not, 2 a wrong command line.
 */
@Command(
    name = "bench",
    description = "Measures the echo through the server, its tools, or its parts.",
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
    TOOLS,
    FRAMES
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "echo|tools|frames",
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
      names = "--held",
      defaultValue = "0",
      description = "Of the echo: how many are held open in the end. Default: none")
  private int held;

  @Option(names = "--chart", paramLabel = "FILE", description = "Of the echo: a picture, SVG.")
  private @Nullable Path chart;

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
    expect("--held", MAX_CALLS, held == 0 ? List.of() : List.of(held));
    expect("--seconds", 3_600, List.of(seconds));
    expect("--rounds", 100, List.of(rounds));
    expect("--times", MAX_TIMES, List.of(times));
    Path home = Path.of(System.getProperty("voice-teller.home", ".")).toAbsolutePath();
    try {
      return switch (what) {
        case ECHO -> {
          Path data = Files.createTempDirectory("voice-teller-bench");
          yield Laptop.run(
              new Laptop.Plan(home, data, false, StandIn.Manner.ECHOES, options(data)),
              (bank, model) -> echo(home, bank, model));
        }
        case TOOLS -> {
          Path data = Files.createTempDirectory("voice-teller-bench");
          int codes = LoadProgram.freePort();
          Config toTheBench = LoadProgram.codesTo(codes).withFallback(options(data));
          yield Laptop.run(
              new Laptop.Plan(
                  home, data, false, StandIn.Manner.READS_AND_WRITES_TO_MANY, toTheBench),
              (bank, _) -> tools(home, bank, codes));
        }
        case FRAMES -> frames(home);
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
    int most = Math.max(held, calls.stream().mapToInt(n -> n).max().orElseThrow()) + SPARE_CALLS;
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

  private int echo(Path home, URI bank, URI model) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server=ws://" + bank.getAuthority() + "/v1/calls",
                "--server-pid=" + ProcessHandle.current().pid(),
                "--model=" + model,
                "--calls=" + calls.stream().map(String::valueOf).collect(Collectors.joining(",")),
                "--held=" + held,
                "--seconds=" + seconds,
                "--rounds=" + rounds));
    if (chart != null) {
      arguments.add("--chart=" + chart.toAbsolutePath());
    }
    return LoadProgram.run(home, "org.voiceteller.loadtests.echo.EchoBench", arguments);
  }

  private int tools(Path home, URI bank, int codes) {
    return LoadProgram.run(
        home,
        "org.voiceteller.loadtests.tool.ToolBench",
        List.of(
            "--server=ws://" + bank.getAuthority() + "/v1/calls",
            "--codes-port=" + codes,
            "--calls=" + calls.getLast(),
            "--times=" + times));
  }

  /** Needs no bank: what a frame costs is measured in the parts that it goes through. */
  private static int frames(Path home) {
    return LoadProgram.run(
        home,
        Path.of("load-tests/frames"),
        List.of(),
        "org.voiceteller.loadtests.frames.FrameBench",
        List.of());
  }
}
