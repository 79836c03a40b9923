package org.voiceteller.actors.numbering;

import java.time.InstantSource;
import java.util.OptionalInt;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.SnapshotAdapter;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.voiceteller.actors.ClusterMessage;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.numbering.DayCount;
import org.voiceteller.core.numbering.NumberingEvent;

/**
 * The count of one kind on one day, as {@code DISPUTE-20240115}, wherever in the cluster it lives.
 * A number is told when it is persisted. Nothing projects these events, so they carry no tag.
 */
public final class DayCountEntity
    extends EventSourcedBehavior<DayCountEntity.Command, NumberingEvent, DayCount> {

  /** What a count is asked. */
  public sealed interface Command extends ClusterMessage {

    record Number(String requestId, ActorRef<Reply> replyTo) implements Command {}
  }

  /** What it answers. */
  public sealed interface Reply extends ClusterMessage {

    /** The request's number, from now on or since before. */
    record Numbered(int number) implements Reply {}

    record Refused(DayCount.Refusal reason) implements Reply {}
  }

  public static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "day-count");

  public static Behavior<Command> create(
      String kindAndDay, InstantSource clock, BackoffSupervisorStrategy onPersistFailure) {
    return new DayCountEntity(kindAndDay, clock, onPersistFailure);
  }

  private final InstantSource clock;

  private DayCountEntity(
      String kindAndDay, InstantSource clock, BackoffSupervisorStrategy onPersistFailure) {
    super(PersistenceId.of(KEY.name(), kindAndDay), onPersistFailure);
    this.clock = clock;
  }

  @Override
  public DayCount emptyState() {
    return DayCount.empty();
  }

  @Override
  public CommandHandler<Command, NumberingEvent, DayCount> commandHandler() {
    return this::onCommand;
  }

  private Effect<NumberingEvent, DayCount> onCommand(DayCount count, Command command) {
    return switch (command) {
      case Command.Number(var requestId, var replyTo) ->
          switch (count.number(requestId, clock.instant())) {
            case Decision.Accepted<NumberingEvent, DayCount.Refusal>(var events) ->
                Effect().persist(events).thenReply(replyTo, after -> replyOf(after, requestId));
            case Decision.Refused<NumberingEvent, DayCount.Refusal>(var reason) ->
                Effect().reply(replyTo, new Reply.Refused(reason));
          };
    };
  }

  private static Reply replyOf(DayCount count, String requestId) {
    OptionalInt number = count.of(requestId);
    return new Reply.Numbered(
        number.orElseThrow(() -> new IllegalStateException("Expected a number that was given")));
  }

  @Override
  public EventHandler<DayCount, NumberingEvent> eventHandler() {
    return DayCount::apply;
  }

  /** A busy day has many numbers. All events are kept. */
  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(500, 2);
  }

  /** The count itself goes on changing while its snapshot is written. */
  @Override
  public SnapshotAdapter<DayCount> snapshotAdapter() {
    return new SnapshotAdapter<>() {
      @Override
      public Object toJournal(DayCount count) {
        return count.counted();
      }

      @Override
      public DayCount fromJournal(Object snapshot) {
        return DayCount.from((DayCount.Counted) snapshot);
      }
    };
  }
}
