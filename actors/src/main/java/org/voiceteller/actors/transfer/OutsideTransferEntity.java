package org.voiceteller.actors.transfer;

import java.time.InstantSource;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.voiceteller.actors.ClusterMessage;
import org.voiceteller.core.journal.EventFamily;
import org.voiceteller.core.transfer.OutsideTransfer;
import org.voiceteller.core.transfer.OutsideTransfer.Event;
import org.voiceteller.core.transfer.OutsideTransfer.Report;

/**
 * One transfer that another network carries, or that is history: it keeps what it is told and
 * answers when that is persisted. The same report again changes nothing.
 */
public final class OutsideTransferEntity
    extends EventSourcedBehavior<OutsideTransferEntity.Command, Event, OutsideTransfer> {

  /** What it is told. */
  public sealed interface Command extends ClusterMessage {

    record TakeReport(Report report, ActorRef<Reply> replyTo) implements Command {}
  }

  /** The report is kept, now or since before. */
  public record Reply() implements ClusterMessage {}

  public static final EntityTypeKey<Command> KEY =
      EntityTypeKey.create(Command.class, "outside-transfer");

  public static Behavior<Command> create(
      String transferId, InstantSource clock, BackoffSupervisorStrategy onPersistFailure) {
    return new OutsideTransferEntity(transferId, clock, onPersistFailure);
  }

  private final InstantSource clock;
  private final Set<String> tags;

  private OutsideTransferEntity(
      String transferId, InstantSource clock, BackoffSupervisorStrategy onPersistFailure) {
    super(PersistenceId.of(KEY.name(), transferId), onPersistFailure);
    this.clock = clock;
    this.tags = Set.of(EventFamily.TRANSFER.tagOf(transferId));
  }

  @Override
  public OutsideTransfer emptyState() {
    return new OutsideTransfer.Unknown();
  }

  @Override
  public CommandHandler<Command, Event, OutsideTransfer> commandHandler() {
    return this::onCommand;
  }

  private Effect<Event, OutsideTransfer> onCommand(OutsideTransfer transfer, Command command) {
    return switch (command) {
      case Command.TakeReport(var report, var replyTo) ->
          transfer.isNews(report)
              ? Effect()
                  .persist(new Event.StatusReported(report, clock.instant()))
                  .thenReply(replyTo, _ -> new Reply())
              : Effect().reply(replyTo, new Reply());
    };
  }

  @Override
  public EventHandler<OutsideTransfer, Event> eventHandler() {
    return OutsideTransfer::apply;
  }

  @Override
  public Set<String> tagsFor(Event event) {
    return tags;
  }
}
