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
 * stopped after the last. It speaks, and keeps its journal unsealed, so that callers' secrets can
 * be looked for in it. Its people sign in with the link that it prints, or with the accounts that a
 * journey asks for as {@link StaffAccounts}. Journeys that move a sample customer's money come
 * after those that tell of it, by {@link org.junit.jupiter.api.Order}.
 */
class SharedTeller implements ParameterResolver {

  /**
   * One that only reads and writes, with a sealed journal: it starts sooner, and nobody waits for
   * sound.
   */
  static final class ThatReads extends SharedTeller {

    ThatReads() {
      super(List.of(), "--text-only");
    }
  }

  private static final Namespace NAMESPACE = Namespace.create(SharedTeller.class);

  private final List<String> settings;
  private final String[] options;

  SharedTeller() {
    this(List.of(KeptFiles.UNSEALED), "--record");
  }

  private SharedTeller(List<String> settings, String... options) {
    this.settings = settings;
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
      List<String> all =
          Stream.of(settings, accounts.settings(port), PhonePlatform.settings(port))
              .flatMap(List::stream)
              .toList();
      return new Shared(RunningTeller.startAt(port, all, data, options).awaitReady(), accounts);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the shared teller started", e);
    } catch (Exception e) {
      throw new IllegalStateException("The shared teller did not start", e);
    }
  }
}
