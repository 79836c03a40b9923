package org.voiceteller.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.voiceteller.core.account.Account;
import org.voiceteller.core.account.Account.Refusal;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.account.Balance;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.money.Money;

/**
 * The fifteen invariants of money, each by its name, on the rules alone. Steps of transfers come in
 * any order and any number of times, as retries, late answers and crashes make them come.
 */
class MoneyInvariantsTest {

  private static final int ACCOUNTS = 4;
  private static final long OPENING = 1_000;
  private static final Merchant SHOP = new Merchant("SHOP", "5411", "groceries");

  /** A whole transfer, or one step of one. */
  enum Kind {
    RUN,
    PEND,
    CREDIT_AFTER_PEND,
    POST,
    POST_PART,
    END_AT_SOURCE,
    END_BOTH,
    HOLD,
    PURCHASE
  }

  /** The id is drawn from few, so that repeats and clashes happen; so the rest follows from it. */
  record Step(Kind kind, int id) {

    TransferRequest request(MiniBank bank) {
      int source = id % ACCOUNTS;
      int target = (source + 1 + id / ACCOUNTS % (ACCOUNTS - 1)) % ACCOUNTS;
      return bank.request(id, source, target, Money.usd(50L + 37L * id));
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.integers().between(0, 24))
        .as(Step::new)
        .list()
        .ofMaxSize(80);
  }

  private static MiniBank bank() {
    return new MiniBank(OPENING, OPENING, OPENING, OPENING);
  }

  private static void take(MiniBank bank, Step step) {
    TransferRequest request = step.request(bank);
    switch (step.kind()) {
      case RUN -> bank.run(request);
      case PEND -> bank.pend(request);
      // A process never credits what it has not kept back, nor what it has given up.
      case CREDIT_AFTER_PEND -> {
        if (bank.pend(request) instanceof Decision.Accepted<AccountEvent, Refusal>) {
          bank.credit(request);
        }
      }
      case POST -> {
        if (isCredited(bank, request)) {
          bank.post(request, request.amount());
        }
      }
      case POST_PART -> bank.post(request, Money.usd(request.amount().minorUnits() + 1));
      case END_AT_SOURCE -> {
        if (!isCredited(bank, request)) {
          bank.end(request.target().accountId(), request);
          bank.end(request.source().accountId(), request);
        }
      }
      case END_BOTH -> {
        if (bank.end(request.target().accountId(), request)
            instanceof Decision.Accepted<AccountEvent, Refusal>) {
          bank.end(request.source().accountId(), request);
        }
      }
      case HOLD ->
          bank.decide(
              request.source().accountId(),
              account ->
                  account.hold("H-" + step.id(), request.amount(), SHOP, bank.now(), bank.now()));
      case PURCHASE ->
          bank.decide(
              request.source().accountId(),
              account ->
                  account.post(
                      "P-" + step.id(), request.amount().negated(), SHOP, bank.now(), bank.now()));
    }
  }

  private static boolean isCredited(MiniBank bank, TransferRequest request) {
    return events(bank, request.target().accountId()).stream()
        .anyMatch(
            event ->
                event instanceof AccountEvent.TransferCredited(var leg, _, _)
                    && leg.transferId().equals(request.transferId()));
  }

  private static List<AccountEvent> events(MiniBank bank, String accountId) {
    return bank.journals.getOrDefault(accountId, List.of());
  }

  private static List<AccountEvent> allEvents(MiniBank bank) {
    return bank.journals.values().stream().flatMap(List::stream).toList();
  }

  private static MiniBank after(List<Step> steps) {
    MiniBank bank = bank();
    steps.forEach(step -> take(bank, step));
    return bank;
  }

  // 1
  @Property
  void everySettledTransferIsBalancedPerCurrency(@ForAll("steps") List<Step> steps) {
    MiniBank bank = after(steps);
    bank.transfers.forEach(
        (id, transfer) -> {
          if (transfer instanceof Transfer.Settled) {
            assertThat(moved(bank, id)).isZero();
          }
        });
  }

  /** The sum of what a transfer moved on all accounts. */
  private static long moved(MiniBank bank, String transferId) {
    return allEvents(bank).stream()
        .mapToLong(
            event ->
                switch (event) {
                  case AccountEvent.TransferPosted(var id, var amount, _, _, _)
                      when id.equals(transferId) ->
                      -amount.minorUnits();
                  case AccountEvent.TransferCredited(var leg, _, _)
                      when leg.transferId().equals(transferId) ->
                      leg.amount().minorUnits();
                  case AccountEvent _ -> 0;
                })
        .sum();
  }

