package org.voiceteller.persistence.backup;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.typesafe.config.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSessionRegistry;
import org.voiceteller.persistence.PersistenceSettings;
import org.voiceteller.persistence.audit.StandaloneStores;
import org.voiceteller.persistence.embedded.CassandraOrders;

/**
 * A laptop's backup: what {@code nodetool snapshot} makes of the tables that cannot be made anew,
 * copied into a directory with the schema, while the bank goes on. The keys that open what is
 * personal in it are no part of it.
 */
public final class Backup {

  static final String SCHEMA = "schema.cql";
  static final String FIRST_DAY = "first-day";
  static final String TABLES = "tables";

  private Backup() {}

  /** A table's files. */
  public record Kept(String table, int files, long bytes) {}

  /**
   * Takes one; the directory is there when it is complete.
   *
   * @param config of a laptop, whose bank runs or not
   * @param to must not be there
   * @return what it holds, in the order in which it was taken
   * @throws RuntimeException with a sentence when it cannot be taken
   */
  public static List<Kept> take(Config config, Path to) {
    if (!PersistenceSettings.from(config).embedded().enabled()) {
      throw new IllegalArgumentException(
          "These stores are no laptop's: nodetool takes their snapshots, see docs/backup.md.");
    }
    if (Files.exists(to)) {
      throw new IllegalArgumentException("Expected nothing at " + to + ", but something is there.");
    }
    return StandaloneStores.with(config, (system, settings) -> take(system, settings, to));
  }

  private static List<Kept> take(ActorSystem<?> system, Config config, Path to) {
    Path data = PersistenceSettings.from(config).embedded().dataDirectory();
    Path unfinished = to.resolveSibling(to.getFileName() + ".unfinished-" + UUID.randomUUID());
    CassandraOrders cassandra = CassandraOrders.over(data);
    String name = "backup-" + UUID.randomUUID();
    try {
      Files.createDirectories(unfinished);
      Files.writeString(unfinished.resolve(SCHEMA), schema(system, config));
      Files.copy(data.resolve(FIRST_DAY), unfinished.resolve(FIRST_DAY));
      List<Kept> kept = new ArrayList<>();
      try {
        for (KeptTable table : KeptTable.of(config)) {
          Path files = cassandra.snapshot(name, table.keyspace(), table.name());
          kept.add(copy(files, directory(unfinished, table), table));
        }
      } finally {
        cassandra.clear(name);
      }
      Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE);
      return kept;
    } catch (IOException e) {
      throw new UncheckedIOException("The backup cannot be written: " + e.getMessage(), e);
    }
  }

  static Path directory(Path backup, KeptTable table) {
    return backup.resolve(TABLES).resolve(table.keyspace()).resolve(table.name());
  }

  private static Kept copy(Path from, Path to, KeptTable table) throws IOException {
    Files.createDirectories(to);
    List<Path> files;
    try (Stream<Path> all = Files.list(from)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    long bytes = 0;
    for (Path file : files) {
      Files.copy(file, to.resolve(file.getFileName()));
      bytes += Files.size(file);
    }
    return new Kept(table.keyspace() + "." + table.name(), files.size(), bytes);
  }

  private static String schema(ActorSystem<?> system, Config config) {
    CqlSession driver =
        CassandraSessionRegistry.get(system)
            .sessionFor("pekko.persistence.cassandra")
            .underlying()
            .toCompletableFuture()
            .join();
    StringBuilder schema = new StringBuilder();
    for (String keyspace : KeptTable.keyspaces(config)) {
      Optional<KeyspaceMetadata> known = driver.getMetadata().getKeyspace(keyspace);
      known.ifPresent(there -> schema.append(there.describeWithChildren(true)).append('\n'));
    }
    return schema.toString();
  }
}
