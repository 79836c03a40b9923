package org.voiceteller.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.projection.eventsourced.EventEnvelope;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.Chained;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.persistence.projection.ProjectionObserver;

/** Entries of a call whose events come late, again, or not at all by their tag. */
class LedgerFeedTest {

  private static final String CALL = "CALL-1";

  private final List<Long> ledger = new ArrayList<>();
  private final List<String> looks = new ArrayList<>();
  private boolean journalIsAway;
  private long refused;
  private final LedgerFeed feed =
      new LedgerFeed(
          this::append,
          this::journalBefore,
          _ -> CompletableFuture.completedFuture(Optional.empty()),
          ProjectionObserver.none());

  private CompletionStage<Long> append(Chained chained) {
    long number = chained.entry().number();
    if (number == refused) {
      return CompletableFuture.failedFuture(new IllegalStateException("no room"));
    }
    if (!ledger.contains(number)) {
      ledger.add(number);
    }
    return CompletableFuture.completedFuture(number);
  }

  private CompletionStage<List<Chained>> journalBefore(String persistenceId, long sequenceNumber) {
    looks.add(persistenceId + " before " + sequenceNumber);
    List<Chained> entries = new ArrayList<>();
    for (long number = 1; number < sequenceNumber; number++) {
      entries.add(new Chained(entry(number), null));
    }
    return journalIsAway
        ? CompletableFuture.failedFuture(new IllegalStateException("away"))
        : CompletableFuture.completedFuture(entries);
  }

  @Test
  void followOneAnotherWithoutALookIntoTheJournal() {
    comes(1);
    comes(2);
    comes(3);

    assertThat(ledger).containsExactly(1L, 2L, 3L);
    assertThat(looks).isEmpty();
  }

  @Test
  void bringThoseAlongThatWereNotTold() {
    comes(1);
    comes(4);
    comes(5);

    assertThat(ledger).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(looks).containsExactly("call|CALL-1 before 4");
  }

  @Test
  void bringTheFirstOnesOfACallAlongThatWasNotSeenBefore() {
    comes(3);
    comes(1);

    assertThat(ledger).containsExactly(1L, 2L, 3L);
  }

  @Test
  void waitWhileTheJournalCannotTellWhatIsMissing() {
    journalIsAway = true;
    assertThat(comes(2)).isCompletedExceptionally();
    assertThat(ledger).isEmpty();

    journalIsAway = false;
    assertThat(comes(2)).isCompleted();
    assertThat(ledger).containsExactly(1L, 2L);
  }

  @Test
  void areNotOvertakenByWhatComesAfterAFailure() {
    refused = 2;
    assertThat(comes(3)).isCompletedExceptionally();
    assertThat(ledger).containsExactly(1L);

    refused = 0;
    assertThat(comes(3)).isCompleted();
    assertThat(ledger).containsExactly(1L, 2L, 3L);
  }

  private CompletableFuture<Done> comes(long number) {
    return feed.process(
            EventEnvelope.<Object>create(
                Offset.sequence(number),
                "call|" + CALL,
                number,
                new CallEvent.Audited(entry(number), null),
                0))
        .toCompletableFuture();
  }

  private static AuditEntry entry(long number) {
    return new AuditEntry(
        "AUD-" + number,
        number,
        Instant.EPOCH,
        null,
        CALL,
        "CALL_STARTED",
        null,
        AuditEntry.Result.SUCCESS,
        Level.NONE,
        null,
        "US-CO",
        false,
        List.of());
  }
}
