package org.voiceteller.actors.entity;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.japi.function.Function;
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.actors.card.CardEntity;
import org.voiceteller.actors.card.WalletEntity;
import org.voiceteller.actors.customer.CustomerEntity;
import org.voiceteller.actors.customer.PhoneBindingEntity;
import org.voiceteller.actors.dispute.CasebookEntity;
import org.voiceteller.actors.dispute.DisputeEntity;
import org.voiceteller.core.customer.PhoneNumber;

/**
 * Asks the bank's entities, wherever they live. A stage fails with a {@link
 * java.util.concurrent.TimeoutException} when none answers in time.
 */
public record Entities(ClusterSharding sharding, Duration timeout) {

  public CompletionStage<CustomerEntity.Reply> customer(
      String customerId, Function<ActorRef<CustomerEntity.Reply>, CustomerEntity.Command> ask) {
    return sharding.entityRefFor(CustomerEntity.KEY, customerId).ask(ask, timeout);
  }

  public CompletionStage<AccountEntity.Reply> account(
      String accountId, Function<ActorRef<AccountEntity.Reply>, AccountEntity.Command> ask) {
    return sharding.entityRefFor(AccountEntity.KEY, accountId).ask(ask, timeout);
  }

  public CompletionStage<CardEntity.Reply> card(
      String cardId, Function<ActorRef<CardEntity.Reply>, CardEntity.Command> ask) {
    return sharding.entityRefFor(CardEntity.KEY, cardId).ask(ask, timeout);
  }

  public CompletionStage<WalletEntity.Reply> wallet(
      String customerId, Function<ActorRef<WalletEntity.Reply>, WalletEntity.Command> ask) {
    return sharding.entityRefFor(WalletEntity.KEY, customerId).ask(ask, timeout);
  }

  public CompletionStage<DisputeEntity.Reply> dispute(
      String caseNumber, Function<ActorRef<DisputeEntity.Reply>, DisputeEntity.Command> ask) {
    return sharding.entityRefFor(DisputeEntity.KEY, caseNumber).ask(ask, timeout);
  }

  public CompletionStage<CasebookEntity.Reply> casebook(
      String customerId, Function<ActorRef<CasebookEntity.Reply>, CasebookEntity.Command> ask) {
    return sharding.entityRefFor(CasebookEntity.KEY, customerId).ask(ask, timeout);
  }

  public <R> CompletionStage<R> number(
      PhoneNumber number, Function<ActorRef<R>, PhoneBindingEntity.Command> ask) {
    return sharding.entityRefFor(PhoneBindingEntity.KEY, number.e164()).ask(ask, timeout);
  }
}
