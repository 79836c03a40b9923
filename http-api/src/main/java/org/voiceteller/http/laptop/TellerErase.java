package org.voiceteller.http.laptop;

import com.typesafe.config.ConfigException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.voiceteller.http.StartException;
import org.voiceteller.persistence.embedded.EmbeddedStoreException;
import org.voiceteller.persistence.personal.Erasures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./teller erase}: makes a customer's personal data unreadable for good, whether the bank
 * runs or not. Exit codes: 0 done and audited, 1 after a sentence that says why not; then it is
 * done again.
 */
@Command(
    name = "erase",
    description = "Makes a customer's personal data unreadable for good.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TellerErase implements Callable<Integer> {

  @Parameters(paramLabel = "CUSTOMER", description = "As CUST-10001.")
  private String customerId = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "REFERENCE",
      description = "Of the request, for the audit log: letters, digits, - and _ only.")
  private String reason = "";

  @Option(
      names = "--jurisdiction",
      defaultValue = "US",
      description = "Under whose law. Default: ${DEFAULT-VALUE}")
  private String jurisdiction = "US";

  @Mixin private StoresOptions stores = new StoresOptions();

  @Override
  public Integer call() {
    if (!customerId.matches("[A-Za-z0-9-]{1,64}") || !reason.matches("[A-Za-z0-9_-]{1,64}")) {
      System.err.println(
          "A customer's id and the reference have letters, digits and - only, 64 at most.");
      return 1;
    }
    try {
      int calls = Erasures.erase(stores.configuration(), customerId, reason, jurisdiction);
      System.out.println(
          "Erased what is personal of %s and of %d calls, and audited it."
              .formatted(customerId, calls));
      return 0;
    } catch (StartException
        | EmbeddedStoreException
        | CompletionException
        | ConfigException
        | IllegalArgumentException
        | IllegalStateException failed) {
      System.err.println("%s was not erased. %s".formatted(customerId, failed.getMessage()));
      return 1;
    }
  }
}
