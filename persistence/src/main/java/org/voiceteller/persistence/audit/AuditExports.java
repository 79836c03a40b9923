package org.voiceteller.persistence.audit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.stream.IOResult;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.StreamConverters;
import org.apache.pekko.util.ByteString;
import org.voiceteller.persistence.PersistenceSettings;
import org.voiceteller.persistence.embedded.EmbeddedStoreException;
import org.voiceteller.persistence.embedded.EmbeddedStores;

/**
 * Exports beside a running bank, or without one: reads the ledger and writes nothing in it. Where
 * the stores are embedded it uses those of the bank that runs over the same directory, and starts
 * them when none does.
 */
public final class AuditExports {

  /** Where a running laptop says how its stores are reached. */
  public static final String RUNNING = "running.conf";

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private AuditExports() {}

  /**
   * Of a laptop's bank.
   *
   * @param data where it keeps everything
   * @return how many lines there are
   * @throws RuntimeException with a sentence when it cannot be exported
   */
  public static long overLaptop(Path data, OutputStream out) {
    Path directory = data.toAbsolutePath().normalize();
    if (!Files.isDirectory(directory.resolve("cassandra"))) {
      throw new IllegalArgumentException("There is no bank's data in " + directory + ".");
    }
    return over(laptop(directory), out);
  }

  /** A laptop's configuration over this data directory. */
  public static Config laptop(Path directory) {
    return ConfigFactory.parseMap(
            Map.of("voice-teller.persistence.embedded.data-directory", directory.toString()))
        .withFallback(ConfigFactory.load("voice-teller-laptop"));
  }

  /**
   * Of the bank that this configuration is of.
   *
   * @throws RuntimeException with a sentence when it cannot be exported
   */
  public static long over(Config config, OutputStream out) {
    PersistenceSettings.Embedded embedded = PersistenceSettings.from(config).embedded();
    if (!embedded.enabled()) {
      return export(config, out);
    }
    Path running = embedded.dataDirectory().resolve(RUNNING);
    try (EmbeddedStores stores = EmbeddedStores.start(embedded)) {
      stores.whenReady().toCompletableFuture().join();
      return export(stores.config().withFallback(config).resolve(), out);
    } catch (EmbeddedStoreException inUse) {
      if (!Files.exists(running)) {
        throw inUse;
      }
      return export(ConfigFactory.parseFile(running.toFile()).withFallback(config).resolve(), out);
    }
  }

  private static long export(Config config, OutputStream out) {
    AuditSettings settings = AuditSettings.from(config);
    HeadSigner key =
        Audit.key(settings)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "An export is signed: set voice-teller.audit.signing-key-file."));
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "audit-export", alone(config));
    try {
      return new LedgerExport(LedgerStore.create(system, settings.keyspace()), key)
          .lines(InstantSource.system().instant())
          .thenCompose(
              lines ->
                  lines
                      .alsoToMat(
                          Sink.<Long, String>fold(0L, (count, _) -> count + 1), (_, count) -> count)
                      .map(line -> ByteString.fromString(line + "\n"))
                      .toMat(StreamConverters.fromOutputStream(() -> out), AuditExports::both)
                      .run(system)
                      .thenCompose(counted -> counted))
          .toCompletableFuture()
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? new IllegalStateException("The ledger cannot be read: " + cause.getMessage(), cause)
          : e;
    } finally {
      system.terminate();
      system
          .getWhenTerminated()
          .toCompletableFuture()
          .completeOnTimeout(
              org.apache.pekko.Done.getInstance(),
              STOP_TIMEOUT.toMillis(),
              java.util.concurrent.TimeUnit.MILLISECONDS)
          .join();
    }
  }

  private static CompletionStage<CompletionStage<Long>> both(
      CompletionStage<Long> count, CompletionStage<IOResult> written) {
    return written.thenApply(_ -> count);
  }

  /** No node of the bank: it only reads. */
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
