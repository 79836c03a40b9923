package org.voiceteller.loadtests.tables;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.account.Balance;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.AuditTrail;
import org.voiceteller.core.audit.Chained;
import org.voiceteller.core.audit.Deeds;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.card.CardEvent;
import org.voiceteller.core.compliance.ConsentRule;
import org.voiceteller.core.compliance.RegulationE;
import org.voiceteller.core.customer.CustomerEvent;
import org.voiceteller.core.dispute.CaseKind;
import org.voiceteller.core.dispute.CasePolicy;
import org.voiceteller.core.dispute.DisputeEvent;
import org.voiceteller.core.dispute.DisputeReason;
import org.voiceteller.core.dispute.DisputedCharge;
import org.voiceteller.core.dispute.Finding;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolOutcome;

/**
 * What happened at a bank in the days before a moment: the events of its customers, accounts,
 * cards, cases and calls, the same with every run. Calls come by day rather than by night, and
 * their audit entries are so many that these days have as many as they shall have.
 */
record BankHistory(Instant end, int days, int customers, int calls, int entries, int cases) {

  static final CasePolicy POLICY = CasePolicy.standard(ZoneId.of("America/Denver"));

  private static final int LIVE = 40;
  private static final int POSTINGS = 10;
  private static final int LONGEST_MS = 6_000;

  private static final List<String> FIRST =
      List.of("Ada", "Ben", "Carla", "Dan", "Eva", "Finn", "Greta", "Hugo", "Ines", "Jon", "Kim");

  private static final List<String> LAST =
      List.of("Adams", "Baker", "Clark", "Davis", "Evans", "Foster", "Garcia", "Hughes", "Irwin");

  private static final List<AuditAction> ACTIONS =
      List.of(
          AuditAction.CHECK_BALANCE,
          AuditAction.VIEW_TRANSACTIONS,
          AuditAction.SEARCH_TRANSACTIONS,
          AuditAction.VERIFY_OTP,
          AuditAction.SEND_OTP,
          AuditAction.INTERNAL_TRANSFER,
          AuditAction.FREEZE_CARD,
          AuditAction.CHECK_DISPUTE_STATUS,
          AuditAction.SETUP_BILLPAY,
          AuditAction.REQUEST_STATEMENT);

  /** The events of one entity, and the entries of the books that they make. */
  record Entity(String id, List<Object> events, List<Chained> entries) {}

  static String customer(int i) {
    return "CUST-%06d".formatted(i);
  }

  static String call(int i) {
    return "CALL-%07d".formatted(i);
  }

  static String caseNumber(int i) {
    return "DISPUTE-%06d".formatted(i);
  }

  /** When a call began: more in the middle of a day. */
  Instant startOf(int call) {
    Random random = new Random(call);
    double ofDay = Math.clamp(0.5 + random.nextGaussian() * 0.17, 0, 0.999);
    long day = (long) call * days / calls;
    return begin()
        .plus(Duration.ofDays(day))
        .plusMillis((long) (ofDay * Duration.ofDays(1).toMillis()));
  }

  private Instant begin() {
    return end.minus(Duration.ofDays(days));
  }

  void forEach(Consumer<Entity> take) {
    IntStream.range(0, customers).forEach(i -> books(i, take));
    IntStream.range(0, cases).forEach(i -> take.accept(disputeCase(i)));
    IntStream.range(0, calls).forEach(i -> take.accept(call(i, startOf(i))));
  }

  private void books(int i, Consumer<Entity> take) {
    Random random = new Random(i);
    String customerId = customer(i);
    Instant opened = begin();
    take.accept(
        new Entity(
            customerId,
            List.of(
                new CustomerEvent.Registered(
                    customerId,
                    FIRST.get(random.nextInt(FIRST.size()))
                        + " "
                        + LAST.get(random.nextInt(LAST.size()))
                        + " "
                        + (char) ('A' + random.nextInt(26))
                        + LAST.get(random.nextInt(LAST.size())).toLowerCase(Locale.ROOT),
                    "x@example.com",
                    "+1555%07d".formatted(random.nextInt(10_000_000)),
                    "1 Main St",
                    "US-CO",
                    opened)),
            List.of()));
    String accountId = "ACC-%06d".formatted(i);
    List<Object> events = new ArrayList<>();
    events.add(
        new AccountEvent.Opened(
            accountId,
            customerId,
            AccountKind.values()[i % AccountKind.values().length],
            "%04d".formatted(random.nextInt(10_000)),
            "USD",
            opened));
    long balance = 0;
    for (int n = 0; n < POSTINGS; n++) {
      long cents = n == 0 ? 500_000 : random.nextInt(20_000) - 12_000;
      balance += cents;
      Instant at =
          opened.plusSeconds((long) (random.nextDouble() * Duration.ofDays(days).toSeconds()));
      events.add(
          new AccountEvent.Posted(
              "TXN-" + accountId + "-" + n,
              Money.usd(cents),
              new Merchant("SQ *GREEN GROCER", "5411", "groceries"),
              new Balance(Money.usd(balance), Money.usd(0)),
              at,
              at));
    }
    take.accept(new Entity(accountId, events, booksEntries(accountId, customerId, events)));
    String cardId = "CARD-%06d".formatted(i);
    List<Object> card = new ArrayList<>();
    card.add(
        new CardEvent.Issued(
            cardId, customerId, accountId, "%04d".formatted(random.nextInt(10_000)), opened));
    if (i % 20 == 0) {
      card.add(new CardEvent.Frozen(end.minus(Duration.ofDays(i % 300))));
    }
    take.accept(new Entity(cardId, card, List.of()));
  }

