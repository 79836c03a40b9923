package org.voiceteller.actors.customer;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
import org.voiceteller.core.customer.Claim;
import org.voiceteller.core.customer.PhoneBinding;
import org.voiceteller.core.customer.PhoneBinding.ClaimLimits;
import org.voiceteller.core.customer.PhoneBindingEvent;
import org.voiceteller.core.decision.Decision;

/**
 * One telephone number and whom it leads to, wherever in the cluster it lives; it knows the number
 * only by its hash. A claim is answered when it is persisted, so that guesses count even if the
 * node dies; a claim of a blocked number is answered at once. Its events are not projected: who was
 * looked for stays here.
 */
public final class PhoneBindingEntity
    extends EventSourcedBehavior<PhoneBindingEntity.Command, PhoneBindingEvent, PhoneBinding> {

  /** What a number is asked. */
  public sealed interface Command extends ClusterMessage {

    record Bind(String customerId, ActorRef<Reply.Bound> replyTo) implements Command {}

    record ClaimNumber(String callId, ActorRef<Reply.Claimed> replyTo) implements Command {}

    /** Asked by the bank's staff; it counts as no claim. */
    record GetHolders(ActorRef<Reply.Holders> replyTo) implements Command {}
  }

  /** What it answers. */
  public sealed interface Reply extends ClusterMessage {

    record Bound() implements Reply {}

    record Claimed(Claim claim) implements Reply {}

    record Holders(List<String> customerIds) implements Reply {
      public Holders {
        customerIds = List.copyOf(customerIds);
      }
    }
  }

  public static final EntityTypeKey<Command> KEY =
      EntityTypeKey.create(Command.class, "phone-binding");

  public static Behavior<Command> create(
      String numberHash,
      ClaimLimits limits,
      InstantSource clock,
      BackoffSupervisorStrategy onPersistFailure) {
    return new PhoneBindingEntity(numberHash, limits, clock, onPersistFailure);
  }

  private final ClaimLimits limits;
  private final InstantSource clock;

  private PhoneBindingEntity(
      String numberHash,
      ClaimLimits limits,
      InstantSource clock,
      BackoffSupervisorStrategy onPersistFailure) {
    super(PersistenceId.of(KEY.name(), numberHash), onPersistFailure);
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public PhoneBinding emptyState() {
    return PhoneBinding.unbound();
  }

  @Override
  public CommandHandler<Command, PhoneBindingEvent, PhoneBinding> commandHandler() {
    return this::onCommand;
  }

  private Effect<PhoneBindingEvent, PhoneBinding> onCommand(PhoneBinding binding, Command command) {
    Instant now = clock.instant();
    return switch (command) {
      case Command.Bind(var customerId, var replyTo) ->
          Effect()
              .persist(binding.bind(customerId, now))
              .thenReply(replyTo, _ -> new Reply.Bound());
      case Command.ClaimNumber(var callId, var replyTo) ->
          switch (binding.claim(callId, limits, now)) {
            case Decision.Accepted<PhoneBindingEvent, Claim.Denial>(var events) ->
                Effect()
                    .persist(events)
                    .thenReply(replyTo, after -> new Reply.Claimed(after.outcome()));
            case Decision.Refused<PhoneBindingEvent, Claim.Denial>(var reason) ->
                Effect().reply(replyTo, new Reply.Claimed(new Claim.Denied(reason)));
          };
      case Command.GetHolders(var replyTo) ->
          Effect().reply(replyTo, new Reply.Holders(binding.customerIds()));
    };
  }

  @Override
  public EventHandler<PhoneBinding, PhoneBindingEvent> eventHandler() {
    return PhoneBinding::apply;
  }
}
