package org.voiceteller.http.laptop;

import java.util.concurrent.Callable;
import org.voiceteller.persistence.projection.RebuildTables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code ./teller rebuild-tables}: makes a laptop's tables anew from its journal, while the bank is
 * stopped. Exit codes: 0 done, 1 after a sentence that says why not.
 */
@Command(
    name = "rebuild-tables",
    description = "Makes the tables anew from the journal.",
    mixinStandardHelpOptions = true)
public final class TellerRebuildTables implements Callable<Integer> {

  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() {
    return RebuildTables.overLaptop(data.directory());
  }
}
