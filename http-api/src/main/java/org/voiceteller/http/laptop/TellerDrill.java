package org.voiceteller.http.laptop;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./teller drill}: the whole bank under what must not hurt it, in real time. */
@Command(
    name = "drill",
    description = "Puts the whole bank under what must not hurt it, in real time.",
    subcommands = {
      TellerDrillLongCall.class,
      TellerDrillFaults.class,
      TellerDrillDrain.class,
      TellerDrillNodes.class,
      TellerDrillPartition.class,
      TellerDrillCassandra.class,
      TellerDrillRestart.class,
      TellerDrillTables.class,
      TellerDrillBackup.class
    },
    mixinStandardHelpOptions = true)
public final class TellerDrill implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Expected drill long-call, faults, drain, nodes, partition, cassandra, restart, tables or"
            + " backup.");
  }
}
