package org.voiceteller.core.account;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Port: an account's past, newest first. Read from tables that follow the journal within seconds:
 * good for lists, never for a balance or a limit. A stage fails when the tables cannot be reached.
 */
public interface TransactionHistory {

  CompletionStage<List<Transaction>> recent(String accountId, int limit);

  CompletionStage<List<Transaction>> search(TransactionQuery query);
}
