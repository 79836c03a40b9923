package org.voiceteller.actors.dispute;

import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.voiceteller.actors.ClusterMessage;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.dispute.Casebook;
import org.voiceteller.core.dispute.CasebookEvent;

/**
 * Which charges of one customer have a case, by the customer's id, wherever in the cluster it
 * lives. Nothing projects these events, so they carry no tag: each case says itself whose it is.
 */
public final class CasebookEntity
    extends EventSourcedBehavior<CasebookEntity.Command, CasebookEvent, Casebook> {

  /** What a casebook is asked. */
  public sealed interface Command extends ClusterMessage {

    /** Enters a case unless the charge has one. */
    record Enter(String chargeKey, String caseNumber, ActorRef<Reply> replyTo) implements Command {}

    record GetCasebook(ActorRef<Reply> replyTo) implements Command {}
  }

  /** What it answers. */
  public sealed interface Reply extends ClusterMessage {

    /** The casebook as it is after what was asked. */
    record Done(Casebook casebook) implements Reply {}

    record Refused(Casebook.Refusal reason) implements Reply {}
  }

  public static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "casebook");

  public static Behavior<Command> create(
      String customerId, InstantSource clock, BackoffSupervisorStrategy onPersistFailure) {
    return new CasebookEntity(customerId, clock, onPersistFailure);
  }

  private final InstantSource clock;

  private CasebookEntity(
      String customerId, InstantSource clock, BackoffSupervisorStrategy onPersistFailure) {
    super(PersistenceId.of(KEY.name(), customerId), onPersistFailure);
    this.clock = clock;
  }

  @Override
  public Casebook emptyState() {
    return Casebook.empty();
  }

  @Override
  public CommandHandler<Command, CasebookEvent, Casebook> commandHandler() {
    return this::onCommand;
  }

  private Effect<CasebookEvent, Casebook> onCommand(Casebook casebook, Command command) {
    return switch (command) {
      case Command.Enter(var chargeKey, var caseNumber, var replyTo) ->
          switch (casebook.enter(chargeKey, caseNumber, clock.instant())) {
            case Decision.Accepted<CasebookEvent, Casebook.Refusal>(var events) ->
                Effect().persist(events).thenReply(replyTo, Reply.Done::new);
            case Decision.Refused<CasebookEvent, Casebook.Refusal>(var reason) ->
                Effect().reply(replyTo, new Reply.Refused(reason));
          };
      case Command.GetCasebook(var replyTo) -> Effect().reply(replyTo, new Reply.Done(casebook));
    };
  }

  @Override
  public EventHandler<Casebook, CasebookEvent> eventHandler() {
    return Casebook::apply;
  }

  /** All events are kept. */
  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(200, 2);
  }
}
