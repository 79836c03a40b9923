package org.voiceteller.http.laptop;

import org.voiceteller.http.terminal.TellerCall;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/**
 * What {@code ./teller} runs. A wrong command line is told in one sentence with exit code 2; an
 * unexpected failure with exit code 1.
 */
@Command(
    name = "teller",
    description = "Voice Teller: a bank that answers the phone.",
    subcommands = {
      TellerUp.class,
      TellerCall.class,
      TellerConsoleLink.class,
      TellerAudit.class,
      TellerErase.class,
      TellerRecording.class,
      TellerRebuildTables.class,
      TellerCompareTables.class,
      TellerBackup.class,
      TellerRestore.class,
      TellerBench.class,
      TellerLoad.class,
      TellerDrill.class,
      TellerCapacity.class
    },
    mixinStandardHelpOptions = true)
public final class Teller {

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Teller())
        .setParameterExceptionHandler(Teller::explain)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static int explain(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    command.getErr().println(wrong.getMessage() + " ./teller help shows what there is.");
    return 2;
  }
}
