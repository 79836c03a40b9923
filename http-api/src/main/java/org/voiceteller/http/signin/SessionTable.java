package org.voiceteller.http.signin;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.pekko.cluster.ddata.AbstractReplicatedData;
import org.voiceteller.actors.ClusterMessage;

/**
 * Sessions as every node has them: a state-based CRDT that only grows, but for what is older than
 * any session may get. A map of the library's kind would let a use on one node, at the moment of
 * the sign-out on another, bring the session back; here the end wins whatever comes beside it.
 *
 * <p>Sorted, so that two nodes that know the same write the same bytes and need not tell each
 * other.
 */
public final class SessionTable extends AbstractReplicatedData<SessionTable>
    implements ClusterMessage {

  private static final SessionTable EMPTY = new SessionTable(Map.of());

  private final SortedMap<String, SessionRecord> sessions;

  @JsonCreator
  SessionTable(@JsonProperty("sessions") Map<String, SessionRecord> sessions) {
    this.sessions = Collections.unmodifiableSortedMap(new TreeMap<>(sessions));
  }

  static SessionTable empty() {
    return EMPTY;
  }

  @JsonProperty("sessions")
  SortedMap<String, SessionRecord> sessions() {
    return sessions;
  }

  Optional<SessionRecord> find(String hash) {
    return Optional.ofNullable(sessions.get(hash));
  }

  /** With this session in it; what was known of it before is not forgotten. */
  SessionTable with(String hash, SessionRecord session) {
    return changed(all -> all.merge(hash, session, SessionRecord::and));
  }

  /** Without sessions that began before this time, which are over by their age. */
  SessionTable since(long startedAtMs) {
    return sessions.values().stream().noneMatch(session -> session.startedAtMs() < startedAtMs)
        ? this
        : changed(all -> all.values().removeIf(session -> session.startedAtMs() < startedAtMs));
  }

  @Override
  public SessionTable mergeData(SessionTable that) {
    return changed(
        all ->
            that.sessions.forEach((hash, session) -> all.merge(hash, session, SessionRecord::and)));
  }

  private SessionTable changed(Consumer<SortedMap<String, SessionRecord>> change) {
    SortedMap<String, SessionRecord> all = new TreeMap<>(sessions);
    change.accept(all);
    return new SessionTable(all);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SessionTable table && sessions.equals(table.sessions);
  }

  @Override
  public int hashCode() {
    return sessions.hashCode();
  }
}
