package org.voiceteller.http.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Files that a bank keeps, searched byte by byte.
 *
 * @param wanted which of the files are searched
 */
record KeptFiles(Path directory, Predicate<Path> wanted) {

  /** For a bank whose journal is kept unsealed, so that its bytes tell. */
  static final String UNSEALED =
      "-Dpekko.persistence.cassandra.journal.class="
          + "org.apache.pekko.persistence.cassandra.journal.CassandraJournal";

  /** All of them. */
  static KeptFiles in(Path directory) {
    return new KeptFiles(directory, _ -> true);
  }

  /** While the bank runs, too: a file that it deletes meanwhile holds nothing any more. */
  List<Path> thatHold(String text) throws IOException {
    byte[] sought = text.getBytes(UTF_8);
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && wanted.test(file)) {
              try {
                if (holds(Files.readAllBytes(file), sought)) {
                  found.add(file);
                }
              } catch (NoSuchFileException deleted) {
                return visitFileFailed(file, deleted);
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            return failure == null ? FileVisitResult.CONTINUE : visitFileFailed(visited, failure);
          }
        });
    return found;
  }

  static boolean holds(String text, String wanted) {
    return holds(text.getBytes(UTF_8), wanted.getBytes(UTF_8));
  }

  /** Digits do not count within a longer number, nor within a hash that is written in hex. */
  private static boolean holds(byte[] bytes, byte[] wanted) {
    boolean number = isDigit(wanted, 0) && isDigit(wanted, wanted.length - 1);
    for (int i = 0; i <= bytes.length - wanted.length; i++) {
      int same = 0;
      while (same < wanted.length && bytes[i + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length && !(number && isWithinMore(bytes, i - 1, i + same))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWithinMore(byte[] bytes, int before, int after) {
    return isDigit(bytes, before)
        || isDigit(bytes, after)
        || (isHexDigit(bytes, before) && isHexDigit(bytes, after));
  }

  private static boolean isDigit(byte[] bytes, int at) {
    return at >= 0 && at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9';
  }

  private static boolean isHexDigit(byte[] bytes, int at) {
    return at >= 0 && at < bytes.length && Character.digit(bytes[at], 16) >= 0;
  }
}
