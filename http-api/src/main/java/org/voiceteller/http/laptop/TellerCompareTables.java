package org.voiceteller.http.laptop;

import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.voiceteller.http.StartException;
import org.voiceteller.persistence.audit.CompareTables;
import org.voiceteller.persistence.embedded.EmbeddedStoreException;
import org.voiceteller.persistence.projection.TableComparison.Compared;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./teller compare-tables}: whether the tables are what the journal says, whether the bank
 * runs or not. Changes nothing. Exit codes: 0 they are, 1 they are not, after a line for each
 * difference, 2 it cannot be told, after a sentence that says why.
 */
@Command(
    name = "compare-tables",
    description = "Tells whether the tables are what the journal says.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TellerCompareTables implements Callable<Integer> {

  private static final int MOST_TOLD = 100;
  private static final int A_DAY = 86_400;

  @Mixin private StoresOptions stores = new StoresOptions();

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long what differs may still become equal. Default: ${DEFAULT-VALUE}")
  private int patienceSeconds;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Bounds.expect(spec, "--patience", patienceSeconds, 0, A_DAY);
    try {
      return tell(CompareTables.over(stores.configuration(), Duration.ofSeconds(patienceSeconds)));
    } catch (ConfigException unreadable) {
      System.err.println("The configuration cannot be read: " + unreadable.getMessage());
    } catch (CompletionException failed) {
      System.err.println("The tables were not compared. " + failed.getCause());
    } catch (StartException
        | EmbeddedStoreException
        | IllegalArgumentException
        | IllegalStateException failed) {
      System.err.println("The tables were not compared. " + failed.getMessage());
    }
    return 2;
  }

  private static int tell(Compared compared) {
    String counted =
        String.format(
            Locale.ROOT, "%,d events make %,d items", compared.events(), compared.items());
    if (compared.differences().isEmpty()) {
      System.out.printf(
          Locale.ROOT,
          "The tables are what the journal says: %s, all equal after %.1f s.%n",
          counted,
          compared.took().toMillis() / 1e3);
      return 0;
    }
    compared.differences().stream().limit(MOST_TOLD).forEach(System.out::println);
    System.out.printf(
        "The tables are not what the journal says: %s, with %d differences.%n",
        counted, compared.differences().size());
    return 1;
  }
}
