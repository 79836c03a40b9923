package org.voiceteller.http.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One running teller for all journeys that do it no harm: started for the first that asks for it,
 * stopped after the last. Its people sign in with the link that it prints, or with the accounts
 * that a journey asks for as {@link StaffAccounts}. Journeys that move a sample customer's money
 * come after those that tell of it, by {@link org.junit.jupiter.api.Order}.
 */
class SharedTeller implements ParameterResolver {

  /** One that only reads and writes: it starts sooner, and nobody waits for sound. */
  static final class ThatReads extends SharedTeller {

    ThatReads() {
      super("--text-only");
    }
  }

  private static final Namespace NAMESPACE = Namespace.create(SharedTeller.class);

  private final String[] options;

  SharedTeller() {
    this("--record");
  }

  private SharedTeller(String... options) {
    this.options = options;
  }

  /** Stopped by JUnit when the root context is closed. */
  private record Shared(RunningTeller teller, StaffAccounts accounts) implements AutoCloseable {

    @Override
    public void close() throws Exception {
      try (accounts) {
        teller.close();
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == RunningTeller.class || type == StaffAccounts.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Shared shared =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(getClass(), _ -> start(), Shared.class);
    return parameter.getParameter().getType() == RunningTeller.class
        ? shared.teller()
        : shared.accounts();
  }

  private Shared start() {
    try {
      Path data = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "shared-teller");
      int port = RunningTeller.freePort();
      StaffAccounts accounts = StaffAccounts.open();
      List<String> settings =
          Stream.concat(accounts.settings(port).stream(), PhonePlatform.settings(port).stream())
              .toList();
      return new Shared(
          RunningTeller.startAt(port, settings, data, options).awaitReady(), accounts);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the shared teller started", e);
    } catch (Exception e) {
      throw new IllegalStateException("The shared teller did not start", e);
    }
  }
}
