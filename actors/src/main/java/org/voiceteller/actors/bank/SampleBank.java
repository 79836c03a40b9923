package org.voiceteller.actors.bank;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.actors.bank.SampleData.SampleAccount;
import org.voiceteller.actors.bank.SampleData.SampleCustomer;
import org.voiceteller.actors.bank.SampleData.SampleTransaction;
import org.voiceteller.actors.customer.CustomerEntity;
import org.voiceteller.actors.customer.PhoneBindingEntity;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.core.account.Account;
import org.voiceteller.core.customer.Customer;
import org.voiceteller.core.customer.PhoneNumber;
import org.voiceteller.core.dispute.CasePolicy;
import org.voiceteller.core.money.Money;

/**
 * Sample customers for a laptop: 10 customers, 20 accounts, 50 transactions, 20 cards, and a few
 * checks, transfers, bills and cases. They enter as the same commands that real ones would, with
 * ids of their own, so that entering them twice changes nothing. The last customer is entered after
 * all others and serves as the mark that all are there.
 */
public final class SampleBank {

  private final SampleData data = SampleData.load();
  private final SampleCredentials credentials;
  private final PaymentSamples payments;
  private final SampleCards cards;
  private final Entities entities;
  private final ZoneId zone;
  private final InstantSource clock;

  private SampleBank(Entities entities, CasePolicy cases, ZoneId zone, InstantSource clock) {
    this.cards = SampleCards.create(entities, cases, data);
    this.entities = entities;
    this.credentials = SampleCredentials.load(entities);
    this.payments = PaymentSamples.create(entities, zone);
    this.zone = zone;
    this.clock = clock;
  }

  static SampleBank create(Entities entities, CasePolicy cases, ZoneId zone, InstantSource clock) {
    return new SampleBank(entities, cases, zone, clock);
  }

  /**
   * Enters the samples unless they are there; completes when the last of them is persisted, with
   * whether there was anything to do.
   */
  public CompletionStage<Boolean> enter() {
    SampleCustomer last = data.customers().getLast();
    return isComplete(last)
        .thenCombine(credentials.areComplete(), Boolean::logicalAnd)
        .thenCompose(
            complete ->
                complete
                    ? CompletableFuture.completedFuture(false)
                    : enterAll(last, clock.instant()).thenApply(_ -> true));
  }

  /** The last link of the last customer is the last that is entered. */
  private CompletionStage<Boolean> isComplete(SampleCustomer last) {
    return entities
        .customer(last.customerId(), CustomerEntity.Command.GetCustomer::new)
        .thenApply(
            reply ->
                switch (reply) {
                  case CustomerEntity.Reply.Done(var customer) ->
                      customer.accounts().size() == last.accounts().size();
                  case CustomerEntity.Reply.Refused _ -> false;
                });
  }

  private CompletionStage<Void> enterAll(SampleCustomer last, Instant now) {
    List<SampleCustomer> others = data.customers().subList(0, data.customers().size() - 1);
    CompletableFuture<?>[] entered =
        others.stream()
            .map(customer -> enter(customer, now).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(entered)
        .thenCompose(_ -> payments.enter(now))
        .thenCompose(_ -> credentials.enter())
        .thenCompose(_ -> enter(last, now));
  }

  /** Accounts first, then the links that lead to them: a linked account is always open. */
  private CompletionStage<Void> enter(SampleCustomer customer, Instant now) {
    return entities
        .customer(
            customer.customerId(),
            replyTo ->
                new CustomerEntity.Command.Register(
                    new Customer.Registration(
                        customer.fullName(),
                        customer.email(),
                        customer.phoneNumber(),
                        customer.postalAddress(),
                        customer.jurisdiction()),
                    replyTo))
        .thenAccept(SampleBank::done)
        .thenCompose(_ -> oneByOne(customer.accounts(), account -> enter(customer, account, now)))
        .thenCompose(_ -> cards.enter(customer.customerId(), now))
        .thenCompose(_ -> bind(customer))
        .thenCompose(_ -> oneByOne(customer.accounts(), account -> link(customer, account)));
  }

  private CompletionStage<Void> enter(SampleCustomer customer, SampleAccount account, Instant now) {
    return entities
        .account(
            account.accountId(),
            replyTo ->
                new AccountEntity.Command.Open(
                    new Account.Opening(
                        customer.customerId(), account.kind(), account.lastFour(), "USD"),
                    replyTo))
        .thenAccept(SampleBank::done)
        .thenCompose(
            _ ->
                oneByOne(
                    account.transactions(),
                    transaction -> enter(account.accountId(), transaction, now)));
  }

  private CompletionStage<Void> enter(
      String accountId, SampleTransaction transaction, Instant now) {
    Instant occurredAt = transaction.occurredAt(now, zone);
    return entities
        .account(
            accountId,
            replyTo ->
                transaction.pending()
                    ? new AccountEntity.Command.Hold(
                        transaction.transactionId(),
                        Money.usd(-transaction.amountCents()),
                        transaction.merchant(),
                        occurredAt,
                        replyTo)
                    : new AccountEntity.Command.Post(
                        transaction.transactionId(),
                        transaction.amount(),
                        transaction.merchant(),
                        occurredAt,
                        replyTo))
        .thenAccept(SampleBank::done);
  }

  private CompletionStage<Void> bind(SampleCustomer customer) {
    return entities
        .<PhoneBindingEntity.Reply.Bound>number(
            new PhoneNumber(customer.phoneNumber()),
            replyTo -> new PhoneBindingEntity.Command.Bind(customer.customerId(), replyTo))
        .thenAccept(_ -> {});
  }

  private CompletionStage<Void> link(SampleCustomer customer, SampleAccount account) {
    return entities
        .customer(
            customer.customerId(),
            replyTo ->
                new CustomerEntity.Command.LinkAccount(
                    new Customer.LinkedAccount(
                        account.accountId(), account.kind(), account.lastFour()),
                    replyTo))
        .thenAccept(SampleBank::done);
  }

  static <T> CompletionStage<Void> oneByOne(List<T> all, Function<T, CompletionStage<Void>> enter) {
    CompletionStage<Void> entered = CompletableFuture.completedFuture(null);
    for (T each : all) {
      entered = entered.thenCompose(_ -> enter.apply(each));
    }
    return entered;
  }

  private static void done(CustomerEntity.Reply reply) {
    if (reply instanceof CustomerEntity.Reply.Refused(var reason)) {
      throw new IllegalStateException(
          "Expected a sample customer to be taken, but it is " + reason);
    }
  }

  static void done(AccountEntity.Reply reply) {
    if (reply instanceof AccountEntity.Reply.Refused(var reason)) {
      throw new IllegalStateException("Expected a sample account to be taken, but it is " + reason);
    }
  }
}
