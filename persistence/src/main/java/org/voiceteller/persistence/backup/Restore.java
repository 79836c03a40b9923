package org.voiceteller.persistence.backup;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.cassandra.reconciler.Reconciliation;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSession;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSessionRegistry;
import org.apache.pekko.stream.javadsl.Sink;
import org.voiceteller.persistence.PersistenceSettings;
import org.voiceteller.persistence.audit.Audit;
import org.voiceteller.persistence.audit.AuditSettings;
import org.voiceteller.persistence.audit.StandaloneStores;
import org.voiceteller.persistence.embedded.CassandraOrders;
import org.voiceteller.persistence.personal.PersonalDataSettings;
import scala.jdk.javaapi.FutureConverters;

/**
 * Makes the bank's stores from a backup: Cassandra's tables of their files, and then what follows
 * from them. How far projections were, and entities' states, are not taken over: they may tell of
 * events that the backup does not hold. So projections begin with the first event, and entities are
 * what their events say. The tables in DynamoDB are made anew afterwards, by {@code RebuildTables}.
 */
public final class Restore {

  private static final String SESSION = "pekko.persistence.cassandra";
  private static final Duration OF_THE_SCHEMA = Duration.ofMinutes(1);

  private Restore() {}

  /**
   * What was restored.
   *
   * @param entities in the journal
   * @param entries in the audit ledger
   */
  public record Restored(long entities, long entries) {}

  /**
   * The second half for stores into which {@code nodetool} has brought the backup's files, by the
   * application's configuration. Exits with 1 and a sentence when it fails.
   */
  public static void main(String[] args) {
    try {
      System.out.println(StandaloneStores.with(ConfigFactory.load(), Restore::whatFollows));
      System.exit(0);
    } catch (CompletionException failed) {
      System.err.println(Optional.ofNullable(failed.getCause()).orElse(failed).getMessage());
    } catch (RuntimeException failed) {
      System.err.println(failed.getMessage());
    }
    System.exit(1);
  }

  /**
   * Makes a laptop's Cassandra from a backup.
   *
   * @param data no bank may have kept anything in it but its keys, which must be there
   * @throws RuntimeException with a sentence when it cannot be done; then what was begun is of no
   *     use
   */
  public static Restored intoLaptop(Path backup, Path data) {
    if (!Files.isRegularFile(backup.resolve(Backup.SCHEMA))) {
      throw new IllegalArgumentException("There is no backup in " + backup + ".");
    }
    if (Files.exists(data.resolve("cassandra"))) {
      throw new IllegalArgumentException("A bank has kept something in " + data + " already.");
    }
    try {
      Files.createDirectories(data.resolve("cassandra"));
      Config config = StandaloneStores.laptop(data);
      PersonalDataSettings.from(config)
          .masterKey()
          .filter(key -> !Files.isRegularFile(key))
          .ifPresent(Restore::refuseWithoutKey);
      Files.copy(backup.resolve(Backup.FIRST_DAY), data.resolve(Backup.FIRST_DAY));
      return StandaloneStores.with(config, (system, settings) -> restore(system, settings, backup));
    } catch (IOException e) {
      throw new UncheckedIOException("The backup cannot be restored: " + e.getMessage(), e);
    }
  }

  /** A new key would be made, and could read nothing of what is personal. */
  private static void refuseWithoutKey(Path key) {
    throw new IllegalArgumentException(
        "Expected the personal data's master key in " + key + ", but it is not there.");
  }

  private static Restored restore(ActorSystem<?> system, Config config, Path backup) {
    makeTables(driver(system), backup);
    CassandraOrders cassandra =
        CassandraOrders.over(PersistenceSettings.from(config).embedded().dataDirectory());
    KeptTable.of(config)
        .forEach(
            table ->
                cassandra.importFiles(
                    table.keyspace(), table.name(), Backup.directory(backup, table)));
    return whatFollows(system, config);
  }

  private static void makeTables(CqlSession driver, Path backup) {
    try {
      Arrays.stream(Files.readString(backup.resolve(Backup.SCHEMA)).split(";\\s*(?:\n|$)", -1))
          .filter(statement -> !statement.isBlank())
          .forEach(
              statement ->
                  driver.execute(
                      SimpleStatement.newInstance(statement.strip()).setTimeout(OF_THE_SCHEMA)));
    } catch (IOException e) {
      throw new UncheckedIOException("The schema cannot be read: " + e.getMessage(), e);
    }
  }

  private static CqlSession driver(ActorSystem<?> system) {
    return session(system).underlying().toCompletableFuture().join();
  }

  private static CassandraSession session(ActorSystem<?> system) {
    return CassandraSessionRegistry.get(system).sessionFor(SESSION);
  }

  /** From the tables that were restored: events by their tags, and where entries stand. */
  private static Restored whatFollows(ActorSystem<?> system, Config config) {
    refuseUsedStores(driver(system), config);
    return tagAll(system, config)
        .thenCombine(Audit.notePlaces(system, AuditSettings.from(config)), Restored::new)
        .toCompletableFuture()
        .join();
  }

  /** What is there would be tagged twice. */
  private static void refuseUsedStores(CqlSession driver, Config config) {
    String journal = config.getString("pekko.persistence.cassandra.journal.keyspace");
    if (driver.execute("SELECT tag_name FROM " + journal + ".tag_views LIMIT 1").one() != null) {
      throw new IllegalStateException(
          "Expected no events under tags in "
              + journal
              + ".tag_views: a bank has used these stores since they were made.");
    }
  }

  /**
   * One entity after the other: a tag's writer that is asked to finish for two at a time answers
   * one of them never.
   */
  private static CompletionStage<Long> tagAll(ActorSystem<?> system, Config config) {
    Reconciliation reconciliation = new Reconciliation(system);
    return session(system)
        .select(
            "SELECT DISTINCT persistence_id, partition_nr FROM "
                + config.getString("pekko.persistence.cassandra.journal.keyspace")
                + ".messages")
        .filter(row -> row.getLong("partition_nr") == 0)
        .map(row -> Objects.requireNonNull(row.getString("persistence_id")))
        .mapAsync(1, id -> tag(reconciliation, id))
        .runWith(Sink.fold(0L, (count, _) -> count + 1), system);
  }

  private static CompletionStage<Done> tag(Reconciliation reconciliation, String persistenceId) {
    return FutureConverters.asJava(reconciliation.rebuildTagViewForPersistenceIds(persistenceId));
  }
}
