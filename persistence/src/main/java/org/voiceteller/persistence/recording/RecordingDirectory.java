package org.voiceteller.persistence.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.voiceteller.core.recording.RecordingStore;
import org.voiceteller.persistence.personal.CallKeys;
import org.voiceteller.persistence.personal.DataKey;

/**
 * Recordings in a directory: one file for each part, in a directory for each call, its owner's
 * only. What is written is with the operating system when a stage completes, and on the disk when
 * the part is finished. A slow disk holds up other recordings, and nothing else: two threads of its
 * own do all the work.
 */
public final class RecordingDirectory implements RecordingStore, AutoCloseable {

  private static final int THREADS = 2;
  private static final long CLOSE_TIMEOUT_S = 5;
  private static final FileAttribute<?> OWNERS_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path directory;
  private final CallKeys keys;
  private final ExecutorService threads;

  private RecordingDirectory(Path directory, CallKeys keys) {
    this.directory = directory;
    this.keys = keys;
    this.threads =
        Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("recording-", 1).factory());
  }

  /**
   * Makes the directory when it is not there.
   *
   * @throws IllegalArgumentException with a sentence when it cannot be used
   */
  public static RecordingDirectory create(Path directory, CallKeys keys) {
    if (!keys.isOn()) {
      throw new IllegalArgumentException(
          "Recordings are encrypted with keys of their calls: set"
              + " voice-teller.personal-data.master-key-file.");
    }
    try {
      Files.createDirectories(directory, OWNERS_DIRECTORY);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Expected voice-teller.recording.directory to be a directory that can be made, but %s is not: %s"
              .formatted(directory, e),
          e);
    }
    return new RecordingDirectory(directory, keys);
  }

  /** Where a part lies, below the directory. */
  static Path file(String callId, String part) {
    return Path.of(name(callId), name(part) + ".vtr");
  }

  private static String name(String id) {
    if (!id.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,99}")) {
      throw new IllegalArgumentException("Expected an id that can name a file, but got: " + id);
    }
    return id;
  }

  @Override
  public CompletionStage<Part> begin(String callId, String part, Instant since) {
    PartFormat.Header unsealed = new PartFormat.Header(callId, part, since, "");
    return keys.make(callId, unsealed.keyBound())
        .thenApplyAsync(
            made -> open(new PartFormat.Header(callId, part, since, made.wrapped()), made.key()),
            threads);
  }

  private Part open(PartFormat.Header header, DataKey key) {
    Path file = directory.resolve(file(header.callId(), header.part()));
    try {
      Files.createDirectories(directory.resolve(header.callId()), OWNERS_DIRECTORY);
      return PartFile.begin(directory, file, header, key, threads);
    } catch (IOException e) {
      throw new UncheckedIOException("The recording " + file + " cannot be begun: " + e, e);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      threads.awaitTermination(CLOSE_TIMEOUT_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
