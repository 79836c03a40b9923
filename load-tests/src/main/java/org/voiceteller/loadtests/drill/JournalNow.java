package org.voiceteller.loadtests.drill;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The journal in a laptop's Cassandra as it is at one moment: all entities' events as they are
 * stored, sealed and unread.
 *
 * @param events by entity, then by number
 */
record JournalNow(Map<String, TreeMap<Long, Event>> events) {

  /** When it was persisted, and its bytes. */
  record Event(Instant at, ByteBuffer bytes) {}

  /**
   * @param data where the bank keeps everything, and says where its stores are
   */
  static JournalNow of(Path data) throws IOException {
    String[] contact =
        new ObjectMapper()
            .readTree(Files.readString(data.resolve("running.conf")))
            .at("/datastax-java-driver/basic/contact-points/0")
            .asText()
            .split(":", 2);
    try (CqlSession session =
        CqlSession.builder()
            .addContactPoint(new InetSocketAddress(contact[0], Integer.parseInt(contact[1])))
            .withLocalDatacenter("datacenter1")
            .build()) {
      var events = new TreeMap<String, TreeMap<Long, Event>>();
      for (Row row :
          session.execute(
              "SELECT persistence_id, sequence_nr, timestamp, event FROM pekko.messages")) {
        events
            .computeIfAbsent(
                Objects.requireNonNull(row.getString("persistence_id")), _ -> new TreeMap<>())
            .put(
                row.getLong("sequence_nr"),
                new Event(
                    Instant.ofEpochMilli(
                        Uuids.unixTimestamp(Objects.requireNonNull(row.getUuid("timestamp")))),
                    Objects.requireNonNull(row.getByteBuffer("event"))));
      }
      return new JournalNow(events);
    }
  }

  /** Those that were persisted by then. */
  JournalNow until(Instant end) {
    var earlier = new TreeMap<String, TreeMap<Long, Event>>();
    events.forEach(
        (id, each) -> {
          var kept = new TreeMap<>(each);
          kept.values().removeIf(event -> event.at().isAfter(end));
          if (!kept.isEmpty()) {
            earlier.put(id, kept);
          }
        });
    return new JournalNow(earlier);
  }

  TreeMap<Long, Event> of(String id) {
    return events.getOrDefault(id, new TreeMap<>());
  }

  long size() {
    return events.values().stream().mapToLong(Map::size).sum();
  }
}
