package org.voiceteller.http.laptop;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./teller drill faults}: many calls while the model and the tables fail at random. Starts a
 * bank of its own, which reads and writes only, over a data directory that is deleted afterwards.
 * Exit codes: 0 everything held, 1 it did not, or could not be started, 2 a wrong command line.
 */
@Command(
    name = "faults",
    description = "Many calls while the model and the tables fail at random.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TellerDrillFaults implements Callable<Integer> {

  /** Callers look at their accounts before and after. */
  private static final int SPARE_CALLS = 20;

  @Option(
      names = "--minutes",
      defaultValue = "10",
      description = "How long things fail. Default: ${DEFAULT-VALUE}")
  private int minutes;

  @Option(
      names = "--calls",
      defaultValue = "50",
      description = "How many at once. Default: ${DEFAULT-VALUE}")
  private int calls;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "Of the faults and the callers; 0 takes any and prints it. Default: 0")
  private long seed;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Bounds.expect(spec, "--minutes", minutes, 1, 600);
    Bounds.expect(spec, "--calls", calls, 1, 500);
    return TrialBank.run(StandIn.Manner.READS_AND_WRITES_TO_MANY, settings(), this::drill);
  }

  /** Streams that are renewed often meet more faults; a number may be claimed all the time. */
  private Map<String, Object> settings() {
    return Map.of(
        "voice-teller.http.max-calls",
        calls + SPARE_CALLS,
        "voice-teller.http.resume-reserve",
        calls,
        "voice-teller.nova.max-concurrency",
        3 * calls + 2 * SPARE_CALLS,
        "voice-teller.call.model.renew-after",
        "15s",
        "voice-teller.call.model.renew-at-latest",
        "25s",
        "voice-teller.call.model.answer-timeout",
        "10s",
        "voice-teller.bank.call.resume-grace",
        "20s",
        "voice-teller.bank.number-claims.free",
        1_000_000);
  }

  private int drill(TrialBank.Site site, URI bank, URI model) {
    return LoadProgram.run(
        site.home(),
        "org.voiceteller.loadtests.drill.FaultsDrill",
        List.of(
            "--bank=" + bank,
            "--bank-pid=" + ProcessHandle.current().pid(),
            "--model=" + model,
            "--codes-port=" + site.codesPort(),
            "--home=" + site.home(),
            "--data=" + site.data(),
            "--minutes=" + minutes,
            "--calls=" + calls,
            "--seed=" + seed));
  }
}
