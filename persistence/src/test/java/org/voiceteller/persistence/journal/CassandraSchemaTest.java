package org.voiceteller.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.projection.cassandra.javadsl.CassandraProjection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.core.journal.EventFamily;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.Recorder;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;

/** The file that a bank applies makes the tables that the journal's libraries want. */
@ExtendWith(SharedStores.class)
class CassandraSchemaTest {

  private static final Path FILE = Path.of("../infrastructure/cassandra.cql");
  private static final List<String> LIBRARIES =
      List.of("pekko", "pekko_snapshot", "pekko_projection");

  @Test
  void makesWhatTheLibrariesMakeOnALaptop(Running running) throws IOException {
    TestProbe<List<Object>> kept = running.kit().createTestProbe();
    running
        .kit()
        .spawn(Recorder.create(EventFamily.ACCOUNT, "ACC-SCHEMA"))
        .tell(
            new Recorder.Command.Keep(
                List.of(Samples.opened("ACC-SCHEMA", "CUST-SCHEMA")), kept.getRef()));
    kept.receiveMessage(Duration.ofSeconds(20));
    Await.get(CassandraProjection.createTablesIfNotExists(running.kit().system()));
    try (CqlSession session = connect(running.stores().cassandra().port())) {
      for (String statement : statements()) {
        session.execute(forOneNode(statement));
      }

      for (String keyspace : LIBRARIES) {
        assertThat(columns(session, "applied_" + keyspace))
            .isNotEmpty()
            .isEqualTo(columns(session, keyspace));
      }
    }
  }

  @Test
  void keepsThreeReplicasOfEverything() throws IOException {
    List<String> keyspaces =
        statements().stream().filter(each -> each.startsWith("CREATE KEYSPACE")).toList();

    assertThat(keyspaces)
        .hasSize(LIBRARIES.size() + 1)
        .allSatisfy(each -> assertThat(each).contains("NetworkTopologyStrategy", ": 3}"));
  }

  private static List<String> statements() throws IOException {
    String cql =
        Files.readString(FILE)
            .lines()
            .filter(line -> !line.startsWith("--"))
            .collect(Collectors.joining("\n"));
    return Arrays.stream(cql.split(";")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** Beside those of the other tests. */
  private static String forOneNode(String statement) {
    return statement.replace("IF NOT EXISTS ", "IF NOT EXISTS applied_").replace(": 3}", ": 1}");
  }

  private static Set<String> columns(CqlSession session, String keyspace) {
    var columns = new TreeSet<String>();
    session
        .execute(
            "SELECT table_name, column_name, type, kind, position, clustering_order FROM"
                + " system_schema.columns WHERE keyspace_name = ?",
            keyspace)
        .forEach(
            row ->
                columns.add(
                    String.format(
                        Locale.ROOT,
                        "%s.%s %s %s %d %s",
                        row.getString("table_name"),
                        row.getString("column_name"),
                        row.getString("type"),
                        row.getString("kind"),
                        row.getInt("position"),
                        row.getString("clustering_order"))));
    return columns;
  }

  private static CqlSession connect(int port) {
    CqlSessionBuilder builder =
        CqlSession.builder()
            .addContactPoint(new InetSocketAddress("127.0.0.1", port))
            .withLocalDatacenter("datacenter1");
    return builder
        .withConfigLoader(
            DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
                .build())
        .build();
  }
}
