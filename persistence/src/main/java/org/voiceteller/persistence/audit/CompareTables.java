package org.voiceteller.persistence.audit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.voiceteller.persistence.PersistenceSettings;
import org.voiceteller.persistence.dynamodb.DynamoDbClients;
import org.voiceteller.persistence.dynamodb.Tables;
import org.voiceteller.persistence.embedded.EmbeddedDynamoDb;
import org.voiceteller.persistence.projection.TableComparison;

/**
 * Compares the tables with the journal, beside a running bank or without one. The tables that the
 * journal is replayed into are a DynamoDB Local's of this process, in memory: where that program is
 * there, and for as many items as fit.
 */
public final class CompareTables {

  private CompareTables() {}

  /**
   * Of the bank that this configuration is of.
   *
   * @param patience how long what differs may still become equal
   * @throws RuntimeException with a sentence when the stores cannot be reached
   */
  public static TableComparison.Compared over(Config config, Duration patience) {
    return StandaloneStores.with(
        withoutNotices(config), (system, settings) -> compare(system, settings, patience));
  }

  /** Which only members of the bank's cluster get. */
  private static Config withoutNotices(Config config) {
    return ConfigFactory.parseMap(
            Map.of("pekko.persistence.cassandra.events-by-tag.pubsub-notification", "off"))
        .withFallback(config);
  }

  private static TableComparison.Compared compare(
      ActorSystem<?> system, Config config, Duration patience) {
    PersistenceSettings settings = PersistenceSettings.from(config);
    Path directory = temporary();
    EmbeddedDynamoDb local =
        EmbeddedDynamoDb.start(directory, 0, true, settings.embedded().startTimeout());
    try (var tables = DynamoDbClients.create(settings.dynamoDb());
        var beside = DynamoDbClients.create(at(local, config))) {
      return local
          .whenReady()
          .thenCompose(_ -> Tables.createMissing(beside))
          .thenCompose(_ -> TableComparison.run(system, tables, beside, patience))
          .toCompletableFuture()
          .join();
    } finally {
      local.stop();
      delete(directory);
    }
  }

  private static PersistenceSettings.DynamoDb at(EmbeddedDynamoDb local, Config config) {
    return PersistenceSettings.from(
            ConfigFactory.parseMap(
                    Map.of(
                        "voice-teller.persistence.dynamodb.endpoint",
                        local.endpoint().toString(),
                        "voice-teller.persistence.dynamodb.region",
                        "us-east-1",
                        "voice-teller.persistence.dynamodb.local-credentials",
                        true))
                .withFallback(config))
        .dynamoDb();
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("voice-teller-compare");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
