package org.voiceteller.http.laptop;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code ./teller drill restart}: many calls while the whole bank, its stores with it, is killed
 * and started again on what it kept. Starts a bank of its own over a data directory that is deleted
 * afterwards. Exit codes: 0 everything held, 1 it did not, or could not be started, 2 a wrong
 * command line.
 */
@Command(
    name = "restart",
    description = "Many calls while the whole bank is killed and started again.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TellerDrillRestart implements Callable<Integer> {

  @Mixin private CrowdOptions crowd = new CrowdOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    crowd.check(spec);
    return ApartBank.run(
        crowd, "org.voiceteller.loadtests.drill.RestartDrill", (_, _) -> List.of());
  }
}
