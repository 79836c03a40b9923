package org.voiceteller.actors.card;

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
import org.voiceteller.actors.ClusterMessage;
import org.voiceteller.core.card.Wallet;
import org.voiceteller.core.card.WalletEvent;
import org.voiceteller.core.decision.Decision;

/**
 * Which cards one customer has, by the customer's id, wherever in the cluster it lives. Nothing
 * projects these events, so they carry no tag: each card says itself whose it is.
 */
public final class WalletEntity
    extends EventSourcedBehavior<WalletEntity.Command, WalletEvent, Wallet> {

  /** What a wallet is asked. */
  public sealed interface Command extends ClusterMessage {

    record Add(String cardId, ActorRef<Reply> replyTo) implements Command {}

    record GetWallet(ActorRef<Reply> replyTo) implements Command {}
  }

  /** What it answers. */
  public sealed interface Reply extends ClusterMessage {

    /** The wallet as it is after what was asked. */
    record Done(Wallet wallet) implements Reply {}

    record Refused(Wallet.Refusal reason) implements Reply {}
  }

  public static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "wallet");

  public static Behavior<Command> create(
      String customerId, InstantSource clock, BackoffSupervisorStrategy onPersistFailure) {
    return new WalletEntity(customerId, clock, onPersistFailure);
  }

  private final InstantSource clock;

  private WalletEntity(
      String customerId, InstantSource clock, BackoffSupervisorStrategy onPersistFailure) {
    super(PersistenceId.of(KEY.name(), customerId), onPersistFailure);
    this.clock = clock;
  }

  @Override
  public Wallet emptyState() {
    return Wallet.empty();
  }

  @Override
  public CommandHandler<Command, WalletEvent, Wallet> commandHandler() {
    return this::onCommand;
  }

  private Effect<WalletEvent, Wallet> onCommand(Wallet wallet, Command command) {
    return switch (command) {
      case Command.Add(var cardId, var replyTo) ->
          switch (wallet.add(cardId, clock.instant())) {
            case Decision.Accepted<WalletEvent, Wallet.Refusal>(var events) ->
                Effect().persist(events).thenReply(replyTo, Reply.Done::new);
            case Decision.Refused<WalletEvent, Wallet.Refusal>(var reason) ->
                Effect().reply(replyTo, new Reply.Refused(reason));
          };
      case Command.GetWallet(var replyTo) -> Effect().reply(replyTo, new Reply.Done(wallet));
    };
  }

  @Override
  public EventHandler<Wallet, WalletEvent> eventHandler() {
    return Wallet::apply;
  }
}
