package org.voiceteller.http.laptop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Of drills with many callers. */
final class CrowdOptions {

  /** Callers look at their accounts before and after. */
  private static final int SPARE_CALLS = 20;

  @Option(
      names = "--minutes",
      defaultValue = "6",
      description = "How long things go wrong. Default: ${DEFAULT-VALUE}")
  private int minutes;

  @Option(
      names = "--calls",
      defaultValue = "30",
      description = "How many at once. Default: ${DEFAULT-VALUE}")
  private int calls;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "Of the callers and what goes wrong; 0 takes any and prints it. Default: 0")
  private long seed;

  void check(CommandSpec spec) {
    Bounds.expect(spec, "--minutes", minutes, 1, 600);
    Bounds.expect(spec, "--calls", calls, 1, 500);
  }

  /** One node may get all calls, and numbers may be claimed all the time. */
  Map<String, Object> settings() {
    return new HashMap<>(
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
  }

  List<String> arguments() {
    return List.of("--minutes=" + minutes, "--calls=" + calls, "--seed=" + seed);
  }
}
