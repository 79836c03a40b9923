package org.voiceteller.actors.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.zip.CRC32;
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.core.tool.StatementAnswers;
import org.voiceteller.core.tool.StatementAnswers.Order;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolInput;

/** Orders of statements, kept by the account that they are of. */
record StatementTools(AccountDirectory accounts, Entities entities, StatementAnswers answers) {

  CompletionStage<ToolAnswer> request(ToolRunner.Job job, ToolInput.RequestStatement wish) {
    return accounts
        .of(job.customerId())
        .thenCompose(
            all ->
                switch (answers.order(wish, all, job.now())) {
                  case Order.Say(var answer) -> CompletableFuture.completedFuture(answer);
                  case Order.Place order -> placed(job, order);
                });
  }

  private CompletionStage<ToolAnswer> placed(ToolRunner.Job job, Order.Place order) {
    String statementId = statementId(job, order);
    return entities
        .account(
            order.account().accountId(),
            replyTo ->
                new AccountEntity.Command.RequestStatement(
                    statementId, order.delivery(), order.period().toString(), replyTo))
        .thenApply(
            reply ->
                switch (reply) {
                  case AccountEntity.Reply.Done _ -> answers.ordered(order, statementId);
                  case AccountEntity.Reply.Refused(var reason) ->
                      throw new IllegalStateException(
                          "Expected an account that was just seen to take an order, but it is "
                              + reason);
                });
  }

  /**
   * {@code STMT-20260115-483920}: short enough to be written down, and the same for the same order
   * on the same call, so that who asks again, after an answer that was lost, gets no second one.
   */
  private static String statementId(ToolRunner.Job job, Order.Place order) {
    CRC32 digest = new CRC32();
    digest.update(
        String.join(
                "/",
                job.callId(),
                order.account().accountId(),
                order.delivery().toString(),
                order.period().toString())
            .getBytes(UTF_8));
    return "STMT-%s-%06d"
        .formatted(
            DateTimeFormatter.BASIC_ISO_DATE.format(
                job.now().atOffset(ZoneOffset.UTC).toLocalDate()),
            digest.getValue() % 1_000_000);
  }
}