  private static List<Chained> booksEntries(
      String accountId, String customerId, List<Object> events) {
    List<Chained> entries = new ArrayList<>();
    for (int n = 0; n < events.size(); n++) {
      long number = n + 1L;
      Deeds.of(accountId, (AccountEvent) events.get(n))
          .ifPresent(
              deed -> entries.add(deed.entry("account|" + accountId, number, customerId, "US-CO")));
    }
    return entries;
  }

  private Entity disputeCase(int i) {
    Instant at = end.minus(Duration.ofHours(i * 24L * days / cases));
    String number = caseNumber(i);
    var day = POLICY.day(at);
    List<Object> events = new ArrayList<>();
    events.add(
        new DisputeEvent.Opened(
            POLICY.intake(
                number,
                "CALL-1/use-1",
                i % 4 == 0 ? CaseKind.FRAUD : CaseKind.DISPUTE,
                customer(i % customers),
                new DisputedCharge(
                    "ACC-1",
                    "TXN-1",
                    Money.usd(7_500),
                    new Merchant("TST* BLUE CAFE", "5814", "restaurants"),
                    at),
                DisputeReason.WRONG_AMOUNT,
                POLICY.clocks(day, new RegulationE.Transfer(day, null, i % 3 == 0, false))),
            at));
    if (at.isBefore(end.minus(Duration.ofDays(40)))) {
      Instant later = at.plus(Duration.ofDays(30));
      events.add(new DisputeEvent.Decided(Finding.FOR_MERCHANT, "Receipt.", later));
      events.add(new DisputeEvent.Closed(later));
    }
    return new Entity(number, events, List.of());
  }

  private Entity call(int i, Instant at) {
    Random random = new Random(i);
    String callId = call(i);
    String customerId = customer(random.nextInt(customers));
    List<Object> events = new ArrayList<>();
    events.add(
        new CallEvent.Started(
            callId, new CallOrigin("browser", null, "US-CO", "en-US", "127.0.0.1"), "00", at));
    events.add(new CallEvent.LegAttached("LEG-1", "127.0.0.1", at));
    events.add(new CallEvent.DisclosureGiven(ConsentRule.ONE_PARTY, "2026-01", "US-CO", at));
    events.add(new CallEvent.CustomerIdentified(customerId, at));
    events.add(new CallEvent.LevelReached(Level.values()[1 + random.nextInt(3)], at));
    events.add(
        new CallEvent.ConsentRecorded(
            customerId, "CALL_RECORDING", "2026-01", "BANK_IS_A_PARTY", "US-CO", at));
    AuditTrail trail = AuditTrail.none();
    int ofThisCall = entries / calls + (i < entries % calls ? 1 : 0);
    for (int n = 0; n < ofThisCall; n++) {
      Instant then = at.plusSeconds(5L * n);
      Chained next =
          trail.chain(entry(callId, customerId, trail.nextNumber(), n, ofThisCall, then, random));
      trail = trail.after(next);
      events.add(new CallEvent.Audited(next));
      if (n % 5 == 0) {
        events.add(
            new CallEvent.ToolFinished(
                "use-" + n,
                Tool.values()[random.nextInt(Tool.values().length)].toolName(),
                new ToolOutcome(ToolOutcome.Result.SUCCEEDED, "{}", null),
                (long) random.nextInt(LONGEST_MS),
                then));
      }
    }
    if (i < calls - LIVE) {
      events.add(
          new CallEvent.Ended(
              EndReason.values()[random.nextInt(EndReason.values().length)],
              at.plusSeconds(5L * ofThisCall)));
    }
    return new Entity(callId, events, List.of());
  }

  private static AuditEntry entry(
      String callId, String customerId, long number, int n, int all, Instant at, Random random) {
    AuditAction action =
        n == 0
            ? AuditAction.CALL_STARTED
            : n == 1
                ? AuditAction.AUTHENTICATE
                : n == all - 1
                    ? AuditAction.CALL_ENDED
                    : ACTIONS.get(random.nextInt(ACTIONS.size()));
    boolean isWrong = action == AuditAction.VERIFY_OTP && random.nextInt(10) == 0;
    return new AuditEntry(
        "AUDIT-" + callId + "-" + number,
        number,
        at,
        customerId,
        callId,
        action.name(),
        "ACC-1",
        isWrong ? AuditEntry.Result.REFUSED : AuditEntry.Result.SUCCESS,
        Level.ONE_TIME_CODE,
        "127.0.0.1",
        "US-CO",
        action == AuditAction.CHECK_BALANCE,
        isWrong ? List.of("CODE_WRONG") : List.of());
  }
}
