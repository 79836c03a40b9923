package org.voiceteller.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.account.Account.Refusal;
import org.voiceteller.core.account.DailyAllowance;
import org.voiceteller.core.account.Leg;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.account.TransactionMemory;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.money.Money;

class TransferRulesTest {

  private static final Merchant SHOP = new Merchant("SHOP", "5411", "groceries");

  @Test
  void postsInPartAndFreesTheRest() {
    MiniBank bank = new MiniBank(1_000, 0);
    TransferRequest request = bank.request(1, 0, 1, Money.usd(600));
    bank.pend(request);

    bank.post(request, Money.usd(250));

    assertThat(bank.open("ACC-0").balance().posted()).isEqualTo(Money.usd(750));
    assertThat(bank.open("ACC-0").balance().held()).isEqualTo(Money.usd(0));
    assertThat(bank.post(request, Money.usd(250))).isEqualTo(Decision.alreadyDone());
    assertThat(bank.post(request, Money.usd(350)))
        .isEqualTo(Decision.refuse(Refusal.TRANSACTION_ID_REUSED));
  }

  @Test
  void refusesToKeepBackWhatWasEndedBefore() {
    MiniBank bank = new MiniBank(1_000, 0);
    TransferRequest request = bank.request(1, 0, 1, Money.usd(600));

    bank.end("ACC-0", request);
    bank.end("ACC-1", request);

    assertThat(bank.pend(request)).isEqualTo(Decision.refuse(Refusal.ALREADY_VOIDED));
    assertThat(bank.credit(request)).isEqualTo(Decision.refuse(Refusal.ALREADY_VOIDED));
  }

  @Test
  void refusesToEndWhatWasCredited() {
    MiniBank bank = new MiniBank(1_000, 0);
    TransferRequest request = bank.request(1, 0, 1, Money.usd(600));
    bank.pend(request);
    bank.credit(request);

    assertThat(bank.end("ACC-1", request)).isEqualTo(Decision.refuse(Refusal.ALREADY_POSTED));
  }

  @Test
  void refusesMoneyOfSomebodyElse() {
    MiniBank bank = new MiniBank(1_000, 0);
    Leg leg = new Leg("TRF-1", "CUST-OTHER", Money.usd(1), SHOP, MiniBank.NOON);

    assertThat(bank.decide("ACC-0", account -> account.pendTransfer(leg, null, bank.now())))
        .isEqualTo(Decision.refuse(Refusal.OTHER_HOLDER));
    assertThat(bank.decide("ACC-1", account -> account.creditTransfer(leg, bank.now())))
        .isEqualTo(Decision.refuse(Refusal.OTHER_HOLDER));
  }

  @Test
  void countsWhatLeavesInADayAndGivesBackWhatWasVoided() {
    MiniBank bank = new MiniBank(1_000, 0);
    DailyAllowance today = new DailyAllowance(MiniBank.day(), Money.usd(500));
    TransferRequest first = bank.request(1, 0, 1, Money.usd(300));
    TransferRequest second = bank.request(2, 0, 1, Money.usd(201));

    bank.pend(first, today);

    assertThat(bank.pend(second, today)).isEqualTo(Decision.refuse(Refusal.OVER_DAILY_LIMIT));
    bank.end("ACC-0", first);
    assertThat(bank.pend(second, today)).isInstanceOf(Decision.Accepted.class);
    DailyAllowance tomorrow = new DailyAllowance(MiniBank.day().plusDays(1), Money.usd(500));
    assertThat(bank.pend(bank.request(3, 0, 1, Money.usd(500)), tomorrow))
        .isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void doesNotDoTwiceWhatItHasForgotten() {
    MiniBank bank = new MiniBank(1_000, 0);
    TransferRequest old = bank.request(0, 0, 1, Money.usd(1));
    bank.pend(old);
    bank.credit(old);
    bank.pass(TransactionMemory.REMEMBERED_FOR.plus(Duration.ofSeconds(1)));
    forgetEverything(bank, "ACC-1");

    assertThat(bank.credit(old)).isEqualTo(Decision.refuse(Refusal.BEYOND_MEMORY));
    assertThat(bank.end("ACC-1", old)).isEqualTo(Decision.refuse(Refusal.BEYOND_MEMORY));
    // What is kept back is never forgotten.
    forgetEverything(bank, "ACC-0");
    assertThat(bank.pend(old)).isEqualTo(Decision.alreadyDone());
    assertThat(bank.post(old, Money.usd(1))).isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void makesRoomForNothingNewWhileEverythingIsYoung() {
    MiniBank bank = new MiniBank(0);
    for (int i = 0; i < TransactionMemory.MOST_REMEMBERED; i++) {
      deposit(bank, "ACC-0", "T-" + i);
    }

    assertThat(deposit(bank, "ACC-0", "T-last"))
        .isEqualTo(Decision.refuse(Refusal.TOO_MANY_AT_ONCE));
    assertThat(deposit(bank, "ACC-0", "T-0")).isEqualTo(Decision.alreadyDone());
    bank.pass(TransactionMemory.REMEMBERED_FOR);
    assertThat(deposit(bank, "ACC-0", "T-last")).isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void refusesTheSameAccountNothingAndLessThanNothing() {
    MiniBank bank = new MiniBank(1_000, 0);
    Instant now = bank.now();

    assertThat(new Transfer.Unknown().start(bank.request(1, 0, 0, Money.usd(1)), now))
        .isEqualTo(Decision.refuse(Transfer.Refusal.SAME_ACCOUNT));
    assertThat(new Transfer.Unknown().start(bank.request(1, 0, 1, Money.usd(0)), now))
        .isEqualTo(Decision.refuse(Transfer.Refusal.AMOUNT_NOT_ALLOWED));
    assertThat(new Transfer.Unknown().start(bank.request(1, 0, 1, Money.usd(-5)), now))
        .isEqualTo(Decision.refuse(Transfer.Refusal.AMOUNT_NOT_ALLOWED));
  }

  @Test
  void refusesAnotherTransferUnderTheSameId() {
    MiniBank bank = new MiniBank(1_000, 0);
    Transfer started = new Transfer.Started(bank.request(1, 0, 1, Money.usd(1)));

    assertThat(started.start(bank.request(1, 0, 1, Money.usd(2)), bank.now()))
        .isEqualTo(Decision.refuse(Transfer.Refusal.ID_REUSED));
    assertThat(started.start(bank.request(1, 0, 1, Money.usd(1)), bank.now().plusSeconds(9)))
        .isEqualTo(Decision.alreadyDone());
  }

  private static void forgetEverything(MiniBank bank, String accountId) {
    for (int i = 0; i <= TransactionMemory.REMEMBERED; i++) {
      deposit(bank, accountId, "F-" + i);
    }
  }

  private static Decision<?, Refusal> deposit(MiniBank bank, String accountId, String id) {
    return bank.decide(
        accountId, account -> account.post(id, Money.usd(1), SHOP, bank.now(), bank.now()));
  }
}
