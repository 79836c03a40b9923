package org.voiceteller.core.account;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.account.Account.Refusal;
import org.voiceteller.core.account.AccountEvent.HoldPlaced;
import org.voiceteller.core.account.AccountEvent.HoldReleased;
import org.voiceteller.core.account.AccountEvent.Posted;
import org.voiceteller.core.account.TransactionMemory.Remembered;
import org.voiceteller.core.account.TransactionMemory.Step;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.money.Money;

/**
 * The money of an account: what is posted, what is kept back and for what, and which transactions
 * it knows again. Nothing that goes out is ever more than what is available.
 *
 * @param holds purchases, oldest first
 * @param pending transfers that leave, oldest first
 * @param sent what left by transfers on the latest day that counted; null before the first
 */
public record Ledger(
    Balance balance,
    List<Hold> holds,
    List<PendingTransfer> pending,
    @Nullable Sent sent,
    TransactionMemory memory) {

  public Ledger {
    holds = List.copyOf(holds);
    pending = List.copyOf(pending);
  }

  /** Pending and posted transfers of one day. */
  public record Sent(LocalDate day, Money amount) {}

  static Ledger empty(String currencyCode) {
    return new Ledger(
        new Balance(Money.of(0, currencyCode), Money.of(0, currencyCode)),
        List.of(),
        List.of(),
        null,
        TransactionMemory.NONE);
  }

  Decision<AccountEvent, Refusal> post(
      String transactionId, Money amount, Merchant merchant, Instant occurredAt, Instant now) {
    Optional<Remembered> before = memory.find(transactionId, Step.POSTED);
    if (before.isPresent()) {
      return repeat(before.get(), amount);
    }
    if (amount.minorUnits() == 0) {
      return Decision.refuse(Refusal.AMOUNT_NOT_ALLOWED);
    }
    if (isOtherCurrency(amount)) {
      return Decision.refuse(Refusal.OTHER_CURRENCY);
    }
    if (memory.isFull(now)) {
      return Decision.refuse(Refusal.TOO_MANY_AT_ONCE);
    }
    Optional<Hold> hold = findHold(transactionId);
    Balance free = hold.map(held -> balance.withoutHeld(held.amount())).orElse(balance);
    if (!free.posted().canAdd(amount)) {
      return Decision.refuse(Refusal.AMOUNT_TOO_LARGE);
    }
    Balance after = new Balance(free.posted().plus(amount), free.held());
    if (amount.isNegative() && (after.posted().isNegative() || after.available().isNegative())) {
      return Decision.refuse(Refusal.INSUFFICIENT_FUNDS);
    }
    List<AccountEvent> events = new ArrayList<>();
    hold.ifPresent(_ -> events.add(new HoldReleased(transactionId, free, now)));
    events.add(new Posted(transactionId, amount, merchant, after, occurredAt, now));
    return Decision.accept(events);
  }

  Decision<AccountEvent, Refusal> hold(
      String transactionId, Money amount, Merchant merchant, Instant occurredAt, Instant now) {
    Optional<Remembered> before = memory.find(transactionId, Step.HELD);
    if (before.isPresent()) {
      return repeat(before.get(), amount);
    }
    if (memory.knows(transactionId, Step.POSTED)) {
      return Decision.refuse(Refusal.TRANSACTION_ID_REUSED);
    }
    return keptBack(amount, now)
        .<Decision<AccountEvent, Refusal>>map(Decision::refuse)
        .orElseGet(
            () ->
                Decision.accept(
                    new HoldPlaced(
                        transactionId,
                        amount,
                        merchant,
                        balance.withHeld(amount),
                        occurredAt,
                        now)));
  }

  Decision<AccountEvent, Refusal> release(String transactionId, Instant now) {
    return findHold(transactionId)
        .map(
            held ->
                Decision.<AccountEvent, Refusal>accept(
                    new HoldReleased(transactionId, balance.withoutHeld(held.amount()), now)))
        .orElseGet(
            () ->
                memory.knows(transactionId, Step.RELEASED)
                    ? Decision.alreadyDone()
                    : Decision.refuse(Refusal.NO_SUCH_HOLD));
  }

  /** Why this amount cannot be kept back; empty when it can. */
  Optional<Refusal> keptBack(Money amount, Instant now) {
    if (!amount.isPositive()) {
      return Optional.of(Refusal.AMOUNT_NOT_ALLOWED);
    }
    if (isOtherCurrency(amount)) {
      return Optional.of(Refusal.OTHER_CURRENCY);
    }
    if (memory.isFull(now)) {
      return Optional.of(Refusal.TOO_MANY_AT_ONCE);
    }
    return balance.available().minorUnits() < amount.minorUnits()
        ? Optional.of(Refusal.INSUFFICIENT_FUNDS)
        : Optional.empty();
  }

  boolean isOtherCurrency(Money amount) {
    return !balance.posted().currency().equals(amount.currency());
  }

  Optional<PendingTransfer> findPending(String transferId) {
    return pending.stream().filter(one -> one.leg().transferId().equals(transferId)).findFirst();
  }

  /** What counts against the allowance of that day; of a later day when one was counted. */
  Money sentOn(LocalDate day) {
    return sent == null || day.isAfter(sent.day())
        ? new Money(0, balance.posted().currency())
        : sent.amount();
  }

  static Decision<AccountEvent, Refusal> repeat(Remembered before, Money amount) {
    return before.amount().equals(amount)
        ? Decision.alreadyDone()
        : Decision.refuse(Refusal.TRANSACTION_ID_REUSED);
  }

  Ledger held(HoldPlaced event) {
    Hold placed =
        new Hold(event.transactionId(), event.amount(), event.merchant(), event.occurredAt());
    return new Ledger(
        event.after(),
        Stream.concat(without(event.transactionId()), Stream.of(placed)).toList(),
        pending,
        sent,
        remembering(event.transactionId(), Step.HELD, event.amount(), event.at()));
  }

  Ledger posted(Posted event) {
    return new Ledger(
        event.after(),
        without(event.transactionId()).toList(),
        pending,
        sent,
        remembering(event.transactionId(), Step.POSTED, event.amount(), event.at()));
  }

  Ledger released(HoldReleased event) {
    return new Ledger(
        event.after(),
        without(event.transactionId()).toList(),
        pending,
        sent,
        remembering(
            event.transactionId(),
            Step.RELEASED,
            new Money(0, event.after().posted().currency()),
            event.at()));
  }

  TransactionMemory remembering(String id, Step step, Money amount, Instant at) {
    return memory.with(new Remembered(id, step, amount, at), at);
  }

  private Stream<Hold> without(String transactionId) {
    return holds.stream().filter(hold -> !hold.transactionId().equals(transactionId));
  }

  private Optional<Hold> findHold(String transactionId) {
    return holds.stream().filter(hold -> hold.transactionId().equals(transactionId)).findFirst();
  }
}
