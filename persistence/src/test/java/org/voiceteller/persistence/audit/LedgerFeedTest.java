package org.voiceteller.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final Set<String> known = new HashSet<>();
  private final List<String> looks = new ArrayList<>();
  private boolean journalIsAway;
  private long refused;

  /** What the ledger answers for the next entry of a call, when it does not answer at once. */
  private final Map<String, CompletableFuture<Long>> slowly = new HashMap<>();

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
    if (known.add(chained.entry().callId() + "#" + number)) {
      ledger.add(number);
    }
    CompletableFuture<Long> slow = slowly.remove(chained.entry().callId());
    return slow == null ? CompletableFuture.completedFuture(number) : slow;
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

  @Test
  void ofOneCallWaitForOneAnother() {
    CompletableFuture<Long> slow = new CompletableFuture<>();
    slowly.put(CALL, slow);

    CompletableFuture<Done> fed = come(event(CALL, 1), event(CALL, 2));
    assertThat(ledger).containsExactly(1L);
    assertThat(fed).isNotDone();

    slow.complete(1L);
    assertThat(ledger).containsExactly(1L, 2L);
    assertThat(fed).isCompleted();
  }

  @Test
  void ofSeveralCallsGoSideBySide() {
    CompletableFuture<Long> slow = new CompletableFuture<>();
    slowly.put(CALL, slow);

    CompletableFuture<Done> fed = come(event(CALL, 1), event("CALL-2", 1), event("CALL-2", 2));
    assertThat(ledger).containsExactly(1L, 1L, 2L);
    assertThat(fed).isNotDone();

    slow.complete(1L);
    assertThat(fed).isCompleted();
  }

  @Test
  void areFedAgainWhenOneOfThemWasNot() {
    refused = 3;

    assertThat(come(event("CALL-2", 1), event(CALL, 3))).isCompletedExceptionally();
  }

  private CompletableFuture<Done> comes(long number) {
    return come(event(CALL, number));
  }

  @SafeVarargs
  private CompletableFuture<Done> come(EventEnvelope<Object>... events) {
    return feed.process(List.of(events)).toCompletableFuture();
  }

  private static EventEnvelope<Object> event(String call, long number) {
    return EventEnvelope.create(
        Offset.sequence(number),
        "call|" + call,
        number,
        new CallEvent.Audited(entry(call, number), null),
        0);
  }

  private static AuditEntry entry(long number) {
    return entry(CALL, number);
  }

  private static AuditEntry entry(String call, long number) {
    return new AuditEntry(
        "AUD-" + number,
        number,
        Instant.EPOCH,
        null,
        call,
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
