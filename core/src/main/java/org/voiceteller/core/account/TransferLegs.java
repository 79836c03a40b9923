package org.voiceteller.core.account;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.account.Account.Refusal;
import org.voiceteller.core.account.AccountEvent.TransferCredited;
import org.voiceteller.core.account.AccountEvent.TransferPending;
import org.voiceteller.core.account.AccountEvent.TransferPosted;
import org.voiceteller.core.account.AccountEvent.TransferVoided;
import org.voiceteller.core.account.AccountEvent.VoidCause;
import org.voiceteller.core.account.TransactionMemory.Remembered;
import org.voiceteller.core.account.TransactionMemory.Step;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.money.Money;

/**
 * An account's side of a transfer in two phases. What leaves is pending first; it is resolved once,
 * by posting it whole or in part or by voiding it, and no other way afterwards.
 */
final class TransferLegs {

  private TransferLegs() {}

  static Decision<AccountEvent, Refusal> pend(
      Ledger ledger, Leg leg, @Nullable DailyAllowance allowance, Instant now) {
    Optional<Remembered> before = ledger.memory().find(leg.transferId(), Step.PENDING);
    Optional<PendingTransfer> there = ledger.findPending(leg.transferId());
    if (ledger.memory().knows(leg.transferId(), Step.VOIDED)) {
      return Decision.refuse(Refusal.ALREADY_VOIDED);
    }
    if (there.isPresent()) {
      return same(there.get().leg().amount(), leg.amount());
    }
    if (before.isPresent()) {
      return Ledger.repeat(before.get(), leg.amount());
    }
    if (ledger.memory().mayHaveForgotten(leg.initiatedAt())) {
      return Decision.refuse(Refusal.BEYOND_MEMORY);
    }
    Optional<Refusal> refusal = ledger.keptBack(leg.amount(), now);
    if (refusal.isPresent()) {
      return Decision.refuse(refusal.get());
    }
    if (allowance != null && exceeds(ledger, leg.amount(), allowance)) {
      return Decision.refuse(Refusal.OVER_DAILY_LIMIT);
    }
    return Decision.accept(
        new TransferPending(
            leg,
            allowance == null ? null : allowance.day(),
            ledger.balance().withHeld(leg.amount()),
            now));
  }

  /** Whole, or less than what is pending: the rest is free again. */
  static Decision<AccountEvent, Refusal> post(
      Ledger ledger, String transferId, Money amount, Instant now) {
    Optional<PendingTransfer> pending = ledger.findPending(transferId);
    if (pending.isEmpty()) {
      Optional<Remembered> before = ledger.memory().find(transferId, Step.TRANSFERRED);
      if (before.isPresent()) {
        return Ledger.repeat(before.get(), amount);
      }
      return ledger.memory().knows(transferId, Step.VOIDED)
          ? Decision.refuse(Refusal.ALREADY_VOIDED)
          : Decision.refuse(Refusal.NO_SUCH_HOLD);
    }
    Leg leg = pending.get().leg();
    if (ledger.isOtherCurrency(amount)) {
      return Decision.refuse(Refusal.OTHER_CURRENCY);
    }
    if (!amount.isPositive() || amount.minorUnits() > leg.amount().minorUnits()) {
      return Decision.refuse(Refusal.AMOUNT_NOT_ALLOWED);
    }
    Balance free = ledger.balance().withoutHeld(leg.amount());
    return Decision.accept(
        new TransferPosted(
            transferId,
            amount,
            leg.merchant(),
            new Balance(free.posted().minus(amount), free.held()),
            now));
  }

  /** On either side: what was done here stays done, and what was not will not be. */
  static Decision<AccountEvent, Refusal> end(
      Ledger ledger, String transferId, VoidCause cause, Instant initiatedAt, Instant now) {
    TransactionMemory memory = ledger.memory();
    if (memory.knows(transferId, Step.VOIDED)) {
      return Decision.alreadyDone();
    }
    if (memory.knows(transferId, Step.TRANSFERRED) || memory.knows(transferId, Step.CREDITED)) {
      return Decision.refuse(Refusal.ALREADY_POSTED);
    }
    Optional<PendingTransfer> pending = ledger.findPending(transferId);
    if (pending.isEmpty() && memory.mayHaveForgotten(initiatedAt)) {
      return Decision.refuse(Refusal.BEYOND_MEMORY);
    }
    Balance after =
        pending
            .map(kept -> ledger.balance().withoutHeld(kept.leg().amount()))
            .orElse(ledger.balance());
    return Decision.accept(new TransferVoided(transferId, cause, after, now));
  }

