package org.voiceteller.actors.tool;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.account.Transaction;
import org.voiceteller.core.account.TransactionHistory;
import org.voiceteller.core.account.TransactionQuery;
import org.voiceteller.core.tool.MerchantDescriptors;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolInput;

/**
 * Explains the wording of statements. The merchant's category comes from the caller's own
 * transactions where one carries that wording; without the history the wording itself is explained
 * all the same.
 */
record MerchantTools(
    AccountDirectory accounts, TransactionHistory history, MerchantDescriptors descriptors) {

  private static final Logger LOG = LoggerFactory.getLogger(MerchantTools.class);

  CompletionStage<ToolAnswer> clarify(ToolRunner.Job job, ToolInput.ClarifyMerchant wish) {
    if (wish.merchantCategoryCode() != null) {
      return CompletableFuture.completedFuture(
          descriptors.explain(wish.descriptor(), wish.merchantCategoryCode()));
    }
    return charged(job, wish.descriptor())
        .exceptionally(
            failure -> {
              LOG.warn(
                  "The history cannot tell a merchant on call {}: {}",
                  job.callId(),
                  EntityToolRunner.cause(failure).toString());
              return Optional.empty();
            })
        .thenApply(
            found ->
                descriptors.explain(
                    found.map(seen -> seen.merchant().descriptor()).orElse(wish.descriptor()),
                    found.map(seen -> seen.merchant().categoryCode()).orElse(null)));
  }

  private CompletionStage<Optional<Transaction>> charged(ToolRunner.Job job, String descriptor) {
    return accounts
        .of(job.customerId())
        .thenCompose(
            all ->
                AccountDirectory.inOrder(
                    all,
                    account ->
                        history.search(
                            new TransactionQuery(
                                account.accountId(), descriptor, null, null, null, null, null, 1))))
        .thenApply(found -> found.stream().flatMap(List::stream).findFirst());
  }
}
