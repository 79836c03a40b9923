package org.voiceteller.core.transfer;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import org.voiceteller.core.account.Account.Refusal;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.money.Money;

/**
 * Steps of transfers between four accounts, in any order and any number of times, as retries, late
 * answers and crashes make them come.
 */
abstract class TransferSteps {

  static final int ACCOUNTS = 4;
  static final long OPENING = 1_000;
  static final Merchant SHOP = new Merchant("SHOP", "5411", "groceries");

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

  static MiniBank bank() {
    return new MiniBank(OPENING, OPENING, OPENING, OPENING);
  }

  static void take(MiniBank bank, Step step) {
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

  static boolean isCredited(MiniBank bank, TransferRequest request) {
    return events(bank, request.target().accountId()).stream()
        .anyMatch(
            event ->
                event instanceof AccountEvent.TransferCredited(var leg, _, _)
                    && leg.transferId().equals(request.transferId()));
  }

  static List<AccountEvent> events(MiniBank bank, String accountId) {
    return bank.journals.getOrDefault(accountId, List.of());
  }

  static List<AccountEvent> allEvents(MiniBank bank) {
    return bank.journals.values().stream().flatMap(List::stream).toList();
  }

  static MiniBank after(List<Step> steps) {
    MiniBank bank = bank();
    steps.forEach(step -> take(bank, step));
    return bank;
  }

  static long posted(AccountEvent event) {
    return switch (event) {
      case AccountEvent.Posted(_, var amount, _, _, _, _) -> amount.minorUnits();
      case AccountEvent.TransferPosted(_, var amount, _, _, _) -> -amount.minorUnits();
      case AccountEvent.TransferCredited(var leg, _, _) -> leg.amount().minorUnits();
      case AccountEvent _ -> 0;
    };
  }

  /** The sum of what a transfer moved on all accounts. */
  static long moved(MiniBank bank, String transferId) {
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
}
