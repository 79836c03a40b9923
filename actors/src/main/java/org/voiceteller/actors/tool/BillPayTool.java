package org.voiceteller.actors.tool;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.voiceteller.actors.billpay.BillPayEntity;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.actors.numbering.ConfirmationNumbers;
import org.voiceteller.core.billpay.BillPlan;
import org.voiceteller.core.tool.BillPayAnswers;
import org.voiceteller.core.tool.BillPayAnswers.Setup;
import org.voiceteller.core.tool.PaymentInput;
import org.voiceteller.core.tool.ToolAnswer;

/** Bills set up: read back first, scheduled after the yes. */
record BillPayTool(
    AccountDirectory accounts,
    Entities entities,
    ConfirmationNumbers numbers,
    BillPayAnswers answers,
    ZoneId zone) {

  CompletionStage<ToolAnswer> run(ToolRunner.Job job, PaymentInput.SetupBillpay wish) {
    LocalDate today = LocalDate.ofInstant(job.now(), zone);
    return job.confirmed()
        ? plan(job)
            .thenCompose(
                before ->
                    before
                        .<CompletionStage<ToolAnswer>>map(
                            plan ->
                                CompletableFuture.completedFuture(
                                    BillPayAnswers.scheduled(plan.order(), today)))
                        .orElseGet(() -> setUp(job, wish, today)))
        : setup(job, wish, today)
            .thenApply(
                setup ->
                    switch (setup) {
                      case Setup.Say(var answer) -> answer;
                      case Setup.Pay pay -> answers.proposal(pay, today);
                    });
  }

  private CompletionStage<Setup> setup(
      ToolRunner.Job job, PaymentInput.SetupBillpay wish, LocalDate today) {
    return accounts
        .of(job.customerId())
        .thenApply(all -> answers.setup(wish, all, job.level(), today));
  }

  private CompletionStage<ToolAnswer> setUp(
      ToolRunner.Job job, PaymentInput.SetupBillpay wish, LocalDate today) {
    return setup(job, wish, today)
        .thenCompose(
            setup ->
                switch (setup) {
                  case Setup.Say(var answer) -> CompletableFuture.completedFuture(answer);
                  case Setup.Pay pay ->
                      numbers
                          .next("BP", Transfers.wishId(job), job.now())
                          .thenCompose(number -> scheduled(job, pay, number, today));
                });
  }

  private CompletionStage<ToolAnswer> scheduled(
      ToolRunner.Job job, Setup.Pay pay, String number, LocalDate today) {
    BillPlan.Order order = pay.order(Transfers.transferId(job), job.customerId(), number);
    return entities
        .billPay(job.customerId(), replyTo -> new BillPayEntity.Command.Schedule(order, replyTo))
        .thenApply(
            reply ->
                switch (reply) {
                  case BillPayEntity.Reply.Done _ -> BillPayAnswers.scheduled(order, today);
                  case BillPayEntity.Reply.Refused(var reason) -> answers.refused(reason);
                });
  }

  /** What this wish set up before. */
  private CompletionStage<Optional<BillPlan>> plan(ToolRunner.Job job) {
    String planId = Transfers.transferId(job);
    return entities
        .billPay(job.customerId(), BillPayEntity.Command.GetBills::new)
        .thenApply(
            reply ->
                switch (reply) {
                  case BillPayEntity.Reply.Done(var plans) ->
                      plans.stream()
                          .filter(plan -> plan.order().planId().equals(planId))
                          .findFirst();
                  case BillPayEntity.Reply.Refused _ -> Optional.<BillPlan>empty();
                });
  }
}
