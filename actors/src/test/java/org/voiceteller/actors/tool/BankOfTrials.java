package org.voiceteller.actors.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.actors.bank.OneNode.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.actors.authentication.CredentialsEntity;
import org.voiceteller.actors.authentication.CredentialsReply;
import org.voiceteller.actors.bank.FakeHistory;
import org.voiceteller.actors.bank.OneNode;
import org.voiceteller.actors.bank.WatchedJournal;
import org.voiceteller.actors.card.CardEntity;
import org.voiceteller.actors.card.WalletEntity;
import org.voiceteller.actors.customer.CustomerEntity;
import org.voiceteller.actors.customer.PhoneBindingEntity;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.core.account.Account;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.account.Transaction;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.core.customer.Customer;
import org.voiceteller.core.customer.PhoneNumber;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.transfer.TransferKind;
import org.voiceteller.core.transfer.TransferRecord;
import org.voiceteller.core.transfer.TransferStatus;

/**
 * The whole bank on one node, its journal watched, and as many customers as are tried: each has
 * $5,647.32 in checking, $13,010.42 in savings, a check, a card, two charges and a Zelle payment.
 */
final class BankOfTrials implements AutoCloseable {

  static final Instant MORNING = Instant.parse("2026-01-15T19:00:00Z");

  private static final Merchant PAYROLL = new Merchant("PAYROLL", "6012", "income");
  private static final String SETTINGS =
      "voice-teller.bank.persist-backoff { minimum = 10 milliseconds, maximum = 20 milliseconds }";

  private final FakeHistory history = new FakeHistory();
  private final List<Transaction> charges = new ArrayList<>();
  private final List<TransferRecord> transfers = new ArrayList<>();
  private final WatchedJournal journal = new WatchedJournal();
  private final OneNode node = new OneNode(SETTINGS, history, InstantSource.fixed(MORNING));
  private final Entities entities;
  private int customers;

  BankOfTrials() {
    ActorSystem<?> system = node.kit().system();
    PersistenceTestKit.create(system).withPolicy(journal);
    entities = node.entities(Duration.ofSeconds(10));
  }

  WatchedJournal journal() {
    return journal;
  }

  /** Until nobody has written anything for a moment: some work goes on after its answer. */
  void awaitQuiet() {
    AtomicInteger before = new AtomicInteger(-1);
    awaitAssert(
        () -> {
          int now = journal.written().size();
          assertThat(before.getAndSet(now)).isEqualTo(now);
        });
  }

  void awaitAssert(Runnable assertion) {
    node.kit()
        .createTestProbe()
        .awaitAssert(
            () -> {
              assertion.run();
              return true;
            });
  }

  CallDesk desk() {
    return node.bank().callDesk();
  }

  /** The code that was sent last to this number. */
  Optional<String> codeFor(String phoneNumber) {
    return node.codesSent().reversed().stream()
        .filter(message -> message.to().e164().equals(phoneNumber))
        .findFirst()
        .map(message -> message.code().value());
  }

  /** Enters a customer. Returns their telephone number. */
  String customer() throws Exception {
    String customerId = "CUST-" + ++customers;
    String phoneNumber = "+1555%07d".formatted(2_000_000 + customers);
    done(
        await(
            entities.customer(
                customerId,
                replyTo ->
                    new CustomerEntity.Command.Register(
                        new Customer.Registration(
                            "Pat", "pat@example.com", phoneNumber, "1 Main Street", "US-CO"),
                        replyTo))));
    account(customerId, AccountKind.CHECKING, "4521", 564_732);
    account(customerId, AccountKind.SAVINGS, "8834", 1_301_042);
    String checking = accountId(customerId, AccountKind.CHECKING);
    done(
        await(
            entities.account(
                checking,
                replyTo ->
                    new AccountEntity.Command.RegisterCheck(
                        "1234", Money.usd(15_000), "ABC Company", replyTo))));
    card(customerId, checking);
    await(
        entities.<PhoneBindingEntity.Reply.Bound>number(
            new PhoneNumber(phoneNumber),
            replyTo -> new PhoneBindingEntity.Command.Bind(customerId, replyTo)));
    charge(checking, "XYZ Restaurant", -7_500, 6);
    charge(checking, "Electronics Store", -25_000, 1);
    history.tells(charges);
    transfers.add(zelle(customerId));
    node.transfers().tells(transfers);
    return phoneNumber;
  }

  /** The last customer's question, which takes a slow hash. */
  void enrolQuestion() throws Exception {
    assertThat(
            await(
                entities.<CredentialsReply.Enrolment>credentials(
                    "CUST-" + customers,
                    replyTo ->
                        new CredentialsEntity.Command.SetQuestion(
                            "QUESTION-" + customers,
                            "What is your mother's maiden name?",
                            new Secret("Johnson"),
                            replyTo))))
        .isInstanceOf(CredentialsReply.Kept.class);
  }

  /** Somebody has charged the last customer, under a name of their own choice. */
  void chargedBy(String descriptor) {
    charge(accountId("CUST-" + customers, AccountKind.CHECKING), descriptor, -100, 0);
    history.tells(charges);
  }

  private void account(String customerId, AccountKind kind, String lastFour, long cents)
      throws Exception {
    String accountId = accountId(customerId, kind);
    done(
        await(
            entities.account(
                accountId,
                replyTo ->
                    new AccountEntity.Command.Open(
                        new Account.Opening(customerId, kind, lastFour, "USD"), replyTo))));
    done(
        await(
            entities.account(
                accountId,
                replyTo ->
                    new AccountEntity.Command.Post(
                        "OPENING", Money.usd(cents), PAYROLL, MORNING, replyTo))));
    done(
        await(
            entities.customer(
                customerId,
                replyTo ->
                    new CustomerEntity.Command.LinkAccount(
                        new Customer.LinkedAccount(accountId, kind, lastFour), replyTo))));
  }

  private static String accountId(String customerId, AccountKind kind) {
    return customerId + "-" + kind;
  }

  private void card(String customerId, String accountId) throws Exception {
    String cardId = "CARD-" + customerId;
    await(
        entities.card(
            cardId,
            replyTo -> new CardEntity.Command.Issue(customerId, accountId, "4417", replyTo)));
    await(entities.wallet(customerId, replyTo -> new WalletEntity.Command.Add(cardId, replyTo)));
  }

  private void charge(String accountId, String descriptor, long cents, int daysAgo) {
    charges.add(
        new Transaction(
            accountId,
            "TXN-" + charges.size(),
            Money.usd(cents),
            new Merchant(descriptor, "5812", "restaurants"),
            Transaction.Status.POSTED,
            MORNING.minus(Duration.ofDays(daysAgo))));
  }

  private static TransferRecord zelle(String customerId) {
    return new TransferRecord(
        "TRF-" + customerId,
        customerId,
        TransferKind.ZELLE,
        true,
        "4521",
        "Jordan Lee",
        Money.usd(7_500),
        TransferStatus.COMPLETED,
        "ZEL-20260114-001",
        MORNING.minus(Duration.ofDays(1)),
        null);
  }

  private static void done(CustomerEntity.Reply reply) {
    assertThat(reply).isInstanceOf(CustomerEntity.Reply.Done.class);
  }

  private static void done(AccountEntity.Reply reply) {
    assertThat(reply).isInstanceOf(AccountEntity.Reply.Done.class);
  }

  @Override
  public void close() {
    node.close();
  }
}
