package org.voiceteller.actors.tool;

import static org.voiceteller.actors.bank.OneNode.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
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
import org.voiceteller.core.customer.Customer;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.tool.PaymentInput;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.transfer.TransferPolicy;

/** The tools that move money, over the bank's own entities and a customer of each test's own. */
abstract class PaymentsAtTheBank {

  static final Instant MORNING = Instant.parse("2026-01-15T15:00:00Z");
  static final ZoneId DENVER = ZoneId.of("America/Denver");
  static final Merchant PAYROLL = new Merchant("PAYROLL", "6012", "income");
  static final AtomicInteger CUSTOMERS = new AtomicInteger();

  static OneNode node;
  static Entities entities;

  final String customer = "CUST-" + CUSTOMERS.incrementAndGet();
  final String checking = customer + "-CHECKING";
  final String savings = customer + "-SAVINGS";
  final FakeTransferHistory history = new FakeTransferHistory();
  final Map<String, String> numbers = new ConcurrentHashMap<>();
  PaymentTools tools;

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

  void enter(String accountId, AccountKind kind, String lastFour, long cents) throws Exception {
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

  ToolAnswer ask(String use, PaymentInput wish) throws Exception {
    return askAt(Level.ONE_TIME_CODE, use, wish);
  }

  ToolAnswer askAt(Level level, String use, PaymentInput wish) throws Exception {
    return await(tools.run(job(use, wish, level, false), wish));
  }

  ToolAnswer confirm(String use, PaymentInput wish) throws Exception {
    return await(tools.run(job(use, wish, Level.SECURITY_QUESTION, true), wish));
  }

  ToolRunner.Job job(String use, PaymentInput wish, Level level, boolean confirmed) {
    return new ToolRunner.Job("CALL-" + customer, use, customer, wish, level, confirmed, MORNING);
  }

  AccountEntity.Reply present(String number, long cents) throws Exception {
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

  long available(String accountId) throws Exception {
    return switch (await(entities.account(accountId, AccountEntity.Command.GetAccount::new))) {
      case AccountEntity.Reply.Done(var account) -> account.balance().available().minorUnits();
      case AccountEntity.Reply.Refused(var reason) -> throw new AssertionError(reason);
    };
  }

  static long quietly(Callable<Long> question) {
    try {
      return question.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
