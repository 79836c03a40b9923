package org.voiceteller.core.account;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.account.AccountEvent.CheckPaid;
import org.voiceteller.core.account.AccountEvent.CheckRegistered;
import org.voiceteller.core.account.AccountEvent.HoldPlaced;
import org.voiceteller.core.account.AccountEvent.HoldReleased;
import org.voiceteller.core.account.AccountEvent.Opened;
import org.voiceteller.core.account.AccountEvent.Posted;
import org.voiceteller.core.account.AccountEvent.StatementRequested;
import org.voiceteller.core.account.AccountEvent.StopConfirmed;
import org.voiceteller.core.account.AccountEvent.StopPlaced;
import org.voiceteller.core.account.AccountEvent.TransferCredited;
import org.voiceteller.core.account.AccountEvent.TransferPending;
import org.voiceteller.core.account.AccountEvent.TransferPosted;
import org.voiceteller.core.account.AccountEvent.TransferVoided;
import org.voiceteller.core.account.AccountEvent.VoidCause;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.money.Money;

/**
 * The rules of a deposit account. Whoever asks makes the transaction's id: a repeat of it changes
 * nothing, and a repeat that tells of another amount is refused. How long ids are known again, and
 * what happens beyond that, stands at {@link TransactionMemory}. What was posted is never changed:
 * a correction is a posting, or a transfer, of its own in the other direction.
 */
public sealed interface Account {

  int REMEMBERED_STATEMENTS = 50;

  record Unopened() implements Account {}

  /**
   * @param statementIds the newest last
   */
  record Open(
      String accountId,
      String customerId,
      AccountKind kind,
      String lastFour,
      Ledger ledger,
      List<String> statementIds,
      CheckRegister checks)
      implements Account {

    public Open {
      statementIds = List.copyOf(statementIds);
    }

    public AccountSummary summary() {
      return new AccountSummary(accountId, kind, lastFour, balance(), everythingHeld());
    }

    public Balance balance() {
      return ledger.balance();
    }

    private List<Hold> everythingHeld() {
      return Stream.concat(
              ledger.holds().stream(),
              ledger.pending().stream()
                  .map(PendingTransfer::leg)
                  .map(
                      leg ->
                          new Hold(
                              leg.transferId(), leg.amount(), leg.merchant(), leg.initiatedAt())))
          .toList();
    }

    private Open with(Ledger after) {
      return new Open(accountId, customerId, kind, lastFour, after, statementIds, checks);
    }

    private Open with(CheckRegister after) {
      return new Open(accountId, customerId, kind, lastFour, ledger, statementIds, after);
    }

    private Open withStatement(String statementId) {
      List<String> all = new ArrayList<>(statementIds);
      all.add(statementId);
      int drop = Math.max(0, all.size() - REMEMBERED_STATEMENTS);
      return new Open(
          accountId, customerId, kind, lastFour, ledger, all.subList(drop, all.size()), checks);
    }
  }

  /** Why a request about an account was refused. */
  enum Refusal {
    NO_SUCH_ACCOUNT,
    OPENED_DIFFERENTLY,
    /** The account is somebody else's. */
    OTHER_HOLDER,
    OTHER_CURRENCY,
    AMOUNT_NOT_ALLOWED,
    /** The balance could not be counted any more. */
    AMOUNT_TOO_LARGE,
    INSUFFICIENT_FUNDS,
    OVER_DAILY_LIMIT,
    NO_SUCH_HOLD,
    ALREADY_POSTED,
    ALREADY_VOIDED,
    TRANSACTION_ID_REUSED,
    /** So old that it may have been done and forgotten. */
    BEYOND_MEMORY,
    TOO_MANY_AT_ONCE,
    CHECK_KNOWN_DIFFERENTLY,
    CHECK_ALREADY_PAID,
    CHECK_STOPPED,
    STOP_IN_FORCE,
    NO_SUCH_STOP
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
    return ifOpen(open -> open.ledger().post(transactionId, amount, merchant, occurredAt, now));
  }

  /** Keeps an authorised amount (positive) back; it must be available. */
  default Decision<AccountEvent, Refusal> hold(
      String transactionId, Money amount, Merchant merchant, Instant occurredAt, Instant now) {
    return ifOpen(open -> open.ledger().hold(transactionId, amount, merchant, occurredAt, now));
  }

  /** Frees what was kept back; a hold that is over already stays so. */
  default Decision<AccountEvent, Refusal> release(String transactionId, Instant now) {
    return ifOpen(open -> open.ledger().release(transactionId, now));
  }

  /**
   * Keeps the amount of a transfer back that is to leave the account.
   *
   * @param allowance null when the transfer counts against no daily limit
   */
  default Decision<AccountEvent, Refusal> pendTransfer(
      Leg leg, @Nullable DailyAllowance allowance, Instant now) {
    return ifHeldBy(leg.holderId(), open -> TransferLegs.pend(open.ledger(), leg, allowance, now));
  }

