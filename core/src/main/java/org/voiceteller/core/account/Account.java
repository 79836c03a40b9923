package org.voiceteller.core.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.voiceteller.core.account.AccountEvent.HoldPlaced;
import org.voiceteller.core.account.AccountEvent.HoldReleased;
import org.voiceteller.core.account.AccountEvent.Opened;
import org.voiceteller.core.account.AccountEvent.Posted;
import org.voiceteller.core.account.AccountEvent.StatementRequested;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.money.Money;

/**
 * The rules of a deposit account. Whoever asks makes the transaction's id: a repeat of it changes
 * nothing, and a repeat that tells of another amount is refused. The account remembers its last
 * {@value #REMEMBERED_TRANSACTIONS} transactions for that; older ones are settled.
 */
public sealed interface Account {

  int REMEMBERED_TRANSACTIONS = 1_000;
  int REMEMBERED_STATEMENTS = 50;

  record Unopened() implements Account {}

  /**
   * @param holds oldest first
   * @param transactions the newest last, at most {@value Account#REMEMBERED_TRANSACTIONS}
   * @param statementIds the newest last
   */
  record Open(
      String accountId,
      String customerId,
      AccountKind kind,
      String lastFour,
      Balance balance,
      List<Hold> holds,
      List<Remembered> transactions,
      List<String> statementIds)
      implements Account {

    public Open {
      holds = List.copyOf(holds);
      transactions = List.copyOf(transactions);
      statementIds = List.copyOf(statementIds);
    }

    public AccountSummary summary() {
      return new AccountSummary(accountId, kind, lastFour, balance, holds);
    }

    private Open with(Balance after, List<Hold> holding, List<Remembered> remembered) {
      return new Open(
          accountId, customerId, kind, lastFour, after, holding, remembered, statementIds);
    }
  }

  /** A transaction that was applied: what was asked, so that a repeat is known again. */
  record Remembered(String transactionId, Step step, Money amount) {
    /** What a transaction's id was used for; a purchase is held first and posted later. */
    public enum Step {
      HELD,
      POSTED,
      RELEASED
    }
  }

  /** Why a request about an account was refused. */
  enum Refusal {
    NO_SUCH_ACCOUNT,
    OPENED_DIFFERENTLY,
    OTHER_CURRENCY,
    AMOUNT_NOT_ALLOWED,
    INSUFFICIENT_FUNDS,
    NO_SUCH_HOLD,
    TRANSACTION_ID_REUSED
  }

  /** What a new account is. */
  record Opening(String customerId, AccountKind kind, String lastFour, String currencyCode) {}

  default Decision<AccountEvent, Refusal> open(String accountId, Opening opening, Instant now) {
    return switch (this) {
      case Unopened _ ->
          Decision.accept(
              new Opened(
                  accountId,
                  opening.customerId(),
                  opening.kind(),
                  opening.lastFour(),
                  opening.currencyCode(),
                  now));
      case Open open ->
          opening.equals(
                  new Opening(
                      open.customerId(),
                      open.kind(),
                      open.lastFour(),
                      open.balance().posted().currency().getCurrencyCode()))
              ? Decision.alreadyDone()
              : Decision.refuse(Refusal.OPENED_DIFFERENTLY);
    };
  }

  /**
   * Moves money for good, in (positive) or out (negative). What goes out must be available. Posting
   * under the id of a hold ends the hold: its amount counts as available for this posting.
   */
  default Decision<AccountEvent, Refusal> post(
      String transactionId, Money amount, Merchant merchant, Instant occurredAt, Instant now) {
    return switch (this) {
      case Unopened _ -> Decision.refuse(Refusal.NO_SUCH_ACCOUNT);
      case Open open -> {
        Optional<Remembered> before = remembered(open, transactionId, Remembered.Step.POSTED);
        if (before.isPresent()) {
          yield repeat(before.get(), amount);
        }
        if (amount.minorUnits() == 0) {
          yield Decision.refuse(Refusal.AMOUNT_NOT_ALLOWED);
        }
        if (isOtherCurrency(open, amount)) {
          yield Decision.refuse(Refusal.OTHER_CURRENCY);
        }
        Optional<Hold> hold = hold(open, transactionId);
        Balance free = hold.map(held -> without(open.balance(), held)).orElse(open.balance());
        Balance after = new Balance(free.posted().plus(amount), free.held());
        if (amount.isNegative() && after.available().isNegative()) {
          yield Decision.refuse(Refusal.INSUFFICIENT_FUNDS);
        }
        List<AccountEvent> events = new ArrayList<>();
        hold.ifPresent(_ -> events.add(new HoldReleased(transactionId, free, now)));
        events.add(new Posted(transactionId, amount, merchant, after, occurredAt, now));
        yield Decision.accept(events);
      }
    };
  }

