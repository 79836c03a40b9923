package org.voiceteller.actors.customer;

import java.time.Instant;
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
import org.voiceteller.core.customer.Customer;
import org.voiceteller.core.customer.CustomerEvent;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.journal.EventFamily;

/**
 * One customer, wherever in the cluster they live. It asks {@link Customer} what may happen, keeps
 * the events and answers when they are persisted; a refusal is answered at once.
 */
public final class CustomerEntity
    extends EventSourcedBehavior<CustomerEntity.Command, CustomerEvent, Customer> {

  /** What a customer's entity is asked. */
  public sealed interface Command extends ClusterMessage {

    record Register(Customer.Registration registration, ActorRef<Reply> replyTo)
        implements Command {}

    record LinkAccount(Customer.LinkedAccount account, ActorRef<Reply> replyTo)
        implements Command {}

    record GetCustomer(ActorRef<Reply> replyTo) implements Command {}
  }

  /** What it answers. */
  public sealed interface Reply extends ClusterMessage {

    /** The request holds, now or since before; the customer as they are after it. */
    record Done(Customer customer) implements Reply {}

    record Refused(Customer.Refusal reason) implements Reply {}
  }

  public static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "customer");

  public static Behavior<Command> create(
      String customerId, InstantSource clock, BackoffSupervisorStrategy onPersistFailure) {
    return new CustomerEntity(customerId, clock, onPersistFailure);
  }

  private final String customerId;
  private final InstantSource clock;
  private final Set<String> tags;

  private CustomerEntity(
      String customerId, InstantSource clock, BackoffSupervisorStrategy onPersistFailure) {
    super(PersistenceId.of(KEY.name(), customerId), onPersistFailure);
    this.customerId = customerId;
    this.clock = clock;
    this.tags = Set.of(EventFamily.CUSTOMER.tagOf(customerId));
  }

  @Override
  public Customer emptyState() {
    return new Customer.Unregistered();
  }

  @Override
  public CommandHandler<Command, CustomerEvent, Customer> commandHandler() {
    return this::onCommand;
  }

  private Effect<CustomerEvent, Customer> onCommand(Customer customer, Command command) {
    Instant now = clock.instant();
    return switch (command) {
      case Command.Register(var registration, var replyTo) ->
          act(customer.register(customerId, registration, now), replyTo);
      case Command.LinkAccount(var account, var replyTo) ->
          act(customer.linkAccount(account, now), replyTo);
      case Command.GetCustomer(var replyTo) -> Effect().reply(replyTo, new Reply.Done(customer));
    };
  }

  private Effect<CustomerEvent, Customer> act(
      Decision<CustomerEvent, Customer.Refusal> decision, ActorRef<Reply> replyTo) {
    return switch (decision) {
      case Decision.Accepted<CustomerEvent, Customer.Refusal>(var events) ->
          Effect().persist(events).thenReply(replyTo, Reply.Done::new);
      case Decision.Refused<CustomerEvent, Customer.Refusal>(var reason) ->
          Effect().reply(replyTo, new Reply.Refused(reason));
    };
  }

  @Override
  public EventHandler<Customer, CustomerEvent> eventHandler() {
    return Customer::apply;
  }

  @Override
  public Set<String> tagsFor(CustomerEvent event) {
    return tags;
  }
}
