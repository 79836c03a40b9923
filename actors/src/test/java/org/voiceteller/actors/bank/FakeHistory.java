package org.voiceteller.actors.bank;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.account.Transaction;
import org.voiceteller.core.account.TransactionHistory;
import org.voiceteller.core.account.TransactionQuery;

/** A history that tells what it is given, or cannot be reached. */
public final class FakeHistory implements TransactionHistory {

  private volatile List<Transaction> transactions = List.of();
  private volatile boolean reachable = true;

  public void tells(List<Transaction> all) {
    transactions = List.copyOf(all);
  }

  public void isReachable(boolean now) {
    reachable = now;
  }

  @Override
  public CompletionStage<List<Transaction>> recent(String accountId, int limit) {
    return search(new TransactionQuery(accountId, null, null, null, null, null, null, limit));
  }

  @Override
  public CompletionStage<List<Transaction>> search(TransactionQuery query) {
    return reachable
        ? CompletableFuture.completedFuture(
            transactions.stream()
                .filter(transaction -> transaction.accountId().equals(query.accountId()))
                .filter(transaction -> isAt(transaction, query.merchant()))
                .filter(transaction -> isOf(transaction, query))
                .limit(query.limit())
                .toList())
        : CompletableFuture.failedFuture(new IllegalStateException("tables are not reachable"));
  }

  private static boolean isOf(Transaction transaction, TransactionQuery query) {
    long size = Math.abs(transaction.amount().minorUnits());
    return (query.minimumMinorUnits() == null || size >= query.minimumMinorUnits())
        && (query.maximumMinorUnits() == null || size <= query.maximumMinorUnits())
        && (query.from() == null || !transaction.occurredAt().isBefore(query.from()))
        && (query.until() == null || transaction.occurredAt().isBefore(query.until()));
  }

  private static boolean isAt(Transaction transaction, @Nullable String part) {
    return part == null
        || transaction
            .merchant()
            .descriptor()
            .toLowerCase(Locale.ROOT)
            .contains(part.toLowerCase(Locale.ROOT));
  }
}