  /** Keeps an authorised amount (positive) back; it must be available. */
  default Decision<AccountEvent, Refusal> hold(
      String transactionId, Money amount, Merchant merchant, Instant occurredAt, Instant now) {
    return switch (this) {
      case Unopened _ -> Decision.refuse(Refusal.NO_SUCH_ACCOUNT);
      case Open open -> {
        Optional<Remembered> before = remembered(open, transactionId, Remembered.Step.HELD);
        if (before.isPresent()) {
          yield repeat(before.get(), amount);
        }
        if (remembered(open, transactionId, Remembered.Step.POSTED).isPresent()) {
          yield Decision.refuse(Refusal.TRANSACTION_ID_REUSED);
        }
        if (amount.minorUnits() <= 0) {
          yield Decision.refuse(Refusal.AMOUNT_NOT_ALLOWED);
        }
        if (isOtherCurrency(open, amount)) {
          yield Decision.refuse(Refusal.OTHER_CURRENCY);
        }
        Balance after = new Balance(open.balance().posted(), open.balance().held().plus(amount));
        yield after.available().isNegative()
            ? Decision.refuse(Refusal.INSUFFICIENT_FUNDS)
            : Decision.accept(
                new HoldPlaced(transactionId, amount, merchant, after, occurredAt, now));
      }
    };
  }

  /** Frees what was kept back; a hold that is over already stays so. */
  default Decision<AccountEvent, Refusal> release(String transactionId, Instant now) {
    return switch (this) {
      case Unopened _ -> Decision.refuse(Refusal.NO_SUCH_ACCOUNT);
      case Open open ->
          hold(open, transactionId)
              .map(
                  held ->
                      Decision.<AccountEvent, Refusal>accept(
                          new HoldReleased(transactionId, without(open.balance(), held), now)))
              .orElseGet(
                  () ->
                      remembered(open, transactionId, Remembered.Step.RELEASED).isPresent()
                          ? Decision.alreadyDone()
                          : Decision.refuse(Refusal.NO_SUCH_HOLD));
    };
  }

  /**
   * @param period what the statement covers, as {@code 2026-01}
   */
  default Decision<AccountEvent, Refusal> requestStatement(
      String statementId, StatementDelivery delivery, String period, Instant now) {
    return switch (this) {
      case Unopened _ -> Decision.refuse(Refusal.NO_SUCH_ACCOUNT);
      case Open open ->
          open.statementIds().contains(statementId)
              ? Decision.alreadyDone()
              : Decision.accept(new StatementRequested(statementId, delivery, period, now));
    };
  }

  /** Total: history is never refused. */
  default Account apply(AccountEvent event) {
    return switch (event) {
      case Opened(var accountId, var customerId, var kind, var lastFour, var currency, _) ->
          new Open(
              accountId,
              customerId,
              kind,
              lastFour,
              new Balance(Money.of(0, currency), Money.of(0, currency)),
              List.of(),
              List.of(),
              List.of());
      case Posted posted ->
          after(
              posted.after(),
              Optional.empty(),
              new Remembered(posted.transactionId(), Remembered.Step.POSTED, posted.amount()));
      case HoldPlaced held ->
          after(
              held.after(),
              Optional.of(
                  new Hold(
                      held.transactionId(), held.amount(), held.merchant(), held.occurredAt())),
              new Remembered(held.transactionId(), Remembered.Step.HELD, held.amount()));
      case HoldReleased(var transactionId, var balance, _) ->
          after(
              balance,
              Optional.empty(),
              new Remembered(
                  transactionId,
                  Remembered.Step.RELEASED,
                  Money.of(0, balance.posted().currency().getCurrencyCode())));
      case StatementRequested(var statementId, _, _, _) -> withStatement(statementId);
    };
  }

  private Account after(Balance balance, Optional<Hold> placed, Remembered transaction) {
    return switch (this) {
      case Unopened _ -> this;
      case Open open ->
          open.with(
              balance,
              Stream.concat(
                      open.holds().stream()
                          .filter(
                              hold -> !hold.transactionId().equals(transaction.transactionId())),
                      placed.stream())
                  .toList(),
              bounded(open.transactions(), transaction, REMEMBERED_TRANSACTIONS));
    };
  }

  private Account withStatement(String statementId) {
    return switch (this) {
      case Unopened _ -> this;
      case Open open ->
          new Open(
              open.accountId(),
              open.customerId(),
              open.kind(),
              open.lastFour(),
              open.balance(),
              open.holds(),
              open.transactions(),
              bounded(open.statementIds(), statementId, REMEMBERED_STATEMENTS));
    };
  }

  private static Optional<Remembered> remembered(
      Open open, String transactionId, Remembered.Step step) {
    return open.transactions().stream()
        .filter(past -> past.step() == step && past.transactionId().equals(transactionId))
        .findFirst();
  }

  private static Decision<AccountEvent, Refusal> repeat(Remembered before, Money amount) {
    return before.amount().equals(amount)
        ? Decision.alreadyDone()
        : Decision.refuse(Refusal.TRANSACTION_ID_REUSED);
  }

  private static boolean isOtherCurrency(Open open, Money amount) {
    return !open.balance().posted().currency().equals(amount.currency());
  }

  private static Optional<Hold> hold(Open open, String transactionId) {
    return open.holds().stream()
        .filter(hold -> hold.transactionId().equals(transactionId))
        .findFirst();
  }

  private static Balance without(Balance balance, Hold hold) {
    return new Balance(balance.posted(), balance.held().minus(hold.amount()));
  }

  private static <T> List<T> bounded(List<T> past, T next, int bound) {
    List<T> all = new ArrayList<>(past);
    all.add(next);
    return all.size() <= bound ? all : all.subList(all.size() - bound, all.size());
  }
}
