package org.voiceteller.actors.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.actors.bank.OneNode.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.actors.bank.FakeHistory;
import org.voiceteller.actors.bank.FakeTransferHistory;
import org.voiceteller.actors.bank.OneNode;
import org.voiceteller.actors.customer.CustomerEntity;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.core.account.Account;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.account.StopPaymentPolicy;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.billpay.BillPayPolicy;
import org.voiceteller.core.billpay.Frequency;
import org.voiceteller.core.customer.Customer;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.tool.Confirmation;
import org.voiceteller.core.tool.PaymentInput;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolOutcome.Result;
import org.voiceteller.core.transfer.TransferKind;
import org.voiceteller.core.transfer.TransferPolicy;
import org.voiceteller.core.transfer.TransferRecord;
import org.voiceteller.core.transfer.TransferStatus;

/** The tools that move money, over the bank's own entities and the sample customers. */
class PaymentToolsTest {

  private static final Instant MORNING = Instant.parse("2026-01-15T15:00:00Z");
  private static final ZoneId DENVER = ZoneId.of("America/Denver");
  private static final Merchant PAYROLL = new Merchant("PAYROLL", "6012", "income");
  private static final AtomicInteger CUSTOMERS = new AtomicInteger();

  private static OneNode node;
  private static Entities entities;

  private final String customer = "CUST-" + CUSTOMERS.incrementAndGet();
  private final String checking = customer + "-CHECKING";
  private final String savings = customer + "-SAVINGS";
  private final FakeTransferHistory history = new FakeTransferHistory();
  private final Map<String, String> numbers = new ConcurrentHashMap<>();
  private PaymentTools tools;

  @BeforeAll
  static void startNode() {
    node = new OneNode("", new FakeHistory(), InstantSource.fixed(MORNING));
    entities = node.entities(Duration.ofSeconds(15));
  }

  @AfterAll
  static void stopNode() {
    node.close();
  }

  /** A customer of this test's own. */
  @BeforeEach
  void enter() throws Exception {
    await(
        entities.customer(
            customer,
            replyTo ->
                new CustomerEntity.Command.Register(
                    new Customer.Registration(
                        "Pat", "p@example.com", "+15552345678", "1 Main", "US-CO"),
                    replyTo)));
    enter(checking, AccountKind.CHECKING, "4521", 564_732);
    enter(savings, AccountKind.SAVINGS, "8834", 1_301_042);
    await(
        entities.account(
            checking,
            replyTo ->
                new AccountEntity.Command.RegisterCheck(
                    "1234", Money.usd(15_000), "ABC Company", replyTo)));
    tools =
        new Payments(
                new TransferPolicy(
                    Money.usd(1_000_000),
                    Money.usd(2_500_000),
                    Money.usd(500_000),
                    Duration.ofHours(1)),
                new BillPayPolicy(Money.usd(1_000_000), Money.usd(500_000), 3, 50),
                new StopPaymentPolicy(Money.usd(3_500), 6, 0),
                history,
                (kind, request, _) ->
                    CompletableFuture.completedFuture(
                        numbers.computeIfAbsent(
                            kind + request,
                            _ -> kind + "-20260115-%03d".formatted(numbers.size() + 1))))
            .tools(new AccountDirectory(entities), entities, DENVER, Duration.ofSeconds(20));
  }

  private void enter(String accountId, AccountKind kind, String lastFour, long cents)
      throws Exception {
    await(
        entities.account(
            accountId,
            replyTo ->
                new AccountEntity.Command.Open(
                    new Account.Opening(customer, kind, lastFour, "USD"), replyTo)));
    await(
        entities.account(
            accountId,
            replyTo ->
                new AccountEntity.Command.Post(
                    "OPENING", Money.usd(cents), PAYROLL, MORNING, replyTo)));
    await(
        entities.customer(
            customer,
            replyTo ->
                new CustomerEntity.Command.LinkAccount(
                    new Customer.LinkedAccount(accountId, kind, lastFour), replyTo)));
  }

