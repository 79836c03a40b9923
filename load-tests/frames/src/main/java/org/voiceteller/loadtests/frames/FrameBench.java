package org.voiceteller.loadtests.frames;

import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs all benchmarks of this module and prints a Markdown table; {@code ./teller bench frames}
 * starts it. An argument is a regular expression of which to run.
 */
public final class FrameBench {

  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final int FORKS = 2;
  private static final int WARM_UP = 2;
  private static final int MEASURED = 3;

  private FrameBench() {}

  public static void main(String[] args) throws RunnerException {
    var options =
        new OptionsBuilder()
            .include(args.length == 0 ? "org\\.voiceteller\\." : args[0])
            .forks(FORKS)
            .warmupIterations(WARM_UP)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(MEASURED)
            .measurementTime(TimeValue.seconds(1))
            .addProfiler(GCProfiler.class)
            .jvmArgs(
                "-XX:+UseSerialGC",
                "-Xms512m",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow")
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build();
    IO.println("| what | ns | ± | bytes allocated |");
    IO.println("|---|---|---|---|");
    new Runner(options)
        .run().stream()
            .sorted(Comparator.comparing(result -> result.getParams().getBenchmark()))
            .forEach(result -> IO.println(row(result)));
  }

  private static String row(RunResult result) {
    Result<?> time = result.getPrimaryResult();
    return String.format(
        Locale.ROOT,
        "| %s | %,.0f | %,.0f | %,.0f |",
        words(result.getParams().getBenchmark()),
        time.getScore(),
        time.getScoreError(),
        Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED)).getScore());
  }

  /** The method's name, {@code decodesSoundOfTheCaller}, as a sentence. */
  private static String words(String benchmark) {
    return benchmark
        .substring(benchmark.lastIndexOf('.') + 1)
        .replaceAll("([A-Z])", " $1")
        .toLowerCase(Locale.ROOT);
  }
}
