package org.voiceteller.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.account.AccountSummary;
import org.voiceteller.core.account.Balance;
import org.voiceteller.core.account.Hold;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.account.StatementDelivery;
import org.voiceteller.core.account.Transaction;
import org.voiceteller.core.compliance.ErrorResolutionPromise;
import org.voiceteller.core.money.Money;

class AnswersTest {

  private static final Instant NOON = Instant.parse("2026-01-15T19:00:00Z");
  private static final ZoneId DENVER = ZoneId.of("America/Denver");
  private static final Merchant BISTRO = new Merchant("TST* CORNER BISTRO", "5812", "restaurants");
  private static final AccountSummary CHECKING =
      new AccountSummary(
          "ACC-1",
          AccountKind.CHECKING,
          "4521",
          new Balance(Money.usd(584_732), Money.usd(20_000)),
          List.of(new Hold("TXN-1", Money.usd(20_000), BISTRO, NOON)));
  private static final AccountSummary SAVINGS =
      new AccountSummary(
          "ACC-2",
          AccountKind.SAVINGS,
          "8834",
          new Balance(Money.usd(1_251_042), Money.usd(0)),
          List.of());
  private static final List<AccountSummary> BOTH = List.of(CHECKING, SAVINGS);

  @Test
  void tellsTheBalanceOfTheAccountThatWasAskedFor() {
    assertThat(balance(AccountKind.CHECKING, null).say())
        .isEqualTo(
            "Your checking account ending in 4521 has an available balance of $5,647.32, with $200"
                + " in pending transactions.");
  }

  @Test
  void tellsAllBalancesWhenNoAccountWasNamed() {
    assertThat(balance(null, null).say())
        .startsWith("Your checking account ending in 4521")
        .endsWith(
            "Your savings account ending in 8834 has an available balance of $12,510.42, with no"
                + " pending transactions.");
  }

  @Test
  void saysWhichAccountsThereAreWhenNoneFits() {
    assertThat(balance(AccountKind.SAVINGS, "4521").say())
        .isEqualTo(
            "I don't see a savings account ending in 4521 under your name. You have a checking"
                + " account ending in 4521 and a savings account ending in 8834.");
    assertThat(BalanceAnswers.balances(new ToolInput.CheckBalance(null, null), List.of()).result())
        .isEqualTo(ToolOutcome.Result.REFUSED);
  }

  @Test
  void explainsWhatIsPendingNow() {
    assertThat(BalanceAnswers.pending(new ToolInput.ExplainPending(null, null), BOTH).say())
        .contains("A posted transaction is final")
        .contains(
            "On your checking account ending in 4521, $200 is pending: $200 at Corner Bistro.")
        .endsWith("On your savings account ending in 8834, nothing is pending.");
  }

  @Test
  void listsTransactionsNewestFirstInTheBanksDays() {
    var answer =
        new TransactionAnswers(DENVER)
            .recent(
                List.of(CHECKING),
                List.of(
                    transaction(-5_820, "2025-12-31T20:00:00Z", Transaction.Status.POSTED),
                    transaction(285_000, "2026-01-15T06:30:00Z", Transaction.Status.PENDING)),
                NOON);

    assertThat(answer.say())
        .isEqualTo(
            "Here are the last 2 transactions on your checking account ending in 4521: January 14,"
                + " $2,850 from Corner Bistro, pending; December 31, 2025, $58.20 at Corner"
                + " Bistro.");
  }

  @Test
  void saysSoWhenASearchFindsNothing() {
    assertThat(new TransactionAnswers(DENVER).found(BOTH, List.of(), NOON).say())
        .isEqualTo("I found no transaction like that.");
  }

  @Test
  void searchesWholeDaysAndExactCents() {
    var wish =
        new ToolInput.SearchTransactions(
            "bistro",
            null,
            new BigDecimal("12.5"),
            new BigDecimal("75.00"),
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2026, 1, 2),
            null,
            null);

    var query = new TransactionAnswers(DENVER).queries(wish, List.of(CHECKING)).getFirst();

