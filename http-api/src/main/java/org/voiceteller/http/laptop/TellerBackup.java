package org.voiceteller.http.laptop;

import com.typesafe.config.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.voiceteller.persistence.audit.StandaloneStores;
import org.voiceteller.persistence.backup.Backup;
import org.voiceteller.persistence.embedded.EmbeddedStoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./teller backup}: keeps a copy of what a laptop's bank cannot make anew, whether it runs
 * or not. Exit codes: 0 kept, 1 after a sentence that says why not.
 */
@Command(
    name = "backup",
    description = "Keeps a copy of the journal, the audit ledger and the wrapped keys.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TellerBackup implements Callable<Integer> {

  @Parameters(paramLabel = "DIR", description = "Made by this command.")
  private Path to = Path.of("");

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--keys",
      paramLabel = "DIR",
      description = "Takes the bank's secret keys, which are no part of the backup.")
  private @Nullable Path keys;

  @Override
  public Integer call() {
    long begun = System.nanoTime();
    try {
      if (keys != null) {
        LaptopSecrets.copy(data.directory(), keys.toAbsolutePath());
      }
      List<Backup.Kept> kept =
          Backup.take(StandaloneStores.laptop(data.directory()), to.toAbsolutePath());
      kept.forEach(
          table ->
              System.out.println(
                  "%s: %d files, %d bytes".formatted(table.table(), table.files(), table.bytes())));
      System.out.println(
          "Kept %d bytes in %d ms."
              .formatted(
                  kept.stream().mapToLong(Backup.Kept::bytes).sum(),
                  Duration.ofNanos(System.nanoTime() - begun).toMillis()));
      return 0;
    } catch (IOException
        | EmbeddedStoreException
        | CompletionException
        | ConfigException
        | IllegalArgumentException
        | IllegalStateException failed) {
      System.err.println("No backup was taken. " + failed.getMessage());
      return 1;
    }
  }
}
