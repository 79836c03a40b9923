package org.voiceteller.persistence.projection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pekko.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.audit.AuditLedger;
import org.voiceteller.core.audit.Chained;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * A ledger whose entries can be searched for: what leaves no event, and so is in no projection,
 * stands in {@code Banking_AuditLogs} too, and counts, as soon as the ledger has it. The ledger is
 * what proves: when the table cannot be reached, the entry is in the ledger all the same, and that
 * it cannot be searched for goes to the log.
 */
public final class SearchableLedger implements AuditLedger {

  private static final Logger LOG = LoggerFactory.getLogger(SearchableLedger.class);

  /** Whoever writes adds to one of so many counters, so that two seldom meet. */
  private static final int SLICES = 4;

  private static final int TRIES = 8;
  private static final String MET = "TransactionConflict";

  private final AuditLedger ledger;
  private final DynamoDbAsyncClient client;
  private final ProjectionObserver observer;

  private SearchableLedger(
      AuditLedger ledger, DynamoDbAsyncClient client, ProjectionObserver observer) {
    this.ledger = ledger;
    this.client = client;
    this.observer = observer;
  }

  /**
   * @param ledger that holds the entries
   * @param observer hears of an entry that is in the table otherwise
   */
  public static AuditLedger over(
      AuditLedger ledger, DynamoDbAsyncClient client, ProjectionObserver observer) {
    return new SearchableLedger(ledger, client, observer);
  }

  @Override
  public CompletionStage<Long> append(Chained chained) {
    return ledger
        .append(chained)
        .thenCompose(
            place ->
                write(chained, TRIES)
                    .handle(
                        (_, failure) -> {
                          if (failure != null) {
                            LOG.error(
                                "{} is in the ledger, but cannot be searched for",
                                chained.entry().auditId(),
                                failure);
                          }
                          return place;
                        }));
  }

  private CompletionStage<Done> write(Chained chained, int tries) {
    String slice = "staff-" + ThreadLocalRandom.current().nextInt(SLICES);
    return EventTables.create(client, observer, slice)
        .append(chained)
        .exceptionallyCompose(
            failure ->
                tries > 1 && hasMetAnother(failure)
                    ? write(chained, tries - 1)
                    : CompletableFuture.failedFuture(failure));
  }

  private static boolean hasMetAnother(Throwable failure) {
    return TableWriter.cause(failure) instanceof TransactionCanceledException cancelled
        && cancelled.cancellationReasons().stream().anyMatch(why -> MET.equals(why.code()));
  }
}
