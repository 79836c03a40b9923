package org.voiceteller.http.laptop;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.voiceteller.persistence.projection.RebuildTables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./teller rebuild-tables}: makes a laptop's tables anew from its journal, while the bank is
 * stopped. Exit codes: 0 done, 1 after a sentence that says why not.
 */
@Command(
    name = "rebuild-tables",
    description = "Makes the tables anew from the journal.",
    mixinStandardHelpOptions = true)
public final class TellerRebuildTables implements Callable<Integer> {

  @Option(
      names = "--data",
      defaultValue = ".teller",
      paramLabel = "DIR",
      description = "Where everything is kept. Default: ${DEFAULT-VALUE}")
  private Path data = Path.of(".teller");

  @Override
  public Integer call() {
    return RebuildTables.overLaptop(data);
  }
}
