package org.voiceteller.http.signin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links that sign in whoever sits at a laptop, once each, within ten minutes. They are kept in a
 * directory that only its owner can enter: a file named after the hash of the link, holding the
 * time of its end. Who can write there can read the bank's master key beside it, so a command that
 * makes a link there gains nobody anything.
 *
 * <p>All of it waits for the disk: call it where that is allowed.
 */
public final class OneTimeLinks {

  private static final Logger LOG = LoggerFactory.getLogger(OneTimeLinks.class);
  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final int MOST_BYTES = 64;

  private final Path directory;
  private final InstantSource clock;

  private OneTimeLinks(Path directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * @param data a laptop's data directory
   */
  public static OneTimeLinks in(Path data, InstantSource clock) {
    return new OneTimeLinks(data.resolve("secrets").resolve("console-links"), clock);
  }

  /**
   * A new link's secret.
   *
   * @throws UncheckedIOException when it cannot be kept
   */
  public String make() {
    String secret = Secrets.make();
    try {
      makeDirectory();
      forgetOld();
      Files.writeString(
          file(secret),
          clock.instant().plus(LIFE).toString(),
          US_ASCII,
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE);
      return secret;
    } catch (IOException e) {
      throw new UncheckedIOException("No console link can be kept in " + directory, e);
    }
  }

  /**
   * Uses a link up.
   *
   * @return whether it was one, not used and not too old
   */
  boolean use(String secret) {
    if (!Secrets.isFormed(secret)) {
      return false;
    }
    Path file = file(secret);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        return false;
      }
      Instant end = Instant.parse(Files.readString(file, US_ASCII).strip());
      return Files.deleteIfExists(file) && clock.instant().isBefore(end);
    } catch (NoSuchFileException usedMeanwhile) {
      return false;
    } catch (IOException | DateTimeException unreadable) {
      LOG.warn("A console link cannot be read: {}", unreadable.toString());
      return false;
    }
  }

  private Path file(String secret) {
    return directory.resolve(Secrets.hash(secret));
  }

  private void makeDirectory() throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Files.createDirectories(directory.getParent());
    boolean posix = Files.getFileStore(directory.getParent()).supportsFileAttributeView("posix");
    FileAttribute<?>[] ownersOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    try {
      Files.createDirectory(directory, ownersOnly);
    } catch (FileAlreadyExistsException madeMeanwhile) {
      LOG.debug("{} was made meanwhile", directory);
    }
  }

  private void forgetOld() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.toList();
    }
    Instant now = clock.instant();
    for (Path file : files) {
      if (!now.isBefore(Files.getLastModifiedTime(file).toInstant().plus(LIFE))) {
        Files.deleteIfExists(file);
      }
    }
  }
}
