package org.voiceteller.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.voiceteller.core.account.Account.Refusal;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.account.Balance;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.money.Money;

/** The invariants of money, each by its name, on the rules alone: what is there and how much. */
class MoneyInvariantsTest extends TransferSteps {

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
                .isEqualTo(events.stream().mapToLong(TransferSteps::posted).sum()));
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
}
