package org.voiceteller.persistence.journal;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSession;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSessionRegistry;
import org.voiceteller.persistence.Health;

/** Whether Cassandra answers the session that the journal uses. */
public final class JournalHealth {

  private final CassandraSession session;
  private final Duration timeout;

  private JournalHealth(CassandraSession session, Duration timeout) {
    this.session = session;
    this.timeout = timeout;
  }

  public static JournalHealth create(ActorSystem<?> system, Duration timeout) {
    return new JournalHealth(
        CassandraSessionRegistry.get(system).sessionFor("pekko.persistence.cassandra"), timeout);
  }

  /** Completes within the time limit, and never fails. */
  public CompletionStage<Health> check() {
    return Health.of(
        "Cassandra", session.selectOne("SELECT release_version FROM system.local"), timeout);
  }
}