  @Test
  void readsATransferBackAndMovesNothing() throws Exception {
    ToolAnswer answer = ask("use-1", transfer("500", "CHECKING", "SAVINGS"));

    assertThat(answer.result()).isEqualTo(Result.PROPOSED);
    assertThat(answer.say())
        .isEqualTo(
            "I'll transfer $500 from your checking account ending in 4521 to your savings account"
                + " ending in 8834. There is no fee. Shall I go ahead?");
    assertThat(available(checking)).isEqualTo(564_732);
  }

  @Test
  void movesItAfterTheYesAndOnceHoweverOftenItIsAsked() throws Exception {
    List<ToolAnswer> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      answers.add(confirm("use-1", transfer("500", "CHECKING", "SAVINGS")));
    }

    assertThat(answers.getFirst().say())
        .matches(
            "Transfer complete! Confirmation number: TXN-\\d{8}-\\d+\\. Your new checking balance"
                + " is \\$5,147\\.32\\.");
    assertThat(answers).allMatch(answer -> answer.equals(answers.getFirst()));
    assertThat(available(checking)).isEqualTo(514_732);
    assertThat(available(savings)).isEqualTo(1_351_042);
  }

  @Test
  void refusesAnotherAmountUnderTheSameConfirmation() throws Exception {
    confirm("use-1", transfer("500", "CHECKING", "SAVINGS"));

    assertThat(confirm("use-1", transfer("501", "CHECKING", "SAVINGS")).result())
        .isEqualTo(Result.REFUSED);
    assertThat(available(checking)).isEqualTo(514_732);
  }

  @Test
  void refusesEachImpossibleTransferInASentence() throws Exception {
    assertThat(ask("1", transfer("10", "CHECKING", "CHECKING")).say())
        .startsWith("The money cannot go to the account that it comes from.");
    assertThat(ask("2", transfer("0", "CHECKING", "SAVINGS")).say()).contains("positive amount");
    assertThat(ask("3", transfer("-5", "CHECKING", "SAVINGS")).say()).contains("positive amount");
    assertThat(ask("4", transfer("0.005", "CHECKING", "SAVINGS")).say()).contains("whole cents");
    assertThat(ask("5", transfer("92233720368547758.08", "CHECKING", "SAVINGS")).result())
        .isEqualTo(Result.REFUSED);
    assertThat(ask("6", transfer("1e999999", "CHECKING", "SAVINGS")).result())
        .isEqualTo(Result.REFUSED);
    assertThat(ask("7", transfer("10000.01", "CHECKING", "SAVINGS")).say())
        .isEqualTo("I can transfer at most $10,000 at once.");
    assertThat(askAt(Level.SECURITY_QUESTION, "8", transfer("6000", "CHECKING", "SAVINGS")).say())
        .isEqualTo(
            "Your checking account ending in 4521 does not have enough available for a transfer of"
                + " $6,000.");
    PaymentInput.InternalTransfer toSomebodyElse =
        new PaymentInput.InternalTransfer(
            BigDecimal.TEN, AccountKind.CHECKING, null, null, "1107", null);
    assertThat(ask("9", toSomebodyElse).say())
        .startsWith("I don't see an account ending in 1107 under your name.");
  }

  @Test
  void asksForWhatIsMissingAndSaysWhichFieldItFills() throws Exception {
    ToolAnswer answer = ask("1", transfer("10", null, null));

    assertThat(answer.say())
        .isEqualTo(
            "Which account should the money come from: your checking account ending in 4521 or your"
                + " savings account ending in 8834?");
    assertThat(answer.fill()).containsExactly("fromAccountType");
    assertThat(ask("2", transfer("10", null, "SAVINGS")).result()).isEqualTo(Result.PROPOSED);
    assertThat(ask("3", transfer("10", "SAVINGS", null)).result()).isEqualTo(Result.PROPOSED);
  }

  @Test
  void needsASecurityQuestionAboveTheSetAmount() throws Exception {
    assertThat(ask("1", transfer("5000.01", "SAVINGS", "CHECKING")).needs())
        .isEqualTo(Level.SECURITY_QUESTION);
    assertThat(
            askAt(Level.SECURITY_QUESTION, "1", transfer("5000.01", "SAVINGS", "CHECKING"))
                .result())
        .isEqualTo(Result.PROPOSED);
    assertThat(ask("2", transfer("5000", "SAVINGS", "CHECKING")).result())
        .isEqualTo(Result.PROPOSED);
  }

  @Test
  void stopsACheckThatTheAccountKnows() throws Exception {
    assertThat(ask("1", stop("1234", null)).say())
        .isEqualTo(
            "I'll stop payment on check 1234 for $150.00 to ABC Company, drawn on your checking"
                + " account ending in 4521. A $35 fee will be charged. The stop payment is valid"
                + " for 6 months. Shall I go ahead?");

    ToolAnswer placed = confirm("1", stop("1234", null));

    assertThat(placed.say())
        .matches(
            "Stop payment placed on check 1234 for \\$150\\.00 to ABC Company\\. A \\$35 fee will"
                + " be charged\\. The stop payment is valid for 6 months\\. Confirmation number:"
                + " SP-\\d{8}-\\d+\\.");
    assertThat(confirm("1", stop("1234", null))).isEqualTo(placed);
    assertThat(available(checking)).isEqualTo(564_732 - 3_500);
    assertThat(present("1234", 15_000))
        .isEqualTo(new AccountEntity.Reply.Refused(Account.Refusal.CHECK_STOPPED));
    assertThat(ask("2", stop("1234", null)).say())
        .isEqualTo("A stop payment on check 1234 is already in force until July 15, 2026.");
  }

  @Test
  void stopsACheckThatNobodyKnowsByItsNumberAlone() throws Exception {
    assertThat(ask("1", stop("0999", null)).say())
        .startsWith(
            "I don't see check 999 on your account yet, so I can only go by its number. I'll stop"
                + " payment on check 999, drawn on");
    assertThat(confirm("1", stop("0999", null)).say())
        .startsWith("Stop payment placed on check 999. A $35 fee");
    assertThat(present("999", 1))
        .isEqualTo(new AccountEntity.Reply.Refused(Account.Refusal.CHECK_STOPPED));
  }

  @Test
  void refusesToStopACheckThatWasPaid() throws Exception {
    assertThat(present("1234", 15_000)).isInstanceOf(AccountEntity.Reply.Done.class);

    assertThat(ask("1", stop("1234", null)).say())
        .isEqualTo("Check 1234 has already been paid, so it can't be stopped any more.");
    assertThat(confirm("1", stop("1234", null)).result()).isEqualTo(Result.REFUSED);
    assertThat(available(checking)).isEqualTo(564_732 - 15_000);
  }

  @Test
  void asksForTheNumberOfTheCheck() throws Exception {
    assertThat(ask("1", stop(null, null)).fill()).containsExactly("checkNumber");
  }

  @Test
  void setsABillUpOnceAndStopsIt() throws Exception {
    PaymentInput.SetupBillpay bill =
        new PaymentInput.SetupBillpay(
            "Denver Water",
            new BigDecimal("64.50"),
            LocalDate.of(2026, 1, 17),
            Frequency.MONTHLY,
            null,
            null,
            null);
    assertThat(ask("1", bill).say())
        .isEqualTo(
            "I'll pay $64.50 to Denver Water from your checking account ending in 4521 every month,"
                + " starting January 20. January 17 is not a business day, so it is paid on the"
                + " next one. There is no fee. Shall I go ahead?");

    ToolAnswer setUp = confirm("1", bill);

    assertThat(setUp.say())
        .matches(
            "Bill payment set up: \\$64\\.50 to Denver Water every month, starting January 20\\."
                + " Confirmation number: BP-\\d{8}-\\d+\\.");
    assertThat(confirm("1", bill)).isEqualTo(setUp);
    assertThat(ask("2", stop(null, "denver water")).say())
        .isEqualTo(
            "I'll stop the scheduled payment of $64.50 to Denver Water, next due January 20. There"
                + " is no fee. Shall I go ahead?");
    ToolAnswer stopped = confirm("2", stop(null, "denver water"));
    assertThat(stopped.say())
        .startsWith("The scheduled payment of $64.50 to Denver Water is stopped.");
    assertThat(confirm("2", stop(null, "denver water"))).isEqualTo(stopped);
  }

  @Test
  void paysABillOfTodayThroughTheBanksOwnAccount() throws Exception {
    PaymentInput.SetupBillpay bill =
        new PaymentInput.SetupBillpay(
            "Denver Water", new BigDecimal("64.50"), null, null, null, null, null);

    confirm("1", bill);

    node.kit()
        .<Object>createTestProbe()
        .awaitAssert(
            () -> {
              assertThat(quietly(() -> available(checking))).isEqualTo(564_732 - 6_450);
              return true;
            });
  }

  @Test
  void tellsWhereTransfersAreAndNeverOfSomebodyElses() throws Exception {
    history.tells(
        List.of(
            record("CUST-OTHER", "Sam Patel", TransferStatus.COMPLETED, null),
            record(
                customer, "Jordan Lee", TransferStatus.IN_TRANSIT, MORNING.plusSeconds(86_400))));
    PaymentInput.CheckZelleStatus wish =
        new PaymentInput.CheckZelleStatus(TransferKind.ZELLE, null, null, null);

    assertThat(ask("1", wish).say())
        .isEqualTo(
            "Your Zelle payment of $75 to Jordan Lee from January 14 is on its way and should"
                + " arrive by January 16. Its confirmation number is ZEL-1.");
    assertThat(ask("2", new PaymentInput.CheckZelleStatus(null, "Sam", null, null)).say())
        .isEqualTo("I don't see a transfer like that.");
  }

  private ToolAnswer ask(String use, PaymentInput wish) throws Exception {
    return askAt(Level.ONE_TIME_CODE, use, wish);
  }

  private ToolAnswer askAt(Level level, String use, PaymentInput wish) throws Exception {
    return await(tools.run(job(use, wish, level, false), wish));
  }

  private ToolAnswer confirm(String use, PaymentInput wish) throws Exception {
    return await(tools.run(job(use, wish, Level.SECURITY_QUESTION, true), wish));
  }

  private ToolRunner.Job job(String use, PaymentInput wish, Level level, boolean confirmed) {
    return new ToolRunner.Job("CALL-" + customer, use, customer, wish, level, confirmed, MORNING);
  }

  private static PaymentInput.InternalTransfer transfer(
      String amount, @Nullable String from, @Nullable String to) {
    return new PaymentInput.InternalTransfer(
        new BigDecimal(amount),
        from == null ? null : AccountKind.valueOf(from),
        null,
        to == null ? null : AccountKind.valueOf(to),
        null,
        null);
  }

  private static PaymentInput.StopPayment stop(@Nullable String number, @Nullable String payee) {
    return new PaymentInput.StopPayment(number, payee, null, null, null, Confirmation.YES);
  }

  private static TransferRecord record(
      String customerId, String to, TransferStatus status, @Nullable Instant expectedAt) {
    return new TransferRecord(
        "TRF-" + to,
        customerId,
        TransferKind.ZELLE,
        true,
        "4521",
        to,
        Money.usd(7_500),
        status,
        "ZEL-1",
        MORNING.minusSeconds(86_400),
        expectedAt);
  }

  private AccountEntity.Reply present(String number, long cents) throws Exception {
    return await(
        entities.account(
            checking,
            replyTo ->
                new AccountEntity.Command.PresentCheck(
                    number,
                    "PRES-" + number,
                    Money.usd(cents),
                    LocalDate.of(2026, 1, 15),
                    replyTo)));
  }

  private long available(String accountId) throws Exception {
    return switch (await(entities.account(accountId, AccountEntity.Command.GetAccount::new))) {
      case AccountEntity.Reply.Done(var account) -> account.balance().available().minorUnits();
      case AccountEntity.Reply.Refused(var reason) -> throw new AssertionError(reason);
    };
  }

  private static long quietly(Callable<Long> question) {
    try {
      return question.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
