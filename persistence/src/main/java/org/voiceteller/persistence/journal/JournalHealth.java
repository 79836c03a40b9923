package org.voiceteller.persistence.journal;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSession;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSessionRegistry;
import org.voiceteller.persistence.Health;

/** Whether Cassandra answers. */
public final class JournalHealth {

  /**
   * The projections' session, not the journal's: whoever opens a session first decides what is made
   * with it, and the journal's must make its keyspaces on a laptop.
   */
  private static final String SESSION = "pekko.projection.cassandra.session-config";

  private final CassandraSession session;
  private final Duration timeout;

  private JournalHealth(CassandraSession session, Duration timeout) {
    this.session = session;
    this.timeout = timeout;
  }

  public static JournalHealth create(ActorSystem<?> system, Duration timeout) {
    return new JournalHealth(CassandraSessionRegistry.get(system).sessionFor(SESSION), timeout);
  }

  /** Completes within the time limit, and never fails. */
  public CompletionStage<Health> check() {
    return Health.of(
        "Cassandra", session.selectOne("SELECT release_version FROM system.local"), timeout);
  }
}
