package org.voiceteller.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.AuditLedger;
import org.voiceteller.core.audit.Chained;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.dispute.CasePolicy;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.console.AuditSearch;
import org.voiceteller.persistence.console.ConsoleQueries;
import org.voiceteller.persistence.console.Figures.Counted;
import org.voiceteller.persistence.console.Paging;
import org.voiceteller.persistence.console.Period;

/** Entries that no event stands behind. */
@ExtendWith(SharedStores.class)
class SearchableLedgerTest {

  private static final Instant AT = Instant.parse("2032-02-02T10:00:00Z");
  private static final int AT_ONCE = 12;

  @Test
  void putsWhatTheLedgerHoldsWhereItIsFoundAndCountsItOnce(Running running) {
    AuditLedger ledger =
        SearchableLedger.over(
            _ -> CompletableFuture.completedFuture(7L),
            running.client(),
            ProjectionObserver.none());

    List<CompletionStage<Long>> all =
        IntStream.range(0, AT_ONCE).mapToObj(i -> ledger.append(entry("STAFF-" + i))).toList();
    assertThat(all).allSatisfy(one -> assertThat(Await.get(one)).isEqualTo(7L));
    Await.get(ledger.append(entry("STAFF-0")));

    ConsoleQueries queries =
        ConsoleQueries.create(
            running.client(),
            CasePolicy.standard(ZoneId.of("UTC")),
            InstantSource.fixed(AT.plusSeconds(60)));
    assertThat(Await.get(queries.audit().page(AuditSearch.Wanted.all(), Paging.first(50))).items())
        .hasSize(AT_ONCE);
    assertThat(
            Await.get(
                    queries
                        .figures()
                        .of(Counted.ACTIONS, new Period(AT, AT.plus(Duration.ofHours(1)))))
                .total("PERSONAL_DATA_VIEWED", "SUCCESS"))
        .isEqualTo(AT_ONCE);
  }

  @Test
  void showsNothingThatTheLedgerDoesNotHold(Running running) {
    AuditLedger ledger =
        SearchableLedger.over(
            _ -> CompletableFuture.failedFuture(new IllegalStateException("no ledger")),
            running.client(),
            ProjectionObserver.none());

    assertThatThrownBy(() -> Await.get(ledger.append(entry("STAFF-LOST"))))
        .hasRootCauseMessage("no ledger");
    assertThat(ProjectedTables.of(running).audit("STAFF-LOST", 1)).isEmpty();
  }

  private static Chained entry(String work) {
    return Chained.first(
        new AuditEntry(
            "AUDIT-" + work,
            1,
            AT,
            "CUST-1",
            work,
            "PERSONAL_DATA_VIEWED",
            "customer CUST-1",
            AuditEntry.Result.SUCCESS,
            Level.NONE,
            null,
            "US",
            true,
            List.of("BY pat@bank.example")));
  }
}
