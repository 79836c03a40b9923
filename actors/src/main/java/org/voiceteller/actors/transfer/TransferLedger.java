package org.voiceteller.actors.transfer;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.japi.function.Function;
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.actors.account.AccountEntity.Command;
import org.voiceteller.actors.account.AccountEntity.Reply;
import org.voiceteller.actors.numbering.ConfirmationNumbers;
import org.voiceteller.core.account.Account;
import org.voiceteller.core.account.AccountEvent.VoidCause;
import org.voiceteller.core.transfer.BankAccounts;
import org.voiceteller.core.transfer.Purpose;
import org.voiceteller.core.transfer.TransferRequest;

/**
 * The steps of a transfer, each of which can be asked for again: the accounts know its id. A stage
 * fails when nobody answered in time; then nobody knows whether the step was done.
 */
public interface TransferLedger {

  CompletionStage<Reply> pend(TransferRequest request);

  CompletionStage<Reply> credit(TransferRequest request);

  CompletionStage<Reply> post(TransferRequest request);

  CompletionStage<Reply> endAtTarget(TransferRequest request);

  CompletionStage<Reply> endAtSource(TransferRequest request, VoidCause cause);

  CompletionStage<String> number(TransferRequest request);

  /** Over the bank's entities. */
  static TransferLedger of(
      ClusterSharding sharding, ConfirmationNumbers numbers, Duration timeout) {
    return new Sharded(sharding, numbers, timeout);
  }

  /** Asks the accounts wherever they live. */
  record Sharded(ClusterSharding sharding, ConfirmationNumbers numbers, Duration timeout)
      implements TransferLedger {

    @Override
    public CompletionStage<Reply> pend(TransferRequest request) {
      return account(
          request.source(),
          replyTo ->
              switch (request.purpose()) {
                case Purpose.StopFee(var order) ->
                    new Command.StopCheck(order, request.sourceLeg(), replyTo);
                case Purpose.OwnAccounts _, Purpose.Bill _, Purpose.Reversal _ ->
                    new Command.PendTransfer(request.sourceLeg(), request.allowance(), replyTo);
              });
    }

    /** The bank's own accounts are opened when they are first needed. */
    @Override
    public CompletionStage<Reply> credit(TransferRequest request) {
      Function<ActorRef<Reply>, Command> credit =
          replyTo -> new Command.CreditTransfer(request.targetLeg(), replyTo);
      return account(request.target(), credit)
          .thenCompose(
              reply ->
                  BankAccounts.isBanks(request.target()) && isUnopened(reply)
                      ? account(
                              request.target(),
                              replyTo ->
                                  new Command.Open(
                                      BankAccounts.opening(
                                          request.amount().currency().getCurrencyCode()),
                                      replyTo))
                          .thenCompose(_ -> account(request.target(), credit))
                      : CompletableFuture.completedFuture(reply));
    }

    @Override
    public CompletionStage<Reply> post(TransferRequest request) {
      return account(
          request.source(),
          replyTo -> new Command.PostTransfer(request.transferId(), request.amount(), replyTo));
    }

    @Override
    public CompletionStage<Reply> endAtTarget(TransferRequest request) {
      return account(request.target(), replyTo -> end(request, VoidCause.EXPIRED, replyTo));
    }

    @Override
    public CompletionStage<Reply> endAtSource(TransferRequest request, VoidCause cause) {
      return account(request.source(), replyTo -> end(request, cause, replyTo));
    }

    @Override
    public CompletionStage<String> number(TransferRequest request) {
      String kind =
          switch (request.purpose()) {
            case Purpose.StopFee _ -> "SP";
            case Purpose.OwnAccounts _, Purpose.Bill _, Purpose.Reversal _ -> "TXN";
          };
      return numbers.next(kind, request.transferId(), request.requestedAt());
    }

    private static Command end(TransferRequest request, VoidCause cause, ActorRef<Reply> replyTo) {
      return new Command.VoidTransfer(request.transferId(), cause, request.requestedAt(), replyTo);
    }

    private static boolean isUnopened(Reply reply) {
      return reply.equals(new Reply.Refused(Account.Refusal.NO_SUCH_ACCOUNT));
    }

    private CompletionStage<Reply> account(
        TransferRequest.Side side, Function<ActorRef<Reply>, Command> ask) {
      return sharding.entityRefFor(AccountEntity.KEY, side.accountId()).ask(ask, timeout);
    }
  }
}
