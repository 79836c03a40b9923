package org.voiceteller.loadtests.sessions;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.journal.EventFamily;

/**
 * What the journal holds of calls, and how far the projections are, by asking Cassandra itself: a
 * node that is gone takes its metrics with it.
 */
final class CallEvents implements AutoCloseable {

  /** As Pekko's plugin names their entities. */
  private static final String PREFIX = "call|";

  private final CqlSession cassandra;
  private final PreparedStatement waiting;
  private final PreparedStatement oldest;
  private final PreparedStatement rows;

  /**
   * @param port of Cassandra on 127.0.0.1; the journal's tables must be there
   */
  CallEvents(int port) {
    this.cassandra =
        CqlSession.builder()
            .addContactPoint(new InetSocketAddress("127.0.0.1", port))
            .withLocalDatacenter("datacenter1")
            .withConfigLoader(
                DriverConfigLoader.programmaticBuilder()
                    .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
                    .build())
            .build();
    String after = " FROM pekko.tag_views WHERE tag_name = ? AND timebucket = ? AND timestamp > ?";
    this.waiting = cassandra.prepare("SELECT count(*)" + after);
    this.oldest = cassandra.prepare("SELECT timestamp" + after + " LIMIT 1");
    this.rows =
        cassandra.prepare(
            "SELECT event, ser_manifest FROM pekko.messages WHERE persistence_id = ? AND"
                + " partition_nr = 0");
  }

  /**
   * How far one of them is with the events of calls.
   *
   * @param projection as {@code tables-call} or {@code audit-ledger}
   */
  Behind behind(String projection, Instant now) {
    Map<String, UUID> offsets = offsets(projection);
    return Behind.of(
        EventFamily.CALL.tags().stream()
            .flatMap(tag -> days(now).map(day -> behind(tag, day, offsets.get(tag), now)))
            .toList());
  }

  /** Events of calls in the journal since the beginning of yesterday, in UTC. */
  long written(Instant now) {
    return EventFamily.CALL.tags().stream()
        .flatMap(tag -> days(now).map(day -> behind(tag, day, null, now)))
        .mapToLong(Behind::events)
        .sum();
  }

  private Map<String, UUID> offsets(String projection) {
    Map<String, UUID> offsets = new TreeMap<>();
    for (Row row :
        cassandra.execute(
            "SELECT projection_name, projection_key, offset FROM pekko_projection.offset_store")) {
      if (projection.equals(row.getString("projection_name"))) {
        offsets.put(
            Objects.requireNonNull(row.getString("projection_key")),
            UUID.fromString(row.getString("offset")));
      }
    }
    return offsets;
  }

  /** A tag has a partition for each day. */
  private static Stream<Long> days(Instant now) {
    Instant today = now.truncatedTo(ChronoUnit.DAYS);
    return Stream.of(today.minus(1, ChronoUnit.DAYS), today).map(Instant::toEpochMilli);
  }

  private Behind behind(String tag, long day, @Nullable UUID offset, Instant now) {
    UUID after = offset == null ? Uuids.startOf(0) : offset;
    Row count = cassandra.execute(waiting.bind(tag, day, after)).one();
    Row first = cassandra.execute(oldest.bind(tag, day, after)).one();
    if (count == null || first == null) {
      return Behind.NOTHING;
    }
    long since = Uuids.unixTimestamp(Objects.requireNonNull(first.getUuid("timestamp")));
    return new Behind(count.getLong(0), Duration.ofMillis(Math.max(0, now.toEpochMilli() - since)));
  }

  /**
   * What one session has left in the journal.
   *
   * @param bytes of the events alone, as they are serialized
   * @param kinds how many of each, by their persisted names
   */
  record Kept(long rows, long bytes, Map<String, Long> kinds) {

    static Kept of(List<Kept> all) {
      var kinds = new TreeMap<String, Long>();
      all.forEach(one -> one.kinds().forEach((kind, count) -> kinds.merge(kind, count, Long::sum)));
      return new Kept(
          all.stream().mapToLong(Kept::rows).sum(),
          all.stream().mapToLong(Kept::bytes).sum(),
          kinds);
    }
  }

  Kept keptOf(String callId) {
    var kinds = new TreeMap<String, Long>();
    long bytes = 0;
    for (Row row : cassandra.execute(rows.bind(PREFIX + callId))) {
      kinds.merge(Objects.requireNonNull(row.getString("ser_manifest")), 1L, Long::sum);
      bytes += Objects.requireNonNull(row.getByteBuffer("event")).remaining();
    }
    return new Kept(kinds.values().stream().mapToLong(Long::longValue).sum(), bytes, kinds);
  }

  @Override
  public void close() {
    cassandra.close();
  }
}
