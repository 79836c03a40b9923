package org.voiceteller.loadtests.frames;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.voiceteller.localsonic.speech.ResamplerBenchmark;
import org.voiceteller.streams.call.TranscriptBenchmark;

/**
 * Runs all benchmarks of this module and prints a Markdown table; {@code ./teller bench frames}
 * starts it.
 */
public final class FrameBench {

  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final int WARM_UP = 2;
  private static final int MEASURED = 5;

  /** In this order; each is told when it is done. */
  private static final List<Class<?>> BENCHMARKS =
      List.of(
          WireBenchmark.class,
          TranscriptBenchmark.class,
          ModelBenchmark.class,
          ResamplerBenchmark.class);

  private FrameBench() {}

  public static void main(String[] args) throws RunnerException {
    IO.println("| what | ns | ± | bytes allocated |");
    IO.println("|---|---|---|---|");
    for (var benchmark : BENCHMARKS) {
      new Runner(options(benchmark))
          .run().stream()
              .sorted(Comparator.comparing(result -> result.getParams().getBenchmark()))
              .forEach(result -> IO.println(row(result)));
    }
  }

  /** One JVM for each method: enough for what costs how much, and over within three minutes. */
  private static Options options(Class<?> benchmark) {
    return new OptionsBuilder()
        .include(Pattern.quote(benchmark.getName()) + "\\.")
        .forks(1)
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
        .replaceAll("([A-Z]|(?<=[a-z])[0-9])", " $1")
        .toLowerCase(Locale.ROOT);
  }
}
