package org.voiceteller.actors.tool;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.voiceteller.actors.transfer.TransferProcess;
import org.voiceteller.core.account.AccountSummary;
import org.voiceteller.core.account.DailyAllowance;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.tool.PaymentInput;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.TransferAnswers;
import org.voiceteller.core.tool.TransferAnswers.Order;
import org.voiceteller.core.transfer.Purpose;
import org.voiceteller.core.transfer.Transfer;
import org.voiceteller.core.transfer.TransferRequest;

/** Money between a customer's own accounts: read back first, moved after the yes. */
record TransferTool(
    AccountDirectory accounts, Transfers transfers, TransferAnswers answers, ZoneId zone) {

  private static final String FINANCIAL = "6012";

  CompletionStage<ToolAnswer> run(ToolRunner.Job job, PaymentInput.InternalTransfer wish) {
    return accounts
        .of(job.customerId())
        .thenCompose(
            all ->
                switch (answers.order(wish, all, job.level())) {
                  case Order.Say(var answer) -> CompletableFuture.completedFuture(answer);
                  case Order.Move move ->
                      job.confirmed()
                          ? moved(job, move)
                          : CompletableFuture.completedFuture(answers.proposal(move));
                });
  }

  private CompletionStage<ToolAnswer> moved(ToolRunner.Job job, Order.Move move) {
    return transfers
        .outcome(request(job, move))
        .thenApply(
            outcome ->
                outcome
                    .map(reply -> told(move, reply))
                    .orElseGet(() -> TransferAnswers.underWay("transfer")));
  }

  private ToolAnswer told(Order.Move move, TransferProcess.Reply reply) {
    return switch (reply) {
      case TransferProcess.Reply.Done(var confirmation, var after) ->
          answers.done(move, confirmation, after);
      case TransferProcess.Reply.Voided(var reason) -> answers.voided(move, reason);
      case TransferProcess.Reply.Refused(var reason) -> refused(reason);
      case TransferProcess.Reply.UnderReview _ -> TransferAnswers.underWay("transfer");
    };
  }

  static ToolAnswer refused(Transfer.Refusal reason) {
    return switch (reason) {
      case ID_REUSED ->
          ToolAnswer.refusedWithNote(
              "This confirmation belongs to another request; read it back again.");
      case SAME_ACCOUNT, AMOUNT_NOT_ALLOWED, ALREADY_RESOLVED, NO_SUCH_TRANSFER ->
          throw new IllegalStateException(
              "Expected a request that was checked to be taken, but it is " + reason);
    };
  }

  private TransferRequest request(ToolRunner.Job job, Order.Move move) {
    LocalDate today = LocalDate.ofInstant(job.now(), zone);
    return new TransferRequest(
        Transfers.transferId(job),
        job.customerId(),
        side(job, move.source(), "TRANSFER TO ", move.target()),
        side(job, move.target(), "TRANSFER FROM ", move.source()),
        move.amount(),
        new Purpose.OwnAccounts(),
        new DailyAllowance(today, answers.policy().perDay()),
        job.now());
  }

  private static TransferRequest.Side side(
      ToolRunner.Job job, AccountSummary account, String direction, AccountSummary other) {
    String name = other.kind().word().toUpperCase(Locale.ROOT) + " " + other.lastFour();
    return new TransferRequest.Side(
        account.accountId(),
        job.customerId(),
        account.lastFour(),
        new Merchant(direction + name, FINANCIAL, "transfers"));
  }
}
