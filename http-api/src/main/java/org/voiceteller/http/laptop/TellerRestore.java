package org.voiceteller.http.laptop;

import com.typesafe.config.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.voiceteller.persistence.backup.Restore;
import org.voiceteller.persistence.embedded.EmbeddedStoreException;
import org.voiceteller.persistence.projection.RebuildTables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./teller restore}: makes a laptop's data directory from a backup, and its tables from the
 * journal. Exit codes: 0 done, 1 after a sentence that says why not.
 */
@Command(
    name = "restore",
    description = "Makes a data directory from a backup.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TellerRestore implements Callable<Integer> {

  @Parameters(paramLabel = "DIR", description = "As ./teller backup has made it.")
  private Path from = Path.of("");

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--keys",
      paramLabel = "DIR",
      description = "The bank's secret keys, unless they lie in the data directory already.")
  private @Nullable Path keys;

  @Override
  public Integer call() {
    long begun = System.nanoTime();
    try {
      if (keys != null) {
        LaptopSecrets.putBack(keys, data.directory().toAbsolutePath());
      }
      Restore.Restored restored =
          Restore.intoLaptop(from.toAbsolutePath(), data.directory().toAbsolutePath());
      System.out.println(
          "Restored %d entities and %d entries of the audit ledger in %d ms."
              .formatted(restored.entities(), restored.entries(), millisSince(begun)));
      long rebuilding = System.nanoTime();
      int exitCode = RebuildTables.overLaptop(data.directory());
      System.out.println("The tables took %d ms.".formatted(millisSince(rebuilding)));
      return exitCode;
    } catch (IOException
        | EmbeddedStoreException
        | CompletionException
        | ConfigException
        | IllegalArgumentException
        | IllegalStateException failed) {
      System.err.println("Nothing was restored. " + failed.getMessage());
      return 1;
    }
  }

  private static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }
}
