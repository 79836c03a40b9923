package org.voiceteller.persistence.audit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.voiceteller.persistence.PersistenceSettings;
import org.voiceteller.persistence.embedded.EmbeddedStoreException;
import org.voiceteller.persistence.embedded.EmbeddedStores;

/**
 * The bank's stores for a command that is no node of the bank. Where the stores are embedded it
 * uses those of the bank that runs over the same directory, and starts them when none does.
 */
public final class StandaloneStores {

  /** Where a running laptop says how its stores are reached. */
  public static final String RUNNING = "running.conf";

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private StandaloneStores() {}

  /**
   * A laptop's configuration over this data directory. A bank whose Cassandra is elsewhere can be
   * reached like this while it runs.
   *
   * @throws IllegalArgumentException with a sentence when no bank keeps anything there
   */
  public static Config laptop(Path data) {
    Path directory = data.toAbsolutePath().normalize();
    if (!Files.isDirectory(directory.resolve("cassandra"))
        && !Files.exists(directory.resolve(RUNNING))) {
      throw new IllegalArgumentException("There is no bank's data in " + directory + ".");
    }
    return ConfigFactory.parseMap(
            Map.of("voice-teller.persistence.embedded.data-directory", directory.toString()))
        .withFallback(ConfigFactory.load("voice-teller-laptop"));
  }

  /**
   * Does the work with an actor system, of no cluster, that reaches the stores.
   *
   * @param work gets that system and its configuration
   * @throws RuntimeException with a sentence when they cannot be reached, and what the work throws
   */
  public static <T> T with(Config config, BiFunction<ActorSystem<?>, Config, T> work) {
    PersistenceSettings.Embedded embedded = PersistenceSettings.from(config).embedded();
    if (!embedded.enabled()) {
      return inSystem(config, work);
    }
    Path running = embedded.dataDirectory().resolve(RUNNING);
    try (EmbeddedStores stores = EmbeddedStores.start(embedded)) {
      stores.whenReady().toCompletableFuture().join();
      return inSystem(stores.config().withFallback(config).resolve(), work);
    } catch (EmbeddedStoreException inUse) {
      if (!Files.exists(running)) {
        throw inUse;
      }
      return inSystem(
          ConfigFactory.parseFile(running.toFile()).withFallback(config).resolve(), work);
    }
  }

  private static <T> T inSystem(Config config, BiFunction<ActorSystem<?>, Config, T> work) {
    Config alone = alone(config);
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "standalone", alone);
    try {
      return work.apply(system, alone);
    } finally {
      system.terminate();
      system
          .getWhenTerminated()
          .toCompletableFuture()
          .completeOnTimeout(Done.getInstance(), STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    }
  }

  private static Config alone(Config config) {
    return ConfigFactory.parseString(
            """
            pekko {
              actor.provider = local
              coordinated-shutdown { exit-jvm = off, run-by-jvm-shutdown-hook = off }
            }
            datastax-java-driver.advanced.reconnect-on-init = false
            """)
        .withFallback(config);
  }
}
