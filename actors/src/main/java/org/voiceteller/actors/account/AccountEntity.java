package org.voiceteller.actors.account;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
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
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.jspecify.annotations.Nullable;
import org.voiceteller.actors.ClusterMessage;
import org.voiceteller.core.account.Account;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.account.AccountEvent.VoidCause;
import org.voiceteller.core.account.AccountSummary;
import org.voiceteller.core.account.Check;
import org.voiceteller.core.account.DailyAllowance;
import org.voiceteller.core.account.Leg;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.account.StatementDelivery;
import org.voiceteller.core.account.StopOrder;
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

    /**
     * @param allowance null when the transfer counts against no daily limit
     */
    record PendTransfer(Leg leg, @Nullable DailyAllowance allowance, ActorRef<Reply> replyTo)
        implements Command {}

    record PostTransfer(String transferId, Money amount, ActorRef<Reply> replyTo)
        implements Command {}

    record VoidTransfer(
        String transferId, VoidCause cause, Instant initiatedAt, ActorRef<Reply> replyTo)
        implements Command {}

    record CreditTransfer(Leg leg, ActorRef<Reply> replyTo) implements Command {}

    record RegisterCheck(String checkNumber, Money amount, String payee, ActorRef<Reply> replyTo)
        implements Command {}

    record PresentCheck(
        String checkNumber,
        String presentmentId,
        Money amount,
        LocalDate day,
        ActorRef<Reply> replyTo)
        implements Command {}

    record StopCheck(StopOrder order, Leg fee, ActorRef<Reply> replyTo) implements Command {}

    record ConfirmStop(String checkNumber, ActorRef<Reply> replyTo) implements Command {}

    record GetCheck(String checkNumber, ActorRef<CheckReply> replyTo) implements Command {}

    record GetAccount(ActorRef<Reply> replyTo) implements Command {}
  }

  /** What it answers. */
  public sealed interface Reply extends ClusterMessage {

    /** The request holds, now or since before; the account as it is after it. */
    record Done(AccountSummary account) implements Reply {}

    record Refused(Account.Refusal reason) implements Reply {}
  }

  /**
   * What the account knows of a cheque.
   *
   * @param check null when it knows nothing
   */
  public record CheckReply(@Nullable Check check) implements ClusterMessage {}

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
      case Command.PendTransfer(var leg, var allowance, var replyTo) ->
          act(account.pendTransfer(leg, allowance, now), replyTo);
      case Command.PostTransfer(var id, var amount, var replyTo) ->
          act(account.postTransfer(id, amount, now), replyTo);
      case Command.VoidTransfer(var id, var cause, var initiatedAt, var replyTo) ->
          act(account.voidTransfer(id, cause, initiatedAt, now), replyTo);
      case Command.CreditTransfer(var leg, var replyTo) ->
          act(account.creditTransfer(leg, now), replyTo);
      case Command.RegisterCheck(var number, var amount, var payee, var replyTo) ->
          act(account.registerCheck(number, amount, payee, now), replyTo);
      case Command.PresentCheck(var number, var id, var amount, var day, var replyTo) ->
          act(account.presentCheck(number, id, amount, day, now), replyTo);
      case Command.StopCheck(var order, var fee, var replyTo) ->
          act(account.stopCheck(order, fee, now), replyTo);
      case Command.ConfirmStop(var number, var replyTo) ->
          act(account.confirmStop(number, now), replyTo);
      case Command.GetCheck(var number, var replyTo) ->
          Effect().reply(replyTo, new CheckReply(check(account, number)));
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

  private static @Nullable Check check(Account account, String checkNumber) {
    return switch (account) {
      case Account.Unopened _ -> null;
      case Account.Open open -> open.checks().find(checkNumber).orElse(null);
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

  /** An account lives for years, and the bank's own never rest. All events are kept. */
  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(500, 2);
  }

  @Override
  public Set<String> tagsFor(AccountEvent event) {
    return tags;
  }
}
