package org.voiceteller.http.laptop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A laptop's secret keys: what opens personal data, signs the audit ledger and hashes customers'
 * secrets. They are kept apart from backups, which are of no use to who has not got both.
 */
final class LaptopSecrets {

  private static final FileAttribute<Set<PosixFilePermission>> OWNERS_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private LaptopSecrets() {}

  /**
   * @param data where a laptop's bank keeps everything
   * @param to made here, its owner's only
   */
  static void copy(Path data, Path to) throws IOException {
    copyAll(data.resolve("secrets"), to);
  }

  /**
   * @param data whose keys they become; it must have none
   */
  static void putBack(Path keys, Path data) throws IOException {
    Files.createDirectories(data);
    copyAll(keys, data.resolve("secrets"));
  }

  private static void copyAll(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      throw new IllegalArgumentException("There are no keys in " + from + ".");
    }
    if (Files.exists(to)) {
      throw new IllegalArgumentException("Expected nothing at " + to + ", but something is there.");
    }
    Files.createDirectory(to, OWNERS_ONLY);
    for (Path key : files(from)) {
      Path copy = to.resolve(key.getFileName());
      Files.copy(key, copy);
      Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
