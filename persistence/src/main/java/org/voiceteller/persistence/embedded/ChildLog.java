package org.voiceteller.persistence.embedded;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A child's output in a file of limited size: when it is full it becomes {@code NAME.1} in place of
 * the one before, so that no more than twice the limit lies on the disk. Not safe for several
 * threads but for {@link #lastLines}.
 */
final class ChildLog implements AutoCloseable {

  private static final int LINES_KEPT = 15;

  private final Path file;
  private final long limitBytes;
  private final Deque<String> last = new ArrayDeque<>();
  private BufferedWriter writer;
  private long writtenBytes;

  ChildLog(Path file, long limitBytes) throws IOException {
    this.file = file;
    this.limitBytes = limitBytes;
    this.writer = open(file);
    this.writtenBytes = Files.size(file);
  }

  void write(String line) throws IOException {
    if (writtenBytes > limitBytes) {
      writer.close();
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
      writer = open(file);
      writtenBytes = 0;
    }
    writer.write(line);
    writer.newLine();
    writer.flush();
    writtenBytes += line.length() + 1L;
    synchronized (last) {
      if (last.size() == LINES_KEPT) {
        last.removeFirst();
      }
      last.addLast(line);
    }
  }

  /** What the child said last, for an error's message. */
  String lastLines() {
    synchronized (last) {
      return String.join("\n", last);
    }
  }

  Path file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static BufferedWriter open(Path file) throws IOException {
    return Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
