package org.voiceteller.http.laptop;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.voiceteller.http.StartException;
import org.voiceteller.persistence.audit.StandaloneStores;

/** The directory where a laptop's bank keeps everything. */
final class DataDirectory {

  /** What a bank leaves there; a directory with anything else is somebody's. */
  private static final Set<String> OURS =
      Set.of(
          "lock",
          "cassandra",
          "dynamodb",
          "first-day",
          "local-sonic",
          "secrets",
          "recordings",
          "running.conf");

  private DataDirectory() {}

  /**
   * Deletes what a bank has kept there.
   *
   * @throws StartException in one sentence when the directory holds anything else, or a file cannot
   *     be deleted
   */
  static void forget(Path data) {
    if (!Files.exists(data)) {
      return;
    }
    try {
      List<Path> foreign =
          list(data).stream()
              .filter(entry -> !OURS.contains(String.valueOf(entry.getFileName())))
              .toList();
      if (!foreign.isEmpty()) {
        throw new StartException(
            "%s holds %s, which no bank has put there; --fresh deletes only what is ours."
                .formatted(data, foreign.getFirst().getFileName()));
      }
      for (Path entry : list(data)) {
        if (!entry.endsWith("lock")) {
          delete(entry);
        }
      }
    } catch (IOException undeletable) {
      throw new StartException(
          "What %s holds cannot be deleted: %s.".formatted(data, undeletable.getMessage()));
    }
  }

  /**
   * Deletes the whole directory, which no bank uses any more.
   *
   * @throws StartException as {@link #forget}
   */
  static void remove(Path data) {
    forget(data);
    try {
      delete(data);
    } catch (IOException undeletable) {
      throw new StartException(
          "%s cannot be deleted: %s.".formatted(data, undeletable.getMessage()));
    }
  }

  /**
   * Lets commands that run beside the bank find its stores.
   *
   * @param stores how they are reached
   * @return the file that says so
   * @throws StartException in one sentence when it cannot be written
   */
  static Path noteRunning(Path data, Config stores) {
    Path file = data.resolve(StandaloneStores.RUNNING);
    try {
      Files.writeString(file, stores.root().render(ConfigRenderOptions.concise()) + "\n");
      return file;
    } catch (IOException unwritable) {
      throw new StartException(
          "%s cannot be written: %s.".formatted(file, unwritable.getMessage()));
    }
  }

  /** The stores are about to stop. */
  static void forgetRunning(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException undeletable) {
      throw new StartException(
          "%s cannot be deleted: %s.".formatted(file, undeletable.getMessage()));
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }

  private static void delete(Path entry) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> tree = Files.walk(entry)) {
      deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
