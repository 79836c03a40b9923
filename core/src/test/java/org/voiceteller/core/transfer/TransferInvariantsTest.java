package org.voiceteller.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.voiceteller.core.account.Account;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.account.Balance;
import org.voiceteller.core.money.Money;

/** The invariants of transfers, each by its name, on the rules alone: once, in order, for ever. */
class TransferInvariantsTest extends TransferSteps {

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
    long posted = resolved.stream().mapToLong(TransferSteps::posted).sum();
    long held = resolved.isEmpty() ? cents : 0;
    assertThat(bank.open("ACC-0").balance())
        .isEqualTo(new Balance(Money.usd(OPENING + posted), Money.usd(held)));
  }

  @Provide
  Arbitrary<List<Integer>> resolutions() {
    return Arbitraries.integers().between(0, 3).list().ofMaxSize(12);
  }
}
