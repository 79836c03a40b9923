package org.voiceteller.persistence.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A child that an earlier parent left behind. It ends by itself within moments of its parent; a
 * start that comes even sooner waits for it here, since two programs over one store's files would
 * ruin them. The process is told from a stranger of the same number by the time it was started.
 */
final class LeftBehind {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private LeftBehind() {}

  static void remember(Path directory, Process child) throws IOException {
    Files.writeString(
        file(directory), child.pid() + " " + startOf(child.toHandle()).orElse(Instant.EPOCH));
  }

  static void await(Path directory) throws IOException {
    Optional<ProcessHandle> left = find(directory);
    if (left.isEmpty()) {
      return;
    }
    try {
      left.get().onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new EmbeddedStoreException(
          "Expected the data directory "
              + directory
              + " to be free, but process "
              + left.get().pid()
              + " of an earlier start still works on it. End that process and start again.",
          e);
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  private static Optional<ProcessHandle> find(Path directory) throws IOException {
    if (!Files.exists(file(directory))) {
      return Optional.empty();
    }
    String[] fields = Files.readString(file(directory)).strip().split(" ", 2);
    if (fields.length != 2 || !fields[0].matches("\\d{1,18}")) {
      return Optional.empty(); // half written by a parent that was killed while it wrote
    }
    return ProcessHandle.of(Long.parseLong(fields[0]))
        .filter(process -> startOf(process).map(Instant::toString).equals(Optional.of(fields[1])));
  }

  private static Optional<Instant> startOf(ProcessHandle process) {
    return process.info().startInstant();
  }

  private static Path file(Path directory) {
    return directory.resolve("process");
  }
}
