package org.voiceteller.http.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One running teller for all journeys that do it no harm: started for the first that asks for it,
 * stopped after the last.
 */
final class SharedTeller implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(SharedTeller.class);

  /** Stopped by JUnit when the root context is closed. */
  private record Shared(RunningTeller teller) implements AutoCloseable {

    @Override
    public void close() throws Exception {
      teller.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningTeller.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Shared.class, _ -> start(), Shared.class)
        .teller();
  }

  private static Shared start() {
    try {
      Path data = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "shared-teller");
      return new Shared(RunningTeller.start(data));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the shared teller started", e);
    }
  }
}
