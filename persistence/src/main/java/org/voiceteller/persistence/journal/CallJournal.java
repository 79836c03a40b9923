package org.voiceteller.persistence.journal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.cassandra.query.javadsl.CassandraReadJournal;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.stream.javadsl.Sink;
import org.voiceteller.core.call.CallEvent;

/** What the journal holds of one call: complete at once, while tables come a moment later. */
public final class CallJournal {

  private static final String CALL = "call";

  private final ActorSystem<?> system;

  private CallJournal(ActorSystem<?> system) {
    this.system = system;
  }

  public static CallJournal of(ActorSystem<?> system) {
    return new CallJournal(system);
  }

  /**
   * @param number counts from 1 within the call, without a gap
   */
  public record Kept(long number, CallEvent event) {}

  /**
   * The call's events after one, in order; empty when there is no such call. Fails when the journal
   * cannot be read.
   *
   * @param after 0 for all
   */
  public CompletionStage<List<Kept>> after(String callId, long after) {
    return PersistenceQuery.get(system)
        .getReadJournalFor(CassandraReadJournal.class, CassandraReadJournal.Identifier())
        .currentEventsByPersistenceId(
            PersistenceId.of(CALL, callId).id(), after + 1, Long.MAX_VALUE)
        .map(envelope -> new Kept(envelope.sequenceNr(), (CallEvent) envelope.event()))
        .runWith(Sink.seq(), system);
  }

  /** Who the caller is, when they were identified. */
  public CompletionStage<Optional<String>> customerOf(String callId) {
    return after(callId, 0)
        .thenApply(
            kept ->
                kept.stream()
                    .map(Kept::event)
                    .filter(CallEvent.CustomerIdentified.class::isInstance)
                    .map(event -> ((CallEvent.CustomerIdentified) event).customerId())
                    .reduce((_, newest) -> newest));
  }
}