  static Decision<AccountEvent, Refusal> credit(Ledger ledger, Leg leg, Instant now) {
    TransactionMemory memory = ledger.memory();
    Optional<Remembered> before = memory.find(leg.transferId(), Step.CREDITED);
    if (before.isPresent()) {
      return Ledger.repeat(before.get(), leg.amount());
    }
    if (memory.knows(leg.transferId(), Step.VOIDED)) {
      return Decision.refuse(Refusal.ALREADY_VOIDED);
    }
    if (memory.mayHaveForgotten(leg.initiatedAt())) {
      return Decision.refuse(Refusal.BEYOND_MEMORY);
    }
    if (memory.isFull(now)) {
      return Decision.refuse(Refusal.TOO_MANY_AT_ONCE);
    }
    if (!leg.amount().isPositive()) {
      return Decision.refuse(Refusal.AMOUNT_NOT_ALLOWED);
    }
    if (ledger.isOtherCurrency(leg.amount())) {
      return Decision.refuse(Refusal.OTHER_CURRENCY);
    }
    Balance balance = ledger.balance();
    return balance.posted().canAdd(leg.amount())
        ? Decision.accept(
            new TransferCredited(
                leg, new Balance(balance.posted().plus(leg.amount()), balance.held()), now))
        : Decision.refuse(Refusal.AMOUNT_TOO_LARGE);
  }

  static Ledger apply(Ledger ledger, TransferPending event) {
    Leg leg = event.leg();
    LocalDate day = event.countedOn();
    return new Ledger(
        event.after(),
        ledger.holds(),
        Stream.concat(ledger.pending().stream(), Stream.of(new PendingTransfer(leg, day))).toList(),
        day == null ? ledger.sent() : counted(ledger, day, leg.amount()),
        remembering(ledger, leg, Step.PENDING, event.at()));
  }

  static Ledger apply(Ledger ledger, TransferPosted event) {
    return new Ledger(
        event.after(),
        ledger.holds(),
        without(ledger, event.transferId()).toList(),
        ledger.sent(),
        ledger.remembering(event.transferId(), Step.TRANSFERRED, event.amount(), event.at()));
  }

  static Ledger apply(Ledger ledger, TransferVoided event) {
    Optional<PendingTransfer> pending = ledger.findPending(event.transferId());
    return new Ledger(
        event.after(),
        ledger.holds(),
        without(ledger, event.transferId()).toList(),
        pending.map(kept -> uncounted(ledger, kept)).orElse(ledger.sent()),
        ledger.remembering(
            event.transferId(),
            Step.VOIDED,
            pending
                .map(kept -> kept.leg().amount())
                .orElse(new Money(0, event.after().posted().currency())),
            event.at()));
  }

  static Ledger apply(Ledger ledger, TransferCredited event) {
    return new Ledger(
        event.after(),
        ledger.holds(),
        ledger.pending(),
        ledger.sent(),
        remembering(ledger, event.leg(), Step.CREDITED, event.at()));
  }

  /** Two nodes' clocks may differ: what began by the one counts as well as what the other reads. */
  private static TransactionMemory remembering(Ledger ledger, Leg leg, Step step, Instant at) {
    Instant latest = leg.initiatedAt().isAfter(at) ? leg.initiatedAt() : at;
    return ledger.memory().with(new Remembered(leg.transferId(), step, leg.amount(), latest), at);
  }

  private static boolean exceeds(Ledger ledger, Money amount, DailyAllowance allowance) {
    Money sent = ledger.sentOn(allowance.day());
    return amount.minorUnits() > allowance.limit().minorUnits() - sent.minorUnits();
  }

  private static Ledger.Sent counted(Ledger ledger, LocalDate day, Money amount) {
    LocalDate latest =
        ledger.sent() == null || day.isAfter(ledger.sent().day()) ? day : ledger.sent().day();
    return new Ledger.Sent(latest, ledger.sentOn(day).plus(amount));
  }

  private static Ledger.@Nullable Sent uncounted(Ledger ledger, PendingTransfer pending) {
    Ledger.Sent sent = ledger.sent();
    return sent == null || !sent.day().equals(pending.countedOn())
        ? sent
        : new Ledger.Sent(sent.day(), sent.amount().minus(pending.leg().amount()));
  }

  private static Stream<PendingTransfer> without(Ledger ledger, String transferId) {
    return ledger.pending().stream().filter(one -> !one.leg().transferId().equals(transferId));
  }

  private static Decision<AccountEvent, Refusal> same(Money before, Money amount) {
    return before.equals(amount)
        ? Decision.alreadyDone()
        : Decision.refuse(Refusal.TRANSACTION_ID_REUSED);
  }
}
