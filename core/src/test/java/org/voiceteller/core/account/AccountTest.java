package org.voiceteller.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.account.Account.Refusal;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.money.Money;

class AccountTest {

  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  private static final Merchant SHOP = new Merchant("SQ *BLUE BOTTLE", "5814", "restaurants");
  private static final Account OPEN =
      new Account.Unopened()
          .apply(
              new AccountEvent.Opened(
                  "ACC-1", "CUST-1", AccountKind.CHECKING, "4521", "USD", NOON));

  @Test
  void tellsWhatIsPostedLessWhatIsHeldAsAvailable() {
    Account account = after(OPEN, OPEN.post("TXN-1", Money.usd(584_732), SHOP, NOON, NOON));
    account = after(account, account.hold("TXN-2", Money.usd(20_000), SHOP, NOON, NOON));

    assertThat(summary(account).balance().available()).isEqualTo(Money.usd(564_732));
    assertThat(summary(account).holds()).extracting(Hold::transactionId).containsExactly("TXN-2");
  }

  @Test
  void postsOnceHoweverOftenAsked() {
    Account account = after(OPEN, OPEN.post("TXN-1", Money.usd(100), SHOP, NOON, NOON));

    assertThat(account.post("TXN-1", Money.usd(100), SHOP, NOON, NOON))
        .isEqualTo(Decision.alreadyDone());
    assertThat(account.post("TXN-1", Money.usd(101), SHOP, NOON, NOON))
        .isEqualTo(Decision.refuse(Refusal.TRANSACTION_ID_REUSED));
  }

  @Test
  void refusesToSpendWhatIsNotAvailable() {
    Account account = after(OPEN, OPEN.post("TXN-1", Money.usd(100), SHOP, NOON, NOON));
    account = after(account, account.hold("TXN-2", Money.usd(60), SHOP, NOON, NOON));

    assertThat(account.post("TXN-3", Money.usd(-41), SHOP, NOON, NOON))
        .isEqualTo(Decision.refuse(Refusal.INSUFFICIENT_FUNDS));
    assertThat(account.hold("TXN-4", Money.usd(41), SHOP, NOON, NOON))
        .isEqualTo(Decision.refuse(Refusal.INSUFFICIENT_FUNDS));
  }

  @Test
  void neverReportsARefusedTransactionAsApplied() {
    var refused = OPEN.post("TXN-1", Money.usd(-1), SHOP, NOON, NOON);

    assertThat(refused).isEqualTo(Decision.refuse(Refusal.INSUFFICIENT_FUNDS));
    assertThat(OPEN.post("TXN-1", Money.usd(-1), SHOP, NOON, NOON)).isEqualTo(refused);
  }

  @Test
  void endsTheHoldOfAPurchaseThatPosts() {
    Account account = after(OPEN, OPEN.post("TXN-1", Money.usd(100), SHOP, NOON, NOON));
    account = after(account, account.hold("TXN-2", Money.usd(100), SHOP, NOON, NOON));
    account = after(account, account.post("TXN-2", Money.usd(-100), SHOP, NOON, NOON));

    assertThat(summary(account).balance()).isEqualTo(new Balance(Money.usd(0), Money.usd(0)));
    assertThat(account.release("TXN-2", NOON)).isEqualTo(Decision.alreadyDone());
    assertThat(account.hold("TXN-2", Money.usd(1), SHOP, NOON, NOON))
        .isEqualTo(Decision.refuse(Refusal.TRANSACTION_ID_REUSED));
  }

  @Test
  void refusesAnotherCurrencyAndNothingAndAnUnknownHold() {
    assertThat(OPEN.post("TXN-1", Money.of(1, "EUR"), SHOP, NOON, NOON))
        .isEqualTo(Decision.refuse(Refusal.OTHER_CURRENCY));
    assertThat(OPEN.post("TXN-1", Money.usd(0), SHOP, NOON, NOON))
        .isEqualTo(Decision.refuse(Refusal.AMOUNT_NOT_ALLOWED));
    assertThat(OPEN.hold("TXN-1", Money.usd(-1), SHOP, NOON, NOON))
        .isEqualTo(Decision.refuse(Refusal.AMOUNT_NOT_ALLOWED));
    assertThat(OPEN.release("TXN-1", NOON)).isEqualTo(Decision.refuse(Refusal.NO_SUCH_HOLD));
    assertThat(new Account.Unopened().release("TXN-1", NOON))
        .isEqualTo(Decision.refuse(Refusal.NO_SUCH_ACCOUNT));
  }

  @Test
  void ordersAStatementOnce() {
    Account account =
        after(OPEN, OPEN.requestStatement("STMT-1", StatementDelivery.MAIL, "2025-12", NOON));

    assertThat(account.requestStatement("STMT-1", StatementDelivery.MAIL, "2025-12", NOON))
        .isEqualTo(Decision.alreadyDone());
  }

  /** One request; the id is drawn from few, so that repeats and clashes happen. */
  record Request(int verb, int id, long cents) {

    Decision<AccountEvent, Refusal> of(Account account) {
      String transactionId = "TXN-" + id;
      return switch (verb) {
        case 0 -> account.post(transactionId, Money.usd(cents), SHOP, NOON, NOON);
        case 1 -> account.hold(transactionId, Money.usd(Math.abs(cents)), SHOP, NOON, NOON);
        default -> account.release(transactionId, NOON);
      };
    }
  }

  @Provide
  Arbitrary<List<Request>> requests() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(0, 15),
            Arbitraries.longs().between(-500, 1_000))
        .as(Request::new)
        .list()
        .ofMaxSize(60);
  }

  @Property
  void keepsMoneyWholeWhateverIsAsked(@ForAll("requests") List<Request> requests) {
    Account live = OPEN;
    List<AccountEvent> journal = new ArrayList<>();
    long posted = 0;
    for (Request request : requests) {
      if (request.of(live) instanceof Decision.Accepted<AccountEvent, Refusal>(var events)) {
        for (AccountEvent event : events) {
          live = live.apply(event);
          journal.add(event);
          if (event instanceof AccountEvent.Posted done) {
            posted += done.amount().minorUnits();
          }
        }
      }
      AccountSummary now = summary(live);
      long held = now.holds().stream().mapToLong(hold -> hold.amount().minorUnits()).sum();
      assertThat(now.balance().posted()).isEqualTo(Money.usd(posted));
      assertThat(now.balance().held()).isEqualTo(Money.usd(held));
      assertThat(now.balance().available().isNegative()).isFalse();
    }

    Account replayed = OPEN;
    for (AccountEvent event : journal) {
      replayed = replayed.apply(event);
    }
    assertThat(replayed).isEqualTo(live);
  }

  private static Account after(Account account, Decision<AccountEvent, Refusal> decision) {
    assertThat(decision).isInstanceOf(Decision.Accepted.class);
    Account after = account;
    for (AccountEvent event : ((Decision.Accepted<AccountEvent, Refusal>) decision).events()) {
      after = after.apply(event);
    }
    return after;
  }

  private static AccountSummary summary(Account account) {
    return ((Account.Open) account).summary();
  }
}
