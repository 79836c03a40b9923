package org.voiceteller.http.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.call.HandOff.Taken;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.transfer.TransferRecord;
import org.voiceteller.http.live.Alarm;
import org.voiceteller.http.live.LiveBoard;
import org.voiceteller.http.live.LiveCall;
import org.voiceteller.persistence.console.CallChain;
import org.voiceteller.persistence.console.CallRow;
import org.voiceteller.persistence.console.CaseFile;
import org.voiceteller.persistence.console.CaseRow;
import org.voiceteller.persistence.console.Clock;
import org.voiceteller.persistence.console.ConsentRow;
import org.voiceteller.persistence.console.CustomerFile;
import org.voiceteller.persistence.console.CustomerRow;
import org.voiceteller.persistence.console.Page;
import org.voiceteller.persistence.console.StoredEntry;

/** What the admin API answers with, in the shapes of {@code openapi.yaml}. */
final class Views {

  private Views() {}

  /** A page of a list; {@code next} only where there is another one. */
  record Items<T>(List<T> items, @Nullable String next) {

    static <F, T> Items<T> of(Page<F> page, Function<F, T> view) {
      return new Items<>(page.items().stream().map(view).toList(), page.next());
    }
  }

  record Amount(long minorUnits, String currency) {

    static Amount of(Money money) {
      return new Amount(money.minorUnits(), money.currency().getCurrencyCode());
    }

    static @Nullable Amount ofNullable(@Nullable Money money) {
      return money == null ? null : of(money);
    }
  }

  record Board(Instant asOf, List<Live> calls, Latency latency, List<Warning> alarms) {

    static Board of(LiveBoard.Snapshot board) {
      return new Board(
          board.asOf(),
          board.calls().stream().map(Live::of).toList(),
          Latency.of(board.condition()),
          Warning.of(board.condition().alarms()));
    }
  }

  record Health(Latency latency, List<Warning> alarms) {

    static Health of(LiveBoard.Condition condition) {
      return new Health(Latency.of(condition), Warning.of(condition.alarms()));
    }
  }

  record Latency(int turns, @Nullable Long p50Ms, @Nullable Long p95Ms) {

    static Latency of(LiveBoard.Condition condition) {
      return condition.turns() == 0
          ? new Latency(0, null, null)
          : new Latency(condition.turns(), condition.p50Ms(), condition.p95Ms());
    }
  }

  record Warning(String name, Instant since, String text) {

    static List<Warning> of(List<Alarm> alarms) {
      return alarms.stream()
          .map(
              alarm ->
                  new Warning(
                      alarm.name(), alarm.since(), alarm.text() + " (" + alarm.node() + ")"))
          .toList();
    }
  }

  record Live(
      String callId,
      String channel,
      String state,
      @Nullable String customerId,
      int level,
      String doing,
      @Nullable String tool,
      Instant since,
      Instant startedAt,
      int turns,
      @Nullable Long latencyMs,
      Audio audio,
      @Nullable HandOffState handOff,
      String node) {

    static Live of(LiveCall call) {
      return new Live(
          call.callId(),
          call.channel(),
          word(call.state()),
          call.customerId(),
          call.level(),
          word(call.doing()),
          call.tool(),
          call.since(),
          call.startedAt(),
          call.turns(),
          call.latencyMs(),
          Audio.of(call.audio()),
          HandOffState.of(call.handOff()),
          call.node());
    }
  }

  record HandOffState(String state, String reason, Instant since, @Nullable String staff) {

    static @Nullable HandOffState of(org.voiceteller.core.call.@Nullable HandOff handOff) {
      if (handOff == null) {
        return null;
      }
      Taken taken = handOff.taken();
      return taken == null
          ? new HandOffState(word(handOff.state()), word(handOff.reason()), handOff.since(), null)
          : new HandOffState(
              word(handOff.state()), word(handOff.reason()), taken.since(), taken.staff());
    }
  }

  record HandOff(Live call, List<String> summary) {}

  record Audio(
      String stream, int renewals, long droppedToModelMs, long droppedToCallerMs, int bargeIns) {

    static Audio of(LiveCall.Audio audio) {
      return new Audio(
          word(audio.stream()),
          audio.renewals(),
          audio.droppedToModelMs(),
          audio.droppedToCallerMs(),
          audio.bargeIns());
    }
  }

  record CallLine(
      String callId,
      String state,
      int level,
      String channel,
      String jurisdiction,
      @Nullable String customerId,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String endReason) {

    static CallLine of(CallRow row) {
      return new CallLine(
          row.callId(),
          word(row.state()),
          row.level().number(),
          row.channel(),
          row.jurisdiction(),
          row.customerId(),
          row.startedAt(),
          row.endedAt(),
          row.endReason() == null ? null : row.endReason().name());
    }
  }

  record Call(
      CallLine call, @Nullable Live live, List<Step> steps, Chain chain, Recording recording) {}

  record Recording(boolean available, List<Gap> gaps) {}