  /**
   * Lets a pending transfer leave for good.
   *
   * @param amount positive; less than what is pending posts in part and frees the rest
   */
  default Decision<AccountEvent, Refusal> postTransfer(
      String transferId, Money amount, Instant now) {
    return ifOpen(open -> TransferLegs.post(open.ledger(), transferId, amount, now));
  }

  /**
   * Ends a transfer here without moving money, whether it was asked for before or not: asked for
   * later, it is refused. What it moved already stays moved, and that is the refusal.
   */
  default Decision<AccountEvent, Refusal> voidTransfer(
      String transferId, VoidCause cause, Instant initiatedAt, Instant now) {
    return ifOpen(open -> TransferLegs.end(open.ledger(), transferId, cause, initiatedAt, now));
  }

  /** Takes in what a transfer brings. */
  default Decision<AccountEvent, Refusal> creditTransfer(Leg leg, Instant now) {
    return ifHeldBy(leg.holderId(), open -> TransferLegs.credit(open.ledger(), leg, now));
  }

  /** The holder tells of a cheque that they wrote. */
  default Decision<AccountEvent, Refusal> registerCheck(
      String checkNumber, Money amount, String payee, Instant now) {
    return ifOpen(open -> CheckRules.register(open, checkNumber, amount, payee, now));
  }

  /**
   * Pays a cheque unless it is stopped.
   *
   * @param presentmentId made by who presents it; a repeat of it changes nothing
   * @param amount positive
   * @param day the bank's, for the order to stop it
   */
  default Decision<AccountEvent, Refusal> presentCheck(
      String checkNumber, String presentmentId, Money amount, LocalDate day, Instant now) {
    return ifOpen(open -> CheckRules.present(open, checkNumber, presentmentId, amount, day, now));
  }

  /**
   * Stops a cheque, or renews an order in its last 30 days, and keeps the fee back.
   *
   * @param fee leaves as any transfer does; the order stands under its id
   */
  default Decision<AccountEvent, Refusal> stopCheck(StopOrder order, Leg fee, Instant now) {
    return ifHeldBy(fee.holderId(), open -> CheckRules.stop(open, order, fee, now));
  }

  /** The order was confirmed in writing: it does not lapse early any more. */
  default Decision<AccountEvent, Refusal> confirmStop(String checkNumber, Instant now) {
    return ifOpen(open -> CheckRules.confirm(open, checkNumber, now));
  }

  /**
   * @param period what the statement covers, as {@code 2026-01}
   */
  default Decision<AccountEvent, Refusal> requestStatement(
      String statementId, StatementDelivery delivery, String period, Instant now) {
    return ifOpen(
        open ->
            open.statementIds().contains(statementId)
                ? Decision.alreadyDone()
                : Decision.accept(new StatementRequested(statementId, delivery, period, now)));
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
              Ledger.empty(currency),
              List.of(),
              CheckRegister.NONE);
      case Posted posted -> after(open -> open.with(open.ledger().posted(posted)));
      case HoldPlaced held -> after(open -> open.with(open.ledger().held(held)));
      case HoldReleased released -> after(open -> open.with(open.ledger().released(released)));
      case TransferPending pending ->
          after(open -> open.with(TransferLegs.apply(open.ledger(), pending)));
      case TransferPosted posted ->
          after(open -> open.with(TransferLegs.apply(open.ledger(), posted)));
      case TransferVoided voided ->
          after(open -> open.with(TransferLegs.apply(open.ledger(), voided)));
      case TransferCredited credited ->
          after(open -> open.with(TransferLegs.apply(open.ledger(), credited)));
      case CheckRegistered(var number, var amount, var payee, _) ->
          after(open -> open.with(open.checks().registered(number, amount, payee)));
      case CheckPaid(var number, var presentmentId, var amount, _) ->
          after(open -> open.with(open.checks().paid(number, presentmentId, amount)));
      case StopPlaced(var order, _) -> after(open -> open.with(open.checks().stopped(order)));
      case StopConfirmed(var number, _) ->
          after(open -> open.with(open.checks().confirmed(number)));
      case StatementRequested(var statementId, _, _, _) ->
          after(open -> open.withStatement(statementId));
    };
  }

  private Account after(UnaryOperator<Open> change) {
    return switch (this) {
      case Unopened _ -> this;
      case Open open -> change.apply(open);
    };
  }

  private Decision<AccountEvent, Refusal> ifOpen(
      Function<Open, Decision<AccountEvent, Refusal>> rule) {
    return switch (this) {
      case Unopened _ -> Decision.refuse(Refusal.NO_SUCH_ACCOUNT);
      case Open open -> rule.apply(open);
    };
  }

  private Decision<AccountEvent, Refusal> ifHeldBy(
      String holderId, Function<Open, Decision<AccountEvent, Refusal>> rule) {
    return ifOpen(
        open ->
            open.customerId().equals(holderId)
                ? rule.apply(open)
                : Decision.refuse(Refusal.OTHER_HOLDER));
  }
}
