package org.voiceteller.actors.entity;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.japi.function.Function;
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.actors.authentication.CredentialsEntity;
import org.voiceteller.actors.billpay.BillPayEntity;
import org.voiceteller.actors.call.CallSession;
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
public record Entities(
    ClusterSharding sharding, NumberHashes numbers, Duration timeout, Tracer tracer) {

  /** Without traces. */
  public Entities(ClusterSharding sharding, NumberHashes numbers, Duration timeout) {
    this(sharding, numbers, timeout, TracerProvider.noop().get("none"));
  }

  private <C, R> CompletionStage<R> ask(
      EntityTypeKey<C> key, String id, Duration patience, Function<ActorRef<R>, C> ask) {
    return EntitySpans.ask(tracer, sharding.entityRefFor(key, id), key.name(), ask, patience);
  }

  public CompletionStage<CustomerEntity.Reply> customer(
      String customerId, Function<ActorRef<CustomerEntity.Reply>, CustomerEntity.Command> ask) {
    return ask(CustomerEntity.KEY, customerId, timeout, ask);
  }

  public CompletionStage<AccountEntity.Reply> account(
      String accountId, Function<ActorRef<AccountEntity.Reply>, AccountEntity.Command> ask) {
    return ask(AccountEntity.KEY, accountId, timeout, ask);
  }

  public CompletionStage<AccountEntity.CheckReply> check(
      String accountId, Function<ActorRef<AccountEntity.CheckReply>, AccountEntity.Command> ask) {
    return ask(AccountEntity.KEY, accountId, timeout, ask);
  }

  public CompletionStage<CallSession.Reply> call(
      String callId, Function<ActorRef<CallSession.Reply>, CallSession.Command> ask) {
    return ask(CallSession.KEY, callId, timeout, ask);
  }

  /**
   * @param patience how long to wait for the outcome
   */
  public CompletionStage<TransferProcess.Reply> transfer(
      String transferId,
      Duration patience,
      Function<ActorRef<TransferProcess.Reply>, TransferProcess.Command> ask) {
    return ask(TransferProcess.KEY, transferId, patience, ask);
  }

  public CompletionStage<OutsideTransferEntity.Reply> outsideTransfer(
      String transferId,
      Function<ActorRef<OutsideTransferEntity.Reply>, OutsideTransferEntity.Command> ask) {
    return ask(OutsideTransferEntity.KEY, transferId, timeout, ask);
  }

  public CompletionStage<BillPayEntity.Reply> billPay(
      String customerId, Function<ActorRef<BillPayEntity.Reply>, BillPayEntity.Command> ask) {
    return ask(BillPayEntity.KEY, customerId, timeout, ask);
  }

  public CompletionStage<CardEntity.Reply> card(
      String cardId, Function<ActorRef<CardEntity.Reply>, CardEntity.Command> ask) {
    return ask(CardEntity.KEY, cardId, timeout, ask);
  }

  public CompletionStage<WalletEntity.Reply> wallet(
      String customerId, Function<ActorRef<WalletEntity.Reply>, WalletEntity.Command> ask) {
    return ask(WalletEntity.KEY, customerId, timeout, ask);
  }

  public CompletionStage<DisputeEntity.Reply> dispute(
      String caseNumber, Function<ActorRef<DisputeEntity.Reply>, DisputeEntity.Command> ask) {
    return ask(DisputeEntity.KEY, caseNumber, timeout, ask);
  }

  public CompletionStage<CasebookEntity.Reply> casebook(
      String customerId, Function<ActorRef<CasebookEntity.Reply>, CasebookEntity.Command> ask) {
    return ask(CasebookEntity.KEY, customerId, timeout, ask);
  }

  public <R> CompletionStage<R> number(
      PhoneNumber number, Function<ActorRef<R>, PhoneBindingEntity.Command> ask) {
    return ask(PhoneBindingEntity.KEY, numbers.of(number), timeout, ask);
  }

  public <R> CompletionStage<R> credentials(
      String customerId, Function<ActorRef<R>, CredentialsEntity.Command> ask) {
    return ask(CredentialsEntity.KEY, customerId, timeout, ask);
  }
}
