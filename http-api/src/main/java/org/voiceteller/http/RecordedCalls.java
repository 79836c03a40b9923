package org.voiceteller.http;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.persistence.personal.CallKeys;
import org.voiceteller.persistence.recording.RecordingDirectory;
import org.voiceteller.persistence.recording.RecordingStoreSettings;
import org.voiceteller.streams.recording.RecordingSettings;
import org.voiceteller.streams.recording.Recordings;

/**
 * Whether this node records calls, and where.
 *
 * @param directory empty when it does not
 */
record RecordedCalls(RecordingSettings settings, Optional<Path> directory) {

  private static final Logger LOG = LoggerFactory.getLogger(RecordedCalls.class);

  /**
   * @throws RuntimeException with a sentence for each setting that cannot be used
   */
  static RecordedCalls from(Config config) {
    RecordingSettings settings = RecordingSettings.from(config);
    RecordingStoreSettings store = RecordingStoreSettings.from(config);
    return new RecordedCalls(
        settings, settings.enabled() ? Optional.of(store.directory()) : Optional.empty());
  }

  /** The recordings of this node; the store is closed with the system. */
  static Recordings on(ActorSystem<?> system, RecordedCalls calls) {
    return calls
        .directory()
        .map(directory -> Recordings.create(calls.settings(), store(system, directory)))
        .orElseGet(Recordings::none);
  }

  private static RecordingDirectory store(ActorSystem<?> system, Path directory) {
    RecordingDirectory store = RecordingDirectory.create(directory, CallKeys.of(system));
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "close-recordings",
            () ->
                CompletableFuture.supplyAsync(
                    () -> {
                      store.close();
                      return Done.getInstance();
                    }));
    LOG.info("Calls are recorded in {}, secrets left out", directory);
    return store;
  }
}
