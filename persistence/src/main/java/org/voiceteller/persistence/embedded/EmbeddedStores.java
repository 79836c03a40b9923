package org.voiceteller.persistence.embedded;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.voiceteller.persistence.PersistenceSettings;

/**
 * Both stores of a laptop, started side by side over one data directory, which no other process can
 * use meanwhile. Where Cassandra is elsewhere, the tables alone.
 */
public final class EmbeddedStores implements AutoCloseable {

  private final String firstDay;
  private final DataLock lock;
  private final @Nullable EmbeddedCassandra cassandra;
  private final EmbeddedDynamoDb dynamoDb;

  private EmbeddedStores(
      String firstDay,
      DataLock lock,
      @Nullable EmbeddedCassandra cassandra,
      EmbeddedDynamoDb dynamoDb) {
    this.firstDay = firstDay;
    this.lock = lock;
    this.cassandra = cassandra;
    this.dynamoDb = dynamoDb;
  }

  /**
   * Begins to start what the settings want and returns at once.
   *
   * @throws EmbeddedStoreException when the directory is in use, a port is taken, or a child's
   *     program is not built
   */
  public static EmbeddedStores start(PersistenceSettings.Embedded settings) {
    Path data = settings.dataDirectory().toAbsolutePath();
    DataLock lock = DataLock.acquire(data);
    List<Runnable> undo = new ArrayList<>(List.of(lock::close));
    try {
      EmbeddedCassandra cassandra = null;
      if (settings.cassandra()) {
        cassandra =
            EmbeddedCassandra.start(
                data.resolve("cassandra"), settings.cassandraPort(), settings.startTimeout());
        undo.addFirst(cassandra::stop);
      }
      EmbeddedDynamoDb dynamoDb =
          EmbeddedDynamoDb.start(
              data.resolve("dynamodb"),
              settings.dynamoDbPort(),
              settings.dynamoDbInMemory(),
              settings.startTimeout());
      return new EmbeddedStores(
          FirstDay.of(data, InstantSource.system()), lock, cassandra, dynamoDb);
    } catch (EmbeddedStoreException e) {
      undo.forEach(Runnable::run);
      throw e;
    }
  }

  /**
   * What the application must be told to use these stores; goes in front of its configuration.
   * Known before the stores are ready.
   */
  public Config config() {
    Map<String, Object> reached = new HashMap<>();
    reached.put("voice-teller.persistence.dynamodb.endpoint", dynamoDb.endpoint().toString());
    reached.put("pekko.persistence.cassandra.events-by-tag.first-time-bucket", firstDay);
    if (cassandra != null) {
      reached.put(
          "datastax-java-driver.basic.contact-points", List.of("127.0.0.1:" + cassandra.port()));
    }
    return ConfigFactory.parseMap(reached, "the embedded stores");
  }

  /** Completes when they answer; fails with {@link EmbeddedStoreException}. */
  public CompletionStage<Void> whenReady() {
    CompletionStage<Void> tables = dynamoDb.whenReady();
    return cassandra == null
        ? tables
        : CompletableFuture.allOf(
            cassandra.whenReady().toCompletableFuture(), tables.toCompletableFuture());
  }

  /**
   * @throws IllegalStateException when it is elsewhere
   */
  public EmbeddedCassandra cassandra() {
    if (cassandra == null) {
      throw new IllegalStateException("Expected a Cassandra of our own, but it is elsewhere");
    }
    return cassandra;
  }

  public EmbeddedDynamoDb dynamoDb() {
    return dynamoDb;
  }

  /** Stops them and gives the data directory back. Returns when they are gone. */
  @Override
  public void close() {
    dynamoDb.stop();
    if (cassandra != null) {
      cassandra.stop();
    }
    lock.close();
  }
}
