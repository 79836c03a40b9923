package org.voiceteller.actors.entity;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.japi.function.Function;
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.actors.authentication.CredentialsEntity;
import org.voiceteller.actors.billpay.BillPayEntity;
import org.voiceteller.actors.card.CardEntity;
import org.voiceteller.actors.card.WalletEntity;
import org.voiceteller.actors.customer.CustomerEntity;
import org.voiceteller.actors.customer.PhoneBindingEntity;
import org.voiceteller.actors.dispute.CasebookEntity;
import org.voiceteller.actors.dispute.DisputeEntity;
import org.voiceteller.actors.transfer.OutsideTransferEntity;
import org.voiceteller.actors.transfer.TransferProcess;
import org.voiceteller.core.authentication.NumberHashes;
import org.voiceteller.core.customer.PhoneNumber;

/**
 * Asks the bank's entities, wherever they live. A stage fails with a {@link
 * java.util.concurrent.TimeoutException} when none answers in time.
 */
public record Entities(ClusterSharding sharding, NumberHashes numbers, Duration timeout) {

  public CompletionStage<CustomerEntity.Reply> customer(
      String customerId, Function<ActorRef<CustomerEntity.Reply>, CustomerEntity.Command> ask) {
    return sharding.entityRefFor(CustomerEntity.KEY, customerId).ask(ask, timeout);
  }

  public CompletionStage<AccountEntity.Reply> account(
      String accountId, Function<ActorRef<AccountEntity.Reply>, AccountEntity.Command> ask) {
    return sharding.entityRefFor(AccountEntity.KEY, accountId).ask(ask, timeout);
  }

  public CompletionStage<AccountEntity.CheckReply> check(
      String accountId, Function<ActorRef<AccountEntity.CheckReply>, AccountEntity.Command> ask) {
    return sharding.entityRefFor(AccountEntity.KEY, accountId).ask(ask, timeout);
  }

  /**
   * @param patience how long to wait for the outcome
   */
  public CompletionStage<TransferProcess.Reply> transfer(
      String transferId,
      Duration patience,
      Function<ActorRef<TransferProcess.Reply>, TransferProcess.Command> ask) {
    return sharding.entityRefFor(TransferProcess.KEY, transferId).ask(ask, patience);
  }

  public CompletionStage<OutsideTransferEntity.Reply> outsideTransfer(
      String transferId,
      Function<ActorRef<OutsideTransferEntity.Reply>, OutsideTransferEntity.Command> ask) {
    return sharding.entityRefFor(OutsideTransferEntity.KEY, transferId).ask(ask, timeout);
  }

  public CompletionStage<BillPayEntity.Reply> billPay(
      String customerId, Function<ActorRef<BillPayEntity.Reply>, BillPayEntity.Command> ask) {
    return sharding.entityRefFor(BillPayEntity.KEY, customerId).ask(ask, timeout);
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
    return sharding.entityRefFor(PhoneBindingEntity.KEY, numbers.of(number)).ask(ask, timeout);
  }

  public <R> CompletionStage<R> credentials(
      String customerId, Function<ActorRef<R>, CredentialsEntity.Command> ask) {
    return sharding.entityRefFor(CredentialsEntity.KEY, customerId).ask(ask, timeout);
  }
}
