package org.voiceteller.http.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.stream.javadsl.StreamConverters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemException;
import org.voiceteller.persistence.personal.CallKeys;
import org.voiceteller.persistence.recording.RecordingExports;
import org.voiceteller.persistence.recording.UnreadableRecordingException;

/**
 * Recordings of calls as WAV files, put together and checked when somebody asks. Nothing of them
 * stays on the disk.
 */
public final class SoundFiles {

  private static final Logger LOG = LoggerFactory.getLogger(SoundFiles.class);

  private final @Nullable Path directory;
  private final CallKeys keys;
  private final Executor threads;

  private SoundFiles(@Nullable Path directory, CallKeys keys, Executor threads) {
    this.directory = directory;
    this.keys = keys;
    this.threads = threads;
  }

  /**
   * @param directory where this node records calls; empty when it does not
   */
  public static SoundFiles of(ActorSystem<?> system, Optional<Path> directory) {
    return new SoundFiles(
        directory.orElse(null),
        CallKeys.of(system),
        system.dispatchers().lookup(DispatcherSelector.blocking()));
  }

  /** Open, and without a name any more: it is gone when it was sent, or when nobody has it. */
  record SoundFile(FileChannel channel, long size) {

    HttpEntity.Default entity() {
      return HttpEntities.create(
          ContentTypes.parse("audio/wav"),
          size,
          StreamConverters.fromInputStream(() -> Channels.newInputStream(channel)));
    }

    void giveUp() {
      try {
        channel.close();
      } catch (IOException e) {
        LOG.warn("A recording that was taken out could not be closed: {}", e.toString());
      }
    }
  }

  /**
   * Fails with a {@link ProblemException}: 404 where this node has no recording of the call, 409
   * where it is not what was recorded, or was made unreadable by an erasure.
   *
   * @param events of the call, all of them, in order
   */
  CompletionStage<SoundFile> of(String callId, List<CallEvent> events) {
    Path from = directory;
    if (from == null || events.stream().noneMatch(CallEvent.RecordingMarked.class::isInstance)) {
      return CompletableFuture.failedStage(
          new ProblemException(new Problem.NotFound("recording of " + callId)));
    }
    return CompletableFuture.supplyAsync(() -> written(from, callId, events), threads);
  }

  private SoundFile written(Path from, String callId, List<CallEvent> events) {
    try {
      Path folder = Files.createTempDirectory("recording");
      Path file = folder.resolve("call.wav");
      try {
        RecordingExports.write(keys, from, callId, events, file);
        return new SoundFile(FileChannel.open(file), Files.size(file));
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (UnreadableRecordingException e) {
      LOG.warn("Call {}: its recording cannot be taken out: {}", callId, e.getMessage());
      throw new ProblemException(
          new Problem.Conflict(
              "The recording is not what was recorded, or was made unreadable by an erasure."));
    } catch (IOException e) {
      throw new UncheckedIOException("The recording of " + callId + " cannot be written: " + e, e);
    }
  }
}
