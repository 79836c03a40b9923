package org.voiceteller.http.laptop;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./teller drill backup}: a backup is taken while callers move money, everything is thrown
 * away, and the bank is made anew from the backup. The drill starts both banks by this same
 * command. Exit codes: 0 everything held, 1 it did not, or could not be started, 2 a wrong command
 * line.
 */
@Command(
    name = "backup",
    description = "Takes a backup under calls, loses everything, and restores the bank from it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TellerDrillBackup implements Callable<Integer> {

  /** As many streams as the model's stand-in has for a laptop, less those of its renewals. */
  private static final int MAX_CALLS = 8;

  @Option(
      names = "--minutes",
      defaultValue = "2",
      description = "How long callers call; the backup is taken in the middle. Default: 2")
  private int minutes;

  @Option(
      names = "--calls",
      defaultValue = "6",
      description = "How many at once. Default: ${DEFAULT-VALUE}")
  private int calls;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "Of the callers; 0 takes any and prints it. Default: 0")
  private long seed;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Bounds.expect(spec, "--minutes", minutes, 1, 600);
    Bounds.expect(spec, "--calls", calls, 1, MAX_CALLS);
    return TrialBank.exitCode(
        () ->
            LoadProgram.run(
                TrialBank.home(),
                "org.voiceteller.loadtests.drill.BackupDrill",
                List.of(
                    "--home=" + TrialBank.home(),
                    "--minutes=" + minutes,
                    "--calls=" + calls,
                    "--seed=" + seed)));
  }
}
