package org.voiceteller.core.account;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voiceteller.core.account.Account.Open;
import org.voiceteller.core.account.Account.Refusal;
import org.voiceteller.core.account.AccountEvent.CheckPaid;
import org.voiceteller.core.account.AccountEvent.CheckRegistered;
import org.voiceteller.core.account.AccountEvent.StopConfirmed;
import org.voiceteller.core.account.AccountEvent.StopPlaced;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.money.Money;

/** What may happen to the cheques of an account. */
final class CheckRules {

  private static final String CHECKS = "6012";

  private CheckRules() {}

  static Decision<AccountEvent, Refusal> register(
      Open open, String checkNumber, Money amount, String payee, Instant now) {
    String number = CheckRegister.plain(checkNumber);
    Optional<Check> known = open.checks().find(number);
    if (known.isPresent() && amount.equals(known.get().amount())) {
      return Decision.alreadyDone();
    }
    if (known.isPresent() && known.get().amount() != null) {
      return Decision.refuse(Refusal.CHECK_KNOWN_DIFFERENTLY);
    }
    if (!amount.isPositive()) {
      return Decision.refuse(Refusal.AMOUNT_NOT_ALLOWED);
    }
    return open.ledger().isOtherCurrency(amount)
        ? Decision.refuse(Refusal.OTHER_CURRENCY)
        : Decision.accept(new CheckRegistered(number, amount, payee, now));
  }

  /** Another bank wants a cheque's money. */
  static Decision<AccountEvent, Refusal> present(
      Open open,
      String checkNumber,
      String presentmentId,
      Money amount,
      LocalDate day,
      Instant now) {
    String number = CheckRegister.plain(checkNumber);
    Optional<Check> known = open.checks().find(number);
    if (known.isPresent() && known.get().isPaid()) {
      return presentmentId.equals(known.get().paidBy()) && amount.equals(known.get().amount())
          ? Decision.alreadyDone()
          : Decision.refuse(Refusal.CHECK_ALREADY_PAID);
    }
    if (known.map(Check::stop).filter(stop -> stop.isInForceOn(day)).isPresent()) {
      return Decision.refuse(Refusal.CHECK_STOPPED);
    }
    if (!amount.isPositive()) {
      return Decision.refuse(Refusal.AMOUNT_NOT_ALLOWED);
    }
    Merchant merchant = new Merchant("CHECK " + number, CHECKS, "transfers");
    return switch (open.ledger().post(presentmentId, amount.negated(), merchant, now, now)) {
      case Decision.Accepted<AccountEvent, Refusal>(var events) when !events.isEmpty() -> {
        List<AccountEvent> all = new ArrayList<>(events);
        all.add(new CheckPaid(number, presentmentId, amount, now));
        yield Decision.accept(all);
      }
      case Decision.Accepted<AccountEvent, Refusal> _ ->
          Decision.refuse(Refusal.TRANSACTION_ID_REUSED);
      case Decision.Refused<AccountEvent, Refusal> refused -> refused;
    };
  }

  /** The order and the pending fee are one: neither is kept without the other. */
  static Decision<AccountEvent, Refusal> stop(Open open, StopOrder order, Leg fee, Instant now) {
    if (open.ledger().memory().knows(fee.transferId(), TransactionMemory.Step.PENDING)
        || open.ledger().findPending(fee.transferId()).isPresent()) {
      return TransferLegs.pend(open.ledger(), fee, null, now);
    }
    Optional<Check> known = open.checks().find(order.checkNumber());
    if (known.isPresent() && known.get().isPaid()) {
      return Decision.refuse(Refusal.CHECK_ALREADY_PAID);
    }
    if (known.map(Check::stop).filter(one -> one.forbidsAnother(order.placedOn())).isPresent()) {
      return Decision.refuse(Refusal.STOP_IN_FORCE);
    }
    if (known.isEmpty() && open.checks().isFull()) {
      return Decision.refuse(Refusal.TOO_MANY_AT_ONCE);
    }
    return switch (TransferLegs.pend(open.ledger(), fee, null, now)) {
      case Decision.Accepted<AccountEvent, Refusal>(var events) -> {
        List<AccountEvent> all = new ArrayList<>();
        all.add(new StopPlaced(order, now));
        all.addAll(events);
        yield Decision.accept(all);
      }
      case Decision.Refused<AccountEvent, Refusal> refused -> refused;
    };
  }

  static Decision<AccountEvent, Refusal> confirm(Open open, String checkNumber, Instant now) {
    String number = CheckRegister.plain(checkNumber);
    Optional<StopOrder> stop = open.checks().find(number).map(Check::stop);
    if (stop.isEmpty()) {
      return Decision.refuse(Refusal.NO_SUCH_STOP);
    }
    return stop.get().confirmBy() == null
        ? Decision.alreadyDone()
        : Decision.accept(new StopConfirmed(number, now));
  }
}