  // 2
  @Property
  void theLogIsAppendOnly(@ForAll("steps") List<Step> steps) {
    MiniBank bank = bank();
    Map<String, List<AccountEvent>> before = new HashMap<>();
    for (Step step : steps) {
      bank.journals.forEach((id, events) -> before.put(id, List.copyOf(events)));
      Map<String, Account> states = Map.copyOf(bank.accounts);
      Map<String, String> told = new HashMap<>();
      states.forEach((id, state) -> told.put(id, state.toString()));
      take(bank, step);
      before.forEach(
          (id, events) ->
              assertThat(bank.journals.get(id)).startsWith(events.toArray(AccountEvent[]::new)));
      states.forEach((id, state) -> assertThat(state).hasToString(told.get(id)));
    }
  }

  // 3
  @Property
  void aDuplicateIsANoOp(@ForAll("steps") List<Step> steps) {
    MiniBank bank = bank();
    for (Step step : steps) {
      take(bank, step);
      TransferRequest request = step.request(bank);
      if (bank.transfer(request) instanceof Transfer.Settled) {
        Map<String, Account> before = Map.copyOf(bank.accounts);
        bank.run(request);
        bank.pend(request);
        bank.credit(request);
        bank.post(request, request.amount());
        assertThat(bank.accounts).isEqualTo(before);
      }
    }
  }

  // 4
  @Property
  void concurrentDuplicatesCollapseToOne(
      @ForAll("interleavings") List<Integer> order,
      @ForAll @LongRange(min = 1, max = OPENING) long cents) {
    MiniBank bank = bank();
    TransferRequest request = bank.request(7, 0, 1, Money.usd(cents));
    // Eight clients ask for the same; each takes its steps in order, all of them interleaved.
    int[] next = new int[8];
    for (int client : order) {
      switch (next[client]++) {
        case 0 -> bank.pend(request);
        case 1 -> bank.credit(request);
        case 2 -> bank.post(request, request.amount());
        default -> {}
      }
    }
    assertThat(allEvents(bank).stream().filter(AccountEvent.TransferCredited.class::isInstance))
        .hasSize(1);
    assertThat(allEvents(bank).stream().filter(AccountEvent.TransferPosted.class::isInstance))
        .hasSize(1);
    assertThat(bank.open("ACC-0").balance())
        .isEqualTo(new Balance(Money.usd(OPENING - cents), Money.usd(0)));
  }

  @Provide
  Arbitrary<List<Integer>> interleavings() {
    List<Integer> all = new ArrayList<>();
    for (int client = 0; client < 8; client++) {
      all.addAll(List.of(client, client, client));
    }
    return Arbitraries.shuffle(all);
  }

  // 5
  @Property
  void noUpdateIsLost(@ForAll("manyToOne") List<Integer> sources) {
    MiniBank bank = bank();
    for (int i = 0; i < sources.size(); i++) {
      bank.run(bank.request(100 + i, sources.get(i), 3, Money.usd(1)));
    }
    assertThat(bank.open("ACC-3").balance().posted())
        .isEqualTo(Money.usd(OPENING + sources.size()));
  }

  @Provide
  Arbitrary<List<Integer>> manyToOne() {
    return Arbitraries.integers().between(0, 2).list().ofMaxSize(200);
  }

  // 6
  @Property
  void moneyIsConserved(@ForAll("steps") List<Step> steps) {
    MiniBank bank = bank();
    for (Step step : steps) {
      take(bank, step);
      long purchased =
          allEvents(bank).stream()
              .filter(AccountEvent.Posted.class::isInstance)
              .map(AccountEvent.Posted.class::cast)
              .mapToLong(posted -> posted.amount().minorUnits())
              .sum();
      long underWay =
          allEvents(bank).stream()
              .filter(AccountEvent.TransferCredited.class::isInstance)
              .map(event -> ((AccountEvent.TransferCredited) event).leg())
              .filter(leg -> moved(bank, leg.transferId()) != 0)
              .mapToLong(leg -> leg.amount().minorUnits())
              .sum();
      assertThat(bank.total("USD") - underWay).isEqualTo(purchased);
    }
  }

  // 7
  @Property
  void theBalanceEqualsTheJournalsProjection(@ForAll("steps") List<Step> steps) {
    MiniBank bank = after(steps);
    bank.journals.forEach(
        (id, events) ->
            assertThat(bank.open(id).balance().posted().minorUnits())
                .isEqualTo(events.stream().mapToLong(MoneyInvariantsTest::posted).sum()));
  }

