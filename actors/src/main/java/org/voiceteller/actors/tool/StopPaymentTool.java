package org.voiceteller.actors.tool;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.actors.billpay.BillPayEntity;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.actors.transfer.TransferProcess;
import org.voiceteller.core.account.AccountSummary;
import org.voiceteller.core.account.Check;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.billpay.BillPlan;
import org.voiceteller.core.tool.BillPayAnswers;
import org.voiceteller.core.tool.PaymentInput;
import org.voiceteller.core.tool.StopPaymentAnswers;
import org.voiceteller.core.tool.StopPaymentAnswers.Meant;
import org.voiceteller.core.tool.StopPaymentAnswers.Stop;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.TransferAnswers;
import org.voiceteller.core.transfer.BankAccounts;
import org.voiceteller.core.transfer.Purpose;
import org.voiceteller.core.transfer.TransferRequest;

/**
 * Cheques and scheduled payments stopped: read back first, done after the yes. A cheque's order and
 * its fee are one transfer, so that neither stands without the other.
 */
record StopPaymentTool(
    AccountDirectory accounts,
    Entities entities,
    Transfers transfers,
    StopPaymentAnswers answers,
    BillPayAnswers billAnswers,
    ZoneId zone) {

  private static final Merchant FEE = new Merchant("STOP PAYMENT FEE", "6012", "fees");

  CompletionStage<ToolAnswer> run(ToolRunner.Job job, PaymentInput.StopPayment wish) {
    return accounts
        .of(job.customerId())
        .thenCompose(
            all ->
                switch (StopPaymentAnswers.meant(wish, all)) {
                  case Meant.Say(var answer) -> CompletableFuture.completedFuture(answer);
                  case Meant.ABill bill -> bill(job, bill);
                  case Meant.ACheck check -> check(job, wish, check);
                });
  }

  /** A cheque on one of these accounts: on the one that knows it, or on the only one. */
  private CompletionStage<ToolAnswer> check(
      ToolRunner.Job job, PaymentInput.StopPayment wish, Meant.ACheck meant) {
    return AccountDirectory.inOrder(meant.accounts(), account -> known(account, meant.number()))
        .thenCompose(
            known -> {
              List<Drawn> knowing =
                  known.stream().filter(drawn -> drawn.check().isPresent()).toList();
              List<Drawn> candidates = knowing.isEmpty() ? known : knowing;
              return candidates.size() == 1
                  ? stop(job, wish, meant, candidates.getFirst())
                  : CompletableFuture.completedFuture(
                      StopPaymentAnswers.whichAccount(
                          candidates.stream().map(Drawn::account).toList()));
            });
  }

  /** A cheque as its account knows it. */
  private record Drawn(AccountSummary account, Optional<Check> check) {}

  private CompletionStage<Drawn> known(AccountSummary account, String number) {
    return entities
        .check(account.accountId(), replyTo -> new AccountEntity.Command.GetCheck(number, replyTo))
        .thenApply(reply -> new Drawn(account, Optional.ofNullable(reply.check())));
  }

  private CompletionStage<ToolAnswer> stop(
      ToolRunner.Job job, PaymentInput.StopPayment wish, Meant.ACheck meant, Drawn drawn) {
    LocalDate today = LocalDate.ofInstant(job.now(), zone);
    Stop stop = answers.stop(wish, meant, drawn.account(), drawn.check().orElse(null), today);
    return job.confirmed()
        ? placed(job, stop)
        : CompletableFuture.completedFuture(answers.proposal(stop, today));
  }

  private CompletionStage<ToolAnswer> placed(ToolRunner.Job job, Stop stop) {
    String transferId = Transfers.transferId(job);
    TransferRequest request =
        new TransferRequest(
            transferId,
            job.customerId(),
            new TransferRequest.Side(
                stop.account().accountId(), job.customerId(), stop.account().lastFour(), FEE),
            BankAccounts.fees(transferId, FEE),
            answers.policy().fee(),
            new Purpose.StopFee(stop.order()),
            null,
            job.now());
    return transfers
        .outcome(request)
        .thenApply(
            outcome ->
                outcome
                    .map(reply -> told(stop, reply))
                    .orElseGet(() -> TransferAnswers.underWay("stop payment")));
  }

  private ToolAnswer told(Stop stop, TransferProcess.Reply reply) {
    return switch (reply) {
      case TransferProcess.Reply.Done(var confirmation, _) -> answers.placed(stop, confirmation);
      case TransferProcess.Reply.Voided(var reason) -> answers.voided(stop, reason);
      case TransferProcess.Reply.Refused(var reason) -> TransferTool.refused(reason);
      case TransferProcess.Reply.UnderReview _ -> TransferAnswers.underWay("stop payment");
    };
  }

  private CompletionStage<ToolAnswer> bill(ToolRunner.Job job, Meant.ABill meant) {
    return entities
        .billPay(job.customerId(), BillPayEntity.Command.GetBills::new)
        .thenCompose(
            reply ->
                switch (reply) {
                  case BillPayEntity.Reply.Done(var plans) -> bill(job, meant, plans);
                  case BillPayEntity.Reply.Refused(var reason) ->
                      CompletableFuture.completedFuture(billAnswers.refused(reason));
                });
  }

  /** After the yes, what was stopped by the first attempt is found as well. */
  private CompletionStage<ToolAnswer> bill(
      ToolRunner.Job job, Meant.ABill meant, List<BillPlan> plans) {
    List<BillPlan> matching = StopPaymentAnswers.matching(meant, plans);
    List<BillPlan> active = with(matching, BillPlan.Status.ACTIVE);
    List<BillPlan> stopped = with(matching, BillPlan.Status.STOPPED);
    if (active.isEmpty() && job.confirmed() && !stopped.isEmpty()) {
      return CompletableFuture.completedFuture(BillPayAnswers.stopped(stopped.getLast()));
    }
    if (active.size() != 1) {
      return CompletableFuture.completedFuture(
          active.isEmpty()
              ? StopPaymentAnswers.noBill(meant)
              : StopPaymentAnswers.whichBill(active));
    }
    BillPlan plan = active.getFirst();
    return job.confirmed()
        ? stopped(job, plan)
        : CompletableFuture.completedFuture(
            BillPayAnswers.stopProposal(plan, LocalDate.ofInstant(job.now(), zone)));
  }

  private CompletionStage<ToolAnswer> stopped(ToolRunner.Job job, BillPlan plan) {
    return entities
        .billPay(
            job.customerId(),
            replyTo -> new BillPayEntity.Command.StopPlan(plan.order().planId(), replyTo))
        .thenApply(
            reply ->
                switch (reply) {
                  case BillPayEntity.Reply.Done _ -> BillPayAnswers.stopped(plan);
                  case BillPayEntity.Reply.Refused(var reason) -> billAnswers.refused(reason);
                });
  }

  private static List<BillPlan> with(List<BillPlan> plans, BillPlan.Status status) {
    return plans.stream().filter(plan -> plan.status() == status).toList();
  }
}