  record Gap(Instant from, @Nullable Instant until, String reason) {}

  record Step(
      long number,
      Instant at,
      String lane,
      String kind,
      String text,
      @Nullable String outcome,
      @Nullable String tool,
      @Nullable Long tookMs,
      @Nullable String confirmation,
      @Nullable Entry audit) {

    static Step of(TimelineStep step) {
      return new Step(
          step.number(),
          step.at(),
          word(step.lane()),
          step.kind(),
          step.text(),
          step.outcome(),
          step.tool(),
          step.tookMs(),
          step.confirmation(),
          step.audit() == null ? null : Entry.of(step.audit(), null));
    }
  }

  record Chain(boolean whole, int entries, @Nullable String head, @Nullable String finding) {

    static Chain of(CallChain chain) {
      return new Chain(chain.whole(), chain.entries(), chain.head(), chain.finding());
    }
  }

  record CallAudit(List<Entry> entries, Chain chain) {}

  record Entry(
      String auditId,
      long number,
      Instant at,
      String callId,
      @Nullable String customerId,
      String action,
      @Nullable String resource,
      String result,
      int level,
      @Nullable String address,
      String jurisdiction,
      boolean personalDataSeen,
      List<String> flags,
      @Nullable String hash) {

    static Entry of(StoredEntry stored) {
      return of(stored.entry(), stored.hash());
    }

    static Entry of(AuditEntry entry, @Nullable String hash) {
      return new Entry(
          entry.auditId(),
          entry.number(),
          entry.at(),
          entry.callId(),
          entry.customerId(),
          entry.action(),
          entry.resource(),
          entry.result().name(),
          entry.level().number(),
          entry.address(),
          entry.jurisdiction(),
          entry.personalDataSeen(),
          entry.flags(),
          hash);
    }
  }

  record CustomerLine(
      String customerId,
      String name,
      @Nullable String phone,
      String jurisdiction,
      Instant registeredAt) {

    static CustomerLine of(CustomerRow row, Masking masking) {
      return new CustomerLine(
          row.customerId(),
          masking.name(row.fullName()),
          masking.phone(row.phoneLastFour()),
          row.jurisdiction(),
          row.registeredAt());
    }
  }

  record Customer(
      CustomerLine customer,
      boolean masked,
      List<Account> accounts,
      List<Card> cards,
      List<CaseLine> disputes,
      List<Transfer> transfers,
      List<CallLine> calls,
      List<Consent> consents) {

    static Customer of(CustomerFile file, Masking masking) {
      return new Customer(
          CustomerLine.of(file.row(), masking),
          masking == Masking.MASKED,
          file.accounts().stream().map(Account::of).toList(),
          file.cards().stream().map(Card::of).toList(),
          file.cases().stream().map(CaseLine::of).toList(),
          file.transfers().stream().map(transfer -> Transfer.of(transfer, masking)).toList(),
          file.calls().stream().map(CallLine::of).toList(),
          file.consents().stream().map(Consent::of).toList());
    }
  }

  record Account(
      String accountId,
      String kind,
      String lastFour,
      Amount posted,
      Amount held,
      Amount available,
      Instant openedAt) {

    static Account of(CustomerFile.Account account) {
      return new Account(
          account.accountId(),
          account.kind().name(),
          account.lastFour(),
          Amount.of(account.posted()),
          Amount.of(account.held()),
          Amount.of(account.available()),
          account.openedAt());
    }
  }

  record Card(
      String cardId,
      String accountId,
      @Nullable String lastFour,
      String state,
      @Nullable LocalDate expectedUntil,
      Instant changedAt) {

    static Card of(CustomerFile.Card card) {
      return new Card(
          card.cardId(),
          card.accountId(),
          card.lastFour(),
          card.state(),
          card.expectedUntil(),
          card.changedAt());
    }
  }

  record Transfer(
      String transferId,
      String kind,
      boolean outgoing,
      String accountLastFour,
      String counterparty,
      Amount amount,
      String status,
      @Nullable String confirmation,
      Instant createdAt) {

    static Transfer of(TransferRecord transfer, Masking masking) {
      return new Transfer(
          transfer.transferId(),
          transfer.kind().name(),
          transfer.outgoing(),
          transfer.accountLastFour(),
          masking.name(transfer.counterparty()),
          Amount.of(transfer.amount()),
          transfer.status().name(),
          transfer.confirmation(),
          transfer.createdAt());
    }
  }

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

  record Consent(
      String callId,
      @Nullable String customerId,
      String kind,
      @Nullable String basis,
      @Nullable String rule,
      @Nullable String textVersion,
      @Nullable String jurisdiction,
      Instant at) {

    static Consent of(ConsentRow row) {
      return new Consent(
          row.callId(),
          row.customerId(),
          row.kind(),
          row.basis(),
          row.rule(),
          row.textVersion(),
          row.jurisdiction(),
          row.at());
    }
  }

  /** A constant's name as the API writes it: {@code USING_TOOL} is {@code using-tool}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
