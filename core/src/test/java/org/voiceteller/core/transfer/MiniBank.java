package org.voiceteller.core.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voiceteller.core.account.Account;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.account.AccountEvent.VoidCause;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.account.DailyAllowance;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.money.Money;

/**
 * Accounts and transfers without actors: the real rules, a journal for each, and steps in whatever
 * order a test wants them, as often as it wants them.
 */
final class MiniBank {

  static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  static final String CUSTOMER = "CUST-1";
  private static final Merchant SHOP = new Merchant("TRANSFER", "6012", "transfers");

  final Map<String, Account> accounts = new LinkedHashMap<>();
  final Map<String, List<AccountEvent>> journals = new LinkedHashMap<>();
  final Map<String, Transfer> transfers = new LinkedHashMap<>();
  final Map<String, List<TransferEvent>> transferJournals = new LinkedHashMap<>();
  private Instant now = NOON;

  MiniBank(long... openingCents) {
    for (int i = 0; i < openingCents.length; i++) {
      open("ACC-" + i, "USD");
      if (openingCents[i] > 0) {
        long cents = openingCents[i];
        decide("ACC-" + i, account -> account.post("OPEN", Money.usd(cents), SHOP, now, now));
      }
    }
  }

  void open(String accountId, String currency) {
    accounts.put(accountId, new Account.Unopened());
    decide(
        accountId,
        account ->
            account.open(
                accountId,
                new Account.Opening(CUSTOMER, AccountKind.CHECKING, "4521", currency),
                now));
  }

  /** A rule, asked of an account as it is now. */
  @FunctionalInterface
  interface Rule {
    Decision<AccountEvent, Account.Refusal> of(Account account);
  }

  Decision<AccountEvent, Account.Refusal> decide(String accountId, Rule rule) {
    now = now.plusMillis(1);
    var decision = rule.of(account(accountId));
    if (decision instanceof Decision.Accepted<AccountEvent, Account.Refusal>(var events)) {
      for (AccountEvent event : events) {
        accounts.put(accountId, account(accountId).apply(event));
        journals.computeIfAbsent(accountId, _ -> new ArrayList<>()).add(event);
      }
    }
    return decision;
  }

  TransferRequest request(int id, int source, int target, Money amount) {
    return new TransferRequest(
        TransferRequest.idOf("wish-" + id),
        CUSTOMER,
        new TransferRequest.Side("ACC-" + source, CUSTOMER, "4521", SHOP),
        new TransferRequest.Side("ACC-" + target, CUSTOMER, "8834", SHOP),
        amount,
        new Purpose.OwnAccounts(),
        null,
        NOON);
  }

  Decision<AccountEvent, Account.Refusal> pend(TransferRequest request) {
    return decide(
        request.source().accountId(),
        account -> account.pendTransfer(request.sourceLeg(), request.allowance(), now));
  }

  Decision<AccountEvent, Account.Refusal> pend(TransferRequest request, DailyAllowance allowance) {
    return decide(
        request.source().accountId(),
        account -> account.pendTransfer(request.sourceLeg(), allowance, now));
  }

  Decision<AccountEvent, Account.Refusal> credit(TransferRequest request) {
    return decide(
        request.target().accountId(), account -> account.creditTransfer(request.targetLeg(), now));
  }

  Decision<AccountEvent, Account.Refusal> post(TransferRequest request, Money amount) {
    return decide(
        request.source().accountId(),
        account -> account.postTransfer(request.transferId(), amount, now));
  }

  Decision<AccountEvent, Account.Refusal> end(String accountId, TransferRequest request) {
    return decide(
        accountId,
        account ->
            account.voidTransfer(
                request.transferId(), VoidCause.EXPIRED, request.requestedAt(), now));
  }

  /** The whole process, from wherever it stands: as the actor does it when nothing fails. */
  void run(TransferRequest request) {
    keep(request, transfer(request).start(request, now));
    if (transfer(request) instanceof Transfer.Started) {
      if (pend(request) instanceof Decision.Refused<AccountEvent, Account.Refusal>) {
        keep(request, transfer(request).cancel(VoidReason.INSUFFICIENT_FUNDS, now));
        return;
      }
      if (credit(request) instanceof Decision.Refused<AccountEvent, Account.Refusal>) {
        end(request.source().accountId(), request);
        keep(request, transfer(request).cancel(VoidReason.OTHER_CURRENCY, now));
        return;
      }
      keep(
          request,
          transfer(request).commit("TXN-1", open(request.source().accountId()).balance(), now));
    }
    if (transfer(request) instanceof Transfer.Committed) {
      post(request, request.amount());
      keep(request, transfer(request).settle(now));
    }
  }

  void keep(TransferRequest request, Decision<TransferEvent, Transfer.Refusal> decision) {
    if (decision instanceof Decision.Accepted<TransferEvent, Transfer.Refusal>(var events)) {
      for (TransferEvent event : events) {
        transfers.put(request.transferId(), transfer(request).apply(event));
        transferJournals.computeIfAbsent(request.transferId(), _ -> new ArrayList<>()).add(event);
      }
    }
  }

  Transfer transfer(TransferRequest request) {
    return transfers.getOrDefault(request.transferId(), new Transfer.Unknown());
  }

  Account account(String accountId) {
    return accounts.getOrDefault(accountId, new Account.Unopened());
  }

  Account.Open open(String accountId) {
    return (Account.Open) account(accountId);
  }

  /** All that is posted, of one currency. */
  long total(String currency) {
    return accounts.values().stream()
        .map(account -> ((Account.Open) account).balance().posted())
        .filter(posted -> posted.currency().getCurrencyCode().equals(currency))
        .mapToLong(Money::minorUnits)
        .sum();
  }

  static LocalDate day() {
    return LocalDate.of(2026, 1, 15);
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }
}
