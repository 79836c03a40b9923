package org.voiceteller.actors.bank;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.voiceteller.core.transfer.TransferHistory;
import org.voiceteller.core.transfer.TransferRecord;

/** A history that tells what it is given, to its owner only. */
public final class FakeTransferHistory implements TransferHistory {

  private volatile List<TransferRecord> transfers = List.of();

  public void tells(List<TransferRecord> all) {
    transfers = List.copyOf(all);
  }

  @Override
  public CompletionStage<List<TransferRecord>> search(Query query) {
    return CompletableFuture.completedFuture(
        transfers.stream()
            .filter(transfer -> transfer.customerId().equals(query.customerId()))
            .filter(transfer -> query.kind() == null || query.kind() == transfer.kind())
            .filter(
                transfer ->
                    query.confirmation() == null
                        || query.confirmation().equals(transfer.confirmation()))
            .filter(
                transfer ->
                    query.counterparty() == null
                        || transfer
                            .counterparty()
                            .toLowerCase(Locale.ROOT)
                            .contains(query.counterparty().toLowerCase(Locale.ROOT)))
            .limit(query.limit())
            .toList());
  }
}
