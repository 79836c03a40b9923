package org.voiceteller.loadtests.drill;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The journal of a bank, as the nodes of its Cassandra have it together. */
final class SharedJournal implements AutoCloseable {

  private static final String EVENTS = "SELECT persistence_id, sequence_nr FROM pekko.messages";

  private final CqlSession session;

  private SharedJournal(CqlSession session) {
    this.session = session;
  }

  /**
   * @param nodes all of them, ready
   */
  static SharedJournal on(List<DrillNode> nodes) {
    CqlSessionBuilder builder = CqlSession.builder().withLocalDatacenter("datacenter1");
    nodes.forEach(
        node ->
            builder.addContactPoint(
                new InetSocketAddress(node.home().getHost(), node.home().getPort())));
    return new SharedJournal(
        builder
            .withConfigLoader(
                DriverConfigLoader.programmaticBuilder()
                    .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(60))
                    .withDuration(
                        DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(20))
                    .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(5))
                    .build())
            .build());
  }

  /** Makes the tables, one statement after the other. */
  void apply(Path schema) throws IOException {
    String cql =
        Files.readString(schema)
            .lines()
            .filter(line -> !line.startsWith("--"))
            .collect(Collectors.joining("\n"));
    for (String statement : cql.split(";", -1)) {
      if (!statement.isBlank()) {
        session.execute(statement.strip());
      }
    }
  }

  /**
   * The events that every replica is asked for.
   *
   * @param events how many there are
   * @param gaps a sentence for each entity that lacks one
   */
  record Whole(String level, long events, int entities, List<String> gaps) {}

  /** Reads the whole journal. */
  Whole read(ConsistencyLevel level) {
    Map<String, BitSet> numbers = new TreeMap<>();
    session
        .execute(SimpleStatement.newInstance(EVENTS).setConsistencyLevel(level))
        .forEach(
            row ->
                numbers
                    .computeIfAbsent(
                        String.valueOf(row.getString("persistence_id")), _ -> new BitSet())
                    .set(Math.toIntExact(row.getLong("sequence_nr"))));
    return whole(level.name(), numbers);
  }

  /**
   * @param numbers of each entity's events; they are to begin with 1 and follow each other
   */
  static Whole whole(String level, Map<String, BitSet> numbers) {
    var gaps =
        numbers.entrySet().stream()
            .filter(entity -> entity.getValue().cardinality() + 1 != entity.getValue().length())
            .map(
                entity ->
                    "%s has %d events, the last of which is number %d"
                        .formatted(
                            entity.getKey(),
                            entity.getValue().cardinality(),
                            entity.getValue().length() - 1))
            .toList();
    return new Whole(
        level,
        numbers.values().stream().mapToLong(BitSet::cardinality).sum(),
        numbers.size(),
        gaps);
  }

  /** The same trouble, after which the journal is read from most and from all replicas. */
  Trouble judgedAfter(LostNodes trouble) {
    return new Trouble() {
      @Override
      public String told() {
        return trouble.told();
      }

      @Override
      public void close() throws InterruptedException {
        trouble.close();
      }

      @Override
      public void judge(Findings findings) {
        var most = read(ConsistencyLevel.LOCAL_QUORUM);
        var all = read(ConsistencyLevel.ALL);
        for (var whole : List.of(most, all)) {
          IO.println(
              String.format(
                  Locale.ROOT,
                  "Read at %s, the journal holds %,d events of %,d entities; %d of these have a gap.",
                  whole.level(),
                  whole.events(),
                  whole.entities(),
                  whole.gaps().size()));
          whole.gaps().forEach(findings::add);
        }
      }
    };
  }

  @Override
  public void close() {
    session.close();
  }
}