  private static long posted(AccountEvent event) {
    return switch (event) {
      case AccountEvent.Posted(_, var amount, _, _, _, _) -> amount.minorUnits();
      case AccountEvent.TransferPosted(_, var amount, _, _, _) -> -amount.minorUnits();
      case AccountEvent.TransferCredited(var leg, _, _) -> leg.amount().minorUnits();
      case AccountEvent _ -> 0;
    };
  }

  // 8
  @Property
  void theOverdraftGuardHoldsUnderADrain(@ForAll("steps") List<Step> steps) {
    MiniBank bank = bank();
    for (Step step : steps) {
      take(bank, step);
      for (String id : bank.accounts.keySet()) {
        Balance balance = bank.open(id).balance();
        assertThat(balance.available().isNegative()).isFalse();
        assertThat(balance.held().isNegative()).isFalse();
        long kept =
            bank.open(id).summary().holds().stream()
                .mapToLong(hold -> hold.amount().minorUnits())
                .sum();
        assertThat(balance.held().minorUnits()).isEqualTo(kept);
      }
    }
  }

  // 9
  @Property
  void thereIsNoPrecisionDrift(
      @ForAll @Size(max = 300) List<@LongRange(min = 1, max = 9_999_999_999_999L) Long> cents) {
    MiniBank bank = new MiniBank(0, 0);
    BigInteger exact = BigInteger.ZERO;
    for (int i = 0; i < cents.size(); i++) {
      String id = "T-" + i;
      long amount = cents.get(i);
      bank.decide(
          "ACC-0", account -> account.post(id, Money.usd(amount), SHOP, bank.now(), bank.now()));
      exact = exact.add(BigInteger.valueOf(amount));
    }
    assertThat(BigInteger.valueOf(bank.open("ACC-0").balance().posted().minorUnits()))
        .isEqualTo(exact);
  }

  @Property
  void anAmountThatCannotBeCountedIsRefusedAndNeverWrapsAround(
      @ForAll @LongRange(min = 1, max = Long.MAX_VALUE) long first,
      @ForAll @LongRange(min = 1, max = Long.MAX_VALUE) long second) {
    MiniBank bank = new MiniBank(first, second);
    TransferRequest request = bank.request(1, 1, 0, Money.usd(second));
    bank.pend(request);
    Decision<AccountEvent, Refusal> credit = bank.credit(request);
    if (BigInteger.valueOf(first).add(BigInteger.valueOf(second)).bitLength() > 63) {
      assertThat(credit).isEqualTo(Decision.refuse(Refusal.AMOUNT_TOO_LARGE));
      assertThat(bank.open("ACC-0").balance().posted()).isEqualTo(Money.usd(first));
    } else {
      assertThat(bank.open("ACC-0").balance().posted()).isEqualTo(Money.usd(first + second));
    }
  }

  // 10
  @Property
  void currenciesAreNeverMixed(
      @ForAll @LongRange(min = 1, max = OPENING) long cents, @ForAll boolean euroAccount) {
    MiniBank bank = bank();
    bank.open("ACC-9", "EUR");
    TransferRequest request =
        euroAccount
            ? bank.request(1, 0, 9, Money.usd(cents))
            : bank.request(1, 0, 1, Money.of(cents, "EUR"));

    bank.run(request);

    assertThat(bank.transfer(request)).isInstanceOf(Transfer.Voided.class);
    assertThat(bank.total("USD")).isEqualTo(4 * OPENING);
    assertThat(bank.total("EUR")).isZero();
    assertThat(bank.open("ACC-0").balance().held()).isEqualTo(Money.usd(0));
  }

  // 11
  @Property
  void aReversalIsACompensationAndNeverAnEdit(
      @ForAll @LongRange(min = 1, max = OPENING) long cents) {
    MiniBank bank = bank();
    TransferRequest request = bank.request(1, 0, 1, Money.usd(cents));
    bank.run(request);
    List<AccountEvent> before = List.copyOf(events(bank, "ACC-0"));

    bank.run(request.reversal(bank.now()));
    bank.run(request.reversal(bank.now()));

    assertThat(events(bank, "ACC-0").subList(0, before.size())).isEqualTo(before);
    assertThat(events(bank, "ACC-0")).hasSize(before.size() + 1);
    assertThat(bank.open("ACC-0").balance().posted()).isEqualTo(Money.usd(OPENING));
    assertThat(bank.open("ACC-1").balance().posted()).isEqualTo(Money.usd(OPENING));
  }

