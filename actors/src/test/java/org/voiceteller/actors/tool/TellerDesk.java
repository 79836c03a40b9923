package org.voiceteller.actors.tool;

import static org.voiceteller.actors.bank.OneNode.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.actors.bank.FakeCaseList;
import org.voiceteller.actors.bank.FakeHistory;
import org.voiceteller.actors.bank.OneNode;
import org.voiceteller.actors.card.CardEntity;
import org.voiceteller.actors.card.WalletEntity;
import org.voiceteller.actors.customer.CustomerEntity;
import org.voiceteller.actors.dispute.CaseOpening;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.actors.numbering.ShardedConfirmationNumbers;
import org.voiceteller.core.account.Account;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.account.Transaction;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.card.Card;
import org.voiceteller.core.card.ReplacementTimes;
import org.voiceteller.core.customer.Customer;
import org.voiceteller.core.dispute.CasePolicy;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.tool.CardAnswers;
import org.voiceteller.core.tool.CardInput;
import org.voiceteller.core.tool.CaseAnswers;
import org.voiceteller.core.tool.CaseInput;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolInput;

/** A bank of one node with the tools of cards and cases in front of it, and customers as needed. */
final class TellerDesk implements AutoCloseable {

  static final ZoneId DENVER = ZoneId.of("America/Denver");

  private final FakeHistory history = new FakeHistory();
  private final List<Transaction> past = new ArrayList<>();
  private final OneNode node;
  private final Entities entities;
  private final CardTools cards;
  private final CaseTools cases;
  private final Instant now;

  TellerDesk(Instant now) {
    this.now = now;
    node = new OneNode("", history, InstantSource.fixed(now));
    ClusterSharding sharding = ClusterSharding.get(node.kit().system());
    Duration timeout = Duration.ofSeconds(10);
    entities = node.entities(timeout);
    CasePolicy policy = CasePolicy.standard(DENVER);
    ReplacementTimes times = new ReplacementTimes(5, 7);
    CardDirectory directory = new CardDirectory(entities);
    cards = new CardTools(directory, new CardAnswers(times, DENVER));
    cases =
        new CaseTools(
            new ChargeFinder(new AccountDirectory(entities), history, policy),
            directory,
            new CaseOpening(
                entities, ShardedConfirmationNumbers.create(sharding, timeout, DENVER), policy),
            new FakeCaseList(),
            new CaseAnswers(policy, times));
  }

  Entities entities() {
    return entities;
  }

  /** With one checking account. */
  void customer(String customerId) throws Exception {
    await(
        entities.customer(
            customerId,
            replyTo ->
                new CustomerEntity.Command.Register(
                    new Customer.Registration("Pat", "p@example.com", "+1", "1 Main", "US-CO"),
                    replyTo)));
    String accountId = accountOf(customerId);
    await(
        entities.account(
            accountId,
            replyTo ->
                new AccountEntity.Command.Open(
                    new Account.Opening(customerId, AccountKind.CHECKING, "4521", "USD"),
                    replyTo)));
    await(
        entities.customer(
            customerId,
            replyTo ->
                new CustomerEntity.Command.LinkAccount(
                    new Customer.LinkedAccount(accountId, AccountKind.CHECKING, "4521"), replyTo)));
    charge(customerId, "TXN-OLD", "OPENING DEPOSIT", 500_000, now.minus(Duration.ofDays(60)));
  }

  static String accountOf(String customerId) {
    return "ACC-" + customerId;
  }

  void card(String customerId, String lastFour) throws Exception {
    String cardId = "CARD-" + customerId + "-" + lastFour;
    await(
        entities.card(
            cardId,
            replyTo ->
                new CardEntity.Command.Issue(
                    customerId, accountOf(customerId), lastFour, replyTo)));
    await(entities.wallet(customerId, replyTo -> new WalletEntity.Command.Add(cardId, replyTo)));
  }

  void charge(String customerId, String id, String descriptor, long cents, Instant at) {
    charge(customerId, id, descriptor, cents, at, Transaction.Status.POSTED);
  }

  void charge(
      String customerId,
      String id,
      String descriptor,
      long cents,
      Instant at,
      Transaction.Status status) {
    past.add(
        new Transaction(
            accountOf(customerId),
            id,
            Money.usd(cents),
            new Merchant(descriptor, "5812", "restaurants"),
            status,
            at));
    history.tells(past);
  }

  ToolAnswer asks(String customerId, String toolUseId, CardInput wish) throws Exception {
    return await(cards.run(job(customerId, toolUseId, wish), wish));
  }

  ToolAnswer asks(String customerId, String toolUseId, CaseInput wish) throws Exception {
    return await(cases.run(job(customerId, toolUseId, wish), wish));
  }

  private ToolRunner.Job job(String customerId, String toolUseId, ToolInput wish) {
    return new ToolRunner.Job(
        "CALL-1", toolUseId, customerId, wish, Level.ONE_TIME_CODE, false, now);
  }

  Card cardOf(String customerId, String lastFour) throws Exception {
    return switch (await(
        entities.card("CARD-" + customerId + "-" + lastFour, CardEntity.Command.GetCard::new))) {
      case CardEntity.Reply.Done(var card) -> card;
      case CardEntity.Reply.Refused(var reason) -> throw new AssertionError(reason);
    };
  }

  @Override
  public void close() {
    node.close();
  }
}
