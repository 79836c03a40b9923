package org.voiceteller.core.transfer;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Port: a customer's transfers, newest first. Read from tables that follow the journal within
 * seconds. A stage fails when the tables cannot be reached.
 */
public interface TransferHistory {

  /**
   * Which of a customer's transfers; null leaves a side open.
   *
   * @param counterparty a part of the name, letter case ignored
   * @param minorUnits the exact amount
   * @param confirmation the whole number, letter case ignored
   */
  record Query(
      String customerId,
      @Nullable TransferKind kind,
      @Nullable String counterparty,
      @Nullable Long minorUnits,
      @Nullable String confirmation,
      int limit) {}

  CompletionStage<List<TransferRecord>> search(Query query);
}
