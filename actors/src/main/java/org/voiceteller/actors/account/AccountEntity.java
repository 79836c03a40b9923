package org.voiceteller.actors.account;

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
import org.voiceteller.core.account.Account;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.account.AccountSummary;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.account.StatementDelivery;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.journal.EventFamily;
import org.voiceteller.core.money.Money;

/**
 * One account, wherever in the cluster it lives. It asks {@link Account} what may happen, keeps the
 * events and answers when they are persisted; a refusal is answered at once.
 */
public final class AccountEntity
    extends EventSourcedBehavior<AccountEntity.Command, AccountEvent, Account> {

  /** What an account is asked. */
  public sealed interface Command extends ClusterMessage {

    record Open(Account.Opening opening, ActorRef<Reply> replyTo) implements Command {}

    record Post(
        String transactionId,
        Money amount,
        Merchant merchant,
        Instant occurredAt,
        ActorRef<Reply> replyTo)
        implements Command {}

    record Hold(
        String transactionId,
        Money amount,
        Merchant merchant,
        Instant occurredAt,
        ActorRef<Reply> replyTo)
        implements Command {}

    record Release(String transactionId, ActorRef<Reply> replyTo) implements Command {}

    record RequestStatement(
        String statementId, StatementDelivery delivery, String period, ActorRef<Reply> replyTo)
        implements Command {}

    record GetAccount(ActorRef<Reply> replyTo) implements Command {}
  }

  /** What it answers. */
  public sealed interface Reply extends ClusterMessage {

    /** The request holds, now or since before; the account as it is after it. */
    record Done(AccountSummary account) implements Reply {}

    record Refused(Account.Refusal reason) implements Reply {}
  }

  public static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "account");

  public static Behavior<Command> create(
      String accountId, InstantSource clock, BackoffSupervisorStrategy onPersistFailure) {
    return new AccountEntity(accountId, clock, onPersistFailure);
  }

  private final String accountId;
  private final InstantSource clock;
  private final Set<String> tags;

  private AccountEntity(
      String accountId, InstantSource clock, BackoffSupervisorStrategy onPersistFailure) {
    super(PersistenceId.of(KEY.name(), accountId), onPersistFailure);
    this.accountId = accountId;
    this.clock = clock;
    this.tags = Set.of(EventFamily.ACCOUNT.tagOf(accountId));
  }

  @Override
  public Account emptyState() {
    return new Account.Unopened();
  }

  @Override
  public CommandHandler<Command, AccountEvent, Account> commandHandler() {
    return this::onCommand;
  }

  private Effect<AccountEvent, Account> onCommand(Account account, Command command) {
    Instant now = clock.instant();
    return switch (command) {
      case Command.Open(var opening, var replyTo) ->
          act(account.open(accountId, opening, now), replyTo);
      case Command.Post(var id, var amount, var merchant, var occurredAt, var replyTo) ->
          act(account.post(id, amount, merchant, occurredAt, now), replyTo);
      case Command.Hold(var id, var amount, var merchant, var occurredAt, var replyTo) ->
          act(account.hold(id, amount, merchant, occurredAt, now), replyTo);
      case Command.Release(var id, var replyTo) -> act(account.release(id, now), replyTo);
      case Command.RequestStatement(var id, var delivery, var period, var replyTo) ->
          act(account.requestStatement(id, delivery, period, now), replyTo);
      case Command.GetAccount(var replyTo) -> Effect().reply(replyTo, replyOf(account));
    };
  }

  private Effect<AccountEvent, Account> act(
      Decision<AccountEvent, Account.Refusal> decision, ActorRef<Reply> replyTo) {
    return switch (decision) {
      case Decision.Accepted<AccountEvent, Account.Refusal>(var events) ->
          Effect().persist(events).thenReply(replyTo, AccountEntity::replyOf);
      case Decision.Refused<AccountEvent, Account.Refusal>(var reason) ->
          Effect().reply(replyTo, new Reply.Refused(reason));
    };
  }

  private static Reply replyOf(Account account) {
    return switch (account) {
      case Account.Unopened _ -> new Reply.Refused(Account.Refusal.NO_SUCH_ACCOUNT);
      case Account.Open open -> new Reply.Done(open.summary());
    };
  }

  @Override
  public EventHandler<Account, AccountEvent> eventHandler() {
    return Account::apply;
  }

  @Override
  public Set<String> tagsFor(AccountEvent event) {
    return tags;
  }
}