  // 12
  @Property
  void theStateRebuildsFromTheLog(@ForAll("steps") List<Step> steps) {
    MiniBank bank = after(steps);
    bank.journals.forEach(
        (id, events) -> {
          Account rebuilt = new Account.Unopened();
          for (AccountEvent event : events) {
            rebuilt = rebuilt.apply(event);
          }
          assertThat(rebuilt).isEqualTo(bank.account(id));
        });
    bank.transferJournals.forEach(
        (id, events) -> {
          Transfer rebuilt = new Transfer.Unknown();
          for (TransferEvent event : events) {
            rebuilt = rebuilt.apply(event);
          }
          assertThat(rebuilt).isEqualTo(bank.transfers.get(id));
        });
  }

  // 13
  @Property
  void theOrderIsMonotonic(@ForAll("steps") List<Step> steps) {
    MiniBank bank = after(steps);
    bank.journals
        .values()
        .forEach(
            events -> {
              long posted = 0;
              for (int i = 0; i < events.size(); i++) {
                posted += posted(events.get(i));
                if (i > 0) {
                  assertThat(events.get(i).at()).isAfterOrEqualTo(events.get(i - 1).at());
                }
                long sofar = posted;
                balanceAfter(events.get(i))
                    .forEach(after -> assertThat(after.posted()).isEqualTo(Money.usd(sofar)));
              }
            });
  }

  private static List<Balance> balanceAfter(AccountEvent event) {
    return switch (event) {
      case AccountEvent.Posted posted -> List.of(posted.after());
      case AccountEvent.HoldPlaced held -> List.of(held.after());
      case AccountEvent.HoldReleased released -> List.of(released.after());
      case AccountEvent.TransferPending pending -> List.of(pending.after());
      case AccountEvent.TransferPosted posted -> List.of(posted.after());
      case AccountEvent.TransferVoided voided -> List.of(voided.after());
      case AccountEvent.TransferCredited credited -> List.of(credited.after());
      case AccountEvent.Opened _,
          AccountEvent.StatementRequested _,
          AccountEvent.CheckRegistered _,
          AccountEvent.CheckPaid _,
          AccountEvent.StopPlaced _,
          AccountEvent.StopConfirmed _ ->
          List.of();
    };
  }

  // 14
  @Property
  void aDuplicateOfARefusedTransferIsNeverReportedAsApplied(
      @ForAll @LongRange(min = OPENING + 1, max = 5 * OPENING) long cents) {
    MiniBank bank = bank();
    TransferRequest request = bank.request(1, 0, 1, Money.usd(cents));
    bank.run(request);
    Transfer refused = bank.transfer(request);
    bank.run(bank.request(2, 2, 0, Money.usd(OPENING)));
    bank.run(bank.request(3, 3, 0, Money.usd(OPENING)));

    bank.run(request);

    assertThat(refused).isInstanceOf(Transfer.Voided.class);
    assertThat(bank.transfer(request)).isEqualTo(refused);
    assertThat(moved(bank, request.transferId())).isZero();
  }

  // 15
  @Property
  void aPendingTransferResolvesAtMostOnce(
      @ForAll("resolutions") List<Integer> resolutions,
      @ForAll @LongRange(min = 2, max = OPENING) long cents) {
    MiniBank bank = bank();
    TransferRequest request = bank.request(1, 0, 1, Money.usd(cents));
    bank.pend(request);
    for (int resolution : resolutions) {
      switch (resolution) {
        case 0 -> bank.post(request, Money.usd(cents));
        case 1 -> bank.post(request, Money.usd(cents / 2));
        case 2 -> bank.end("ACC-0", request);
        default -> bank.pend(request);
      }
    }
    List<AccountEvent> resolved =
        events(bank, "ACC-0").stream()
            .filter(
                event ->
                    event instanceof AccountEvent.TransferPosted
                        || event instanceof AccountEvent.TransferVoided)
            .toList();
    assertThat(resolved).hasSizeLessThanOrEqualTo(1);
    long posted = resolved.stream().mapToLong(MoneyInvariantsTest::posted).sum();
    long held = resolved.isEmpty() ? cents : 0;
    assertThat(bank.open("ACC-0").balance())
        .isEqualTo(new Balance(Money.usd(OPENING + posted), Money.usd(held)));
  }

  @Provide
  Arbitrary<List<Integer>> resolutions() {
    return Arbitraries.integers().between(0, 3).list().ofMaxSize(12);
  }
}
