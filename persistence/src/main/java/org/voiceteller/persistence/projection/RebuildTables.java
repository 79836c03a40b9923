package org.voiceteller.persistence.projection;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.voiceteller.persistence.PersistenceSettings;
import org.voiceteller.persistence.dynamodb.DynamoDbClients;
import org.voiceteller.persistence.embedded.EmbeddedStores;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * The command that makes the tables anew from the journal while Voice Teller is stopped. It starts
 * the stores where they are embedded, and a node that only projects. Where Voice Teller runs,
 * {@link TableRebuild} does the same inside it.
 */
public final class RebuildTables {

  private static final Duration TIMEOUT = Duration.ofHours(6);

  private RebuildTables() {}

  /**
   * {@code --data DIR} rebuilds a laptop's tables over that directory; without arguments the
   * application's configuration says where the stores are. Exits with 1 and a sentence when it
   * fails.
   */
  public static void main(String[] args) {
    System.exit(execute(() -> config(args)));
  }

  /**
   * Rebuilds a laptop's tables over that directory, and tells on the terminal what it does.
   *
   * @return the exit code: 0, or 1 after a sentence that says why not
   */
  public static int overLaptop(Path data) {
    return execute(() -> laptop(data));
  }

  private static int execute(Supplier<Config> config) {
    try {
      run(config.get(), System.out);
      return 0;
    } catch (CompletionException e) {
      return failed(Optional.ofNullable(e.getCause()).orElse(e));
    } catch (RuntimeException e) {
      return failed(e);
    }
  }

  /**
   * Rebuilds and returns when every event that the journal holds is in the tables.
   *
   * @param out takes a line for each step
   */
  public static void run(Config config, PrintStream out) {
    PersistenceSettings settings = PersistenceSettings.from(config);
    if (!settings.embedded().enabled()) {
      rebuild(config, out);
      return;
    }
    try (EmbeddedStores stores = EmbeddedStores.start(settings.embedded())) {
      stores.whenReady().toCompletableFuture().join();
      rebuild(stores.config().withFallback(config).resolve(), out);
    }
  }

  private static void rebuild(Config config, PrintStream out) {
    ActorSystem<Void> system =
        ActorSystem.create(Behaviors.empty(), "rebuild-tables", alone(config));
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    PersistenceSettings settings = PersistenceSettings.from(config);
    try (DynamoDbAsyncClient client = DynamoDbClients.create(settings.dynamoDb())) {
      out.println("Rebuilding the tables from the journal…");
      long deleted =
          TableProjections.start(system, client, settings, differences(out), InstantSource.system())
              .thenCompose(_ -> TableRebuild.run(system, client, TIMEOUT))
              .toCompletableFuture()
              .join();
      out.println("Rebuilt: " + deleted + " old items deleted, every event projected again.");
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
    } finally {
      system.terminate();
    }
  }

  private static ProjectionObserver differences(PrintStream out) {
    return new ProjectionObserver() {
      @Override
      public void evidenceDiffers(String table, String key) {
        out.println("Differs from the journal and was left as it is: " + table + " " + key);
      }
    };
  }

  /** A cluster of one, which never meets another node. */
  private static Config alone(Config config) {
    return ConfigFactory.parseString(
            """
            pekko {
              actor.provider = cluster
              remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
              remote.artery.bind { hostname = "127.0.0.1", port = 0 }
              cluster { seed-nodes = [], roles = [], min-nr-of-members = 1 }
              coordinated-shutdown.exit-jvm = off
            }
            """)
        .withFallback(config);
  }

  private static Config config(String[] args) {
    if (args.length == 0) {
      return ConfigFactory.load();
    }
    if (args.length == 2 && args[0].equals("--data")) {
      return laptop(Path.of(args[1]));
    }
    throw new IllegalArgumentException("Expected --data DIR or nothing");
  }

  private static Config laptop(Path data) {
    Path directory = data.toAbsolutePath().normalize();
    if (!Files.isDirectory(directory.resolve("cassandra"))) {
      throw new IllegalArgumentException("Expected a journal in " + directory + ", but none is");
    }
    return ConfigFactory.parseMap(
            Map.of("voice-teller.persistence.embedded.data-directory", directory.toString()))
        .withFallback(ConfigFactory.load("voice-teller-laptop"));
  }

  private static int failed(Throwable failure) {
    System.err.println("The tables were not rebuilt: " + failure.getMessage());
    return 1;
  }
}
