package org.voiceteller.actors.tool;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.voiceteller.core.account.AccountSummary;
import org.voiceteller.core.account.Transaction;
import org.voiceteller.core.account.TransactionHistory;
import org.voiceteller.core.tool.AccountChoice;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolInput;
import org.voiceteller.core.tool.TransactionAnswers;

/** Lists of transactions, from the history that follows the journal. */
record TransactionTools(
    AccountDirectory accounts, TransactionHistory history, TransactionAnswers answers) {

  CompletionStage<ToolAnswer> recent(ToolRunner.Job job, ToolInput.ViewRecentTransactions wish) {
    return accounts
        .of(job.customerId())
        .thenCompose(
            all ->
                switch (AccountChoice.of(wish, all)) {
                  case AccountChoice.Missed(var answer) ->
                      CompletableFuture.completedFuture(answer);
                  case AccountChoice.Chosen(var chosen) ->
                      AccountDirectory.inOrder(
                              chosen,
                              account ->
                                  history.recent(account.accountId(), TransactionAnswers.TOLD))
                          .thenApply(found -> answers.recent(chosen, flat(found), job.now()));
                });
  }

  CompletionStage<ToolAnswer> search(ToolRunner.Job job, ToolInput.SearchTransactions wish) {
    Optional<ToolAnswer> refusal = TransactionAnswers.refusal(wish);
    if (refusal.isPresent()) {
      return CompletableFuture.completedFuture(refusal.get());
    }
    return accounts
        .of(job.customerId())
        .thenCompose(
            all ->
                switch (AccountChoice.of(wish, all)) {
                  case AccountChoice.Missed(var answer) ->
                      CompletableFuture.completedFuture(answer);
                  case AccountChoice.Chosen(var chosen) -> found(job, wish, chosen);
                });
  }

  private CompletionStage<ToolAnswer> found(
      ToolRunner.Job job, ToolInput.SearchTransactions wish, List<AccountSummary> chosen) {
    return AccountDirectory.inOrder(answers.queries(wish, chosen), history::search)
        .thenApply(found -> answers.found(chosen, flat(found), job.now()));
  }

  private static List<Transaction> flat(List<List<Transaction>> found) {
    return found.stream().flatMap(Collection::stream).toList();
  }
}
