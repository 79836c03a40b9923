package org.voiceteller.actors.tool;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.voiceteller.core.account.Transaction;
import org.voiceteller.core.account.TransactionHistory;
import org.voiceteller.core.account.TransactionQuery;
import org.voiceteller.core.compliance.RegulationE;
import org.voiceteller.core.dispute.CasePolicy;
import org.voiceteller.core.tool.ChargeChoice;
import org.voiceteller.core.tool.TransactionAnswers;

/** Finds the charge that a caller speaks of, in the history of their own accounts. */
record ChargeFinder(AccountDirectory accounts, TransactionHistory history, CasePolicy policy) {

  CompletionStage<ChargeChoice> find(ToolRunner.Job job, ChargeChoice.Wanted wanted) {
    return accounts
        .of(job.customerId())
        .thenCompose(
            all ->
                all(wanted.queries(all))
                    .thenCompose(
                        found ->
                            (found.isEmpty()
                                    ? all(wanted.wider(all))
                                    : CompletableFuture.completedFuture(List.<Transaction>of()))
                                .thenApply(
                                    wider ->
                                        ChargeChoice.of(
                                            wanted,
                                            found,
                                            wider,
                                            new TransactionAnswers(policy.zone()),
                                            job.now()))));
  }

  private CompletionStage<List<Transaction>> all(List<TransactionQuery> queries) {
    return AccountDirectory.inOrder(queries, history::search)
        .thenApply(found -> found.stream().flatMap(Collection::stream).toList());
  }

  /**
   * What the regulation asks of a charge. An account without anything older than 30 days before the
   * charge counts as new; the history does not tell where a charge was initiated, so none counts as
   * made abroad: both leave the customer the shorter time, never the longer.
   */
  CompletionStage<RegulationE.Transfer> asTransfer(Transaction charge) {
    var day = policy.day(charge.occurredAt());
    var newSince =
        day.minusDays(RegulationE.NEW_ACCOUNT_DAYS).atStartOfDay(policy.zone()).toInstant();
    return history
        .search(new TransactionQuery(charge.accountId(), null, null, null, null, null, newSince, 1))
        .thenApply(
            before ->
                new RegulationE.Transfer(
                    day, before.isEmpty() ? day : null, isPointOfSale(charge), false));
  }

  /** ISO 18245: 5000 to 5999 are shops and restaurants. */
  private static boolean isPointOfSale(Transaction charge) {
    return charge.merchant().categoryCode().startsWith("5");
  }
}
