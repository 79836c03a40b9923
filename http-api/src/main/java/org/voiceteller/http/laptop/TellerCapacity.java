package org.voiceteller.http.laptop;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./teller capacity}: what so many calls at once need, what they cost, and what breaks
 * first, reckoned from measured figures; starts nothing. Exit codes: 0 told, 1 not built, 2 a wrong
 * command line.
 */
@Command(
    name = "capacity",
    description = "Reckons what one to a million calls at once need, and what breaks first.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TellerCapacity implements Callable<Integer> {

  @Option(
      names = "--calls",
      split = ",",
      defaultValue = "1,100,1000,10000,100000,1000000",
      description = "At once, a column each. Default: ${DEFAULT-VALUE}")
  private List<Long> calls = List.of();

  @Override
  public Integer call() {
    return TrialBank.exitCode(
        () ->
            LoadProgram.run(
                TrialBank.home(),
                "org.voiceteller.loadtests.capacity.CapacityReport",
                List.of(
                    "--calls="
                        + calls.stream().map(String::valueOf).collect(Collectors.joining(",")))));
  }
}