    assertThat(query.minimumMinorUnits()).isEqualTo(1_250);
    assertThat(query.maximumMinorUnits()).isEqualTo(7_500);
    assertThat(query.from()).isEqualTo(Instant.parse("2026-01-01T07:00:00Z"));
    assertThat(query.until()).isEqualTo(Instant.parse("2026-01-03T07:00:00Z"));
  }

  @Test
  void asksWhatToLookForBeforeItSearches() {
    var refusal =
        TransactionAnswers.refusal(
            new ToolInput.SearchTransactions(null, null, null, null, null, null, null, null));

    assertThat(refusal).map(ToolAnswer::then).contains(Tool.SEARCH_TRANSACTIONS);
  }

  @Test
  void ordersTheLastFullMonthOfTheOnlyAccountThatFits() {
    var order =
        new StatementAnswers(DENVER)
            .order(
                new ToolInput.RequestStatement(
                    StatementDelivery.EMAIL, null, AccountKind.CHECKING, null),
                BOTH,
                NOON);

    assertThat(order).isInstanceOf(StatementAnswers.Order.Place.class);
    assertThat(
            new StatementAnswers(DENVER)
                .ordered((StatementAnswers.Order.Place) order, "STMT-1")
                .say())
        .isEqualTo(
            "The December 2025 statement of your checking account ending in 4521 will be sent to"
                + " the email address we have on file. Your confirmation number is STMT-1.");
  }

  @Test
  void asksForWhichAccountAStatementIs() {
    var order =
        new StatementAnswers(DENVER)
            .order(
                new ToolInput.RequestStatement(StatementDelivery.MAIL, null, null, null),
                BOTH,
                NOON);

    assertThat(order).isInstanceOf(StatementAnswers.Order.Say.class);
    assertThat(((StatementAnswers.Order.Say) order).answer().say()).endsWith("8834?");
  }

  @Test
  void explainsWhoStandsBehindAWording() {
    var merchants = MerchantDescriptors.load();

    assertThat(merchants.explain("SQ *BLUE BOTTLE COFFEE", "5814").say())
        .isEqualTo(
            "The payment to Blue Bottle Coffee went through Square, a card reader used by many"
                + " small businesses. The merchant's category is: Fast Food Restaurants.");
    assertThat(merchants.explain("tst* corner bistro", null).say()).contains("Toast");
    assertThat(merchants.explain("AMZN Mktp US*2K4LT81Z3", null).say())
        .contains("Amazon Marketplace");
    assertThat(merchants.explain("PAYPAL *ETSY INC", null).say())
        .isEqualTo("The payment to Etsy Inc went through PayPal.");
    assertThat(merchants.explain("XYZ HOLDINGS", null).say()).contains("Xyz Holdings");
    assertThat(merchants.category("0742")).contains("Veterinary Services");
  }

  @Test
  void explainsProvisionalCreditAsTheRegulationHasIt() {
    assertThat(new ProvisionalCreditAnswers(ErrorResolutionPromise.standard()).explain().say())
        .contains("within 60 days of the statement")
        .contains("within 10 business days")
        .contains("up to $50")
        .contains("20 business days")
        .contains("within 2 business days")
        .contains("within 30 days; the law allows 45, or 90")
        .contains("within 3 business days")
        .contains("within 1 business day");
  }

  @Test
  void writesOutcomesInTheOrderInWhichTheyAreRead() {
    var outcome =
        ToolAnswer.refused("Which one?").with("b", 1).with("a", List.of()).then(Tool.CHECK_BALANCE);

    assertThat(outcome.outcome().resultJson())
        .isEqualTo(
            "{\"outcome\":\"refused\",\"say\":\"Which one?\",\"b\":1,\"a\":[],"
                + "\"then\":{\"tool\":\"checkBalanceTool\"}}");
  }

  private static ToolAnswer balance(@Nullable AccountKind kind, @Nullable String ending) {
    return BalanceAnswers.balances(new ToolInput.CheckBalance(kind, ending), BOTH);
  }

  private static Transaction transaction(long cents, String at, Transaction.Status status) {
    return new Transaction(
        "ACC-1", "TXN-" + at, Money.usd(cents), BISTRO, status, Instant.parse(at));
  }
}
