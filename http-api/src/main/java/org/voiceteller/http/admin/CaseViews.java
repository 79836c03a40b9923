package org.voiceteller.http.admin;

import static org.voiceteller.http.admin.Views.word;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceteller.http.admin.Views.Amount;
import org.voiceteller.persistence.console.CaseFile;
import org.voiceteller.persistence.console.CaseRow;
import org.voiceteller.persistence.console.Clock;

/** Cases and their clocks, in the shapes of {@code openapi.yaml}. */
final class CaseViews {

  private CaseViews() {}

  record CaseLine(
      String caseId,
      String kind,
      String state,
      String customerId,
      Amount amount,
      String reason,
      String regulation,
      Instant openedAt,
      @Nullable String finding,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Due nextDue) {

    static CaseLine of(CaseRow row) {
      return new CaseLine(
          row.caseId(),
          row.kind().name(),
          row.state().name(),
          row.customerId(),
          Amount.of(row.amount()),
          row.reason().name(),
          row.regulation().name(),
          row.openedAt(),
          row.finding() == null ? null : row.finding().name(),
          Optional.ofNullable(row.nextDue()).map(Due::of).orElse(null));
    }
  }

  record Due(String name, LocalDate due, String state, String rule) {

    static Due of(Clock clock) {
      return new Due(word(clock.name()), clock.due(), word(clock.state()), clock.rule());
    }
  }

  record Case(
      @JsonProperty("case") CaseLine line,
      String accountId,
      String merchant,
      @Nullable String explanation,
      @Nullable Amount withheld,
      @Nullable Amount liability,
      List<Due> clocks,
      List<Posting> postings,
      List<Notice> notices) {

    static Case of(CaseFile file) {
      return new Case(
          CaseLine.of(file.row()),
          file.accountId(),
          file.merchant(),
          file.explanation(),
          Amount.ofNullable(file.withheld()),
          Amount.ofNullable(file.liability()),
          file.clocks().stream().map(Due::of).toList(),
          file.postings().stream()
              .map(
                  posting ->
                      new Posting(
                          posting.purpose().name(),
                          Amount.of(posting.amount()),
                          posting.postedAt(),
                          posting.refused()))
              .toList(),
          file.notices().stream()
              .map(notice -> new Notice(notice.kind().name(), notice.day(), notice.at()))
              .toList());
    }
  }

  record Posting(
      String purpose, Amount amount, @Nullable Instant postedAt, @Nullable String refused) {}

  record Notice(String kind, @Nullable LocalDate day, Instant at) {}
}
