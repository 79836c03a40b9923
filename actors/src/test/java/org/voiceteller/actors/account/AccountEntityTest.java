package org.voiceteller.actors.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.actors.account.AccountEntity.Command;
import org.voiceteller.actors.account.AccountEntity.Reply;
import org.voiceteller.core.account.Account;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.account.Balance;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.account.StatementDelivery;
import org.voiceteller.core.money.Money;

class AccountEntityTest {

  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  private static final Merchant SHOP = new Merchant("SQ *BLUE BOTTLE", "5814", "restaurants");
  private static final ActorTestKit KIT =
      ActorTestKit.create(EventSourcedBehaviorTestKit.config().withFallback(ConfigFactory.load()));

  private final EventSourcedBehaviorTestKit<Command, AccountEvent, Account> account =
      EventSourcedBehaviorTestKit.create(
          KIT.system(),
          AccountEntity.create(
              "ACC-1",
              InstantSource.fixed(NOON),
              SupervisorStrategy.restartWithBackoff(
                  Duration.ofMillis(10), Duration.ofMillis(10), 0)),
          EventSourcedBehaviorTestKit.enabledSerializationSettings().withVerifyState(false));

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void tellsWhatItHoldsAndWhatIsAvailableAlsoAfterARestart() {
    open();
    account.<Reply>runCommand(
        replyTo -> new Command.Post("TXN-1", Money.usd(584_732), SHOP, NOON, replyTo));
    account.<Reply>runCommand(
        replyTo -> new Command.Hold("TXN-2", Money.usd(20_000), SHOP, NOON, replyTo));
    account.restart();

    var reply = account.<Reply>runCommand(Command.GetAccount::new).reply();

    assertThat(reply)
        .isInstanceOfSatisfying(
            Reply.Done.class,
            done ->
                assertThat(done.account().balance())
                    .isEqualTo(new Balance(Money.usd(584_732), Money.usd(20_000))));
  }

  @Test
  void keepsATransactionOnceHoweverOftenAsked() {
    open();
    account.<Reply>runCommand(
        replyTo -> new Command.Post("TXN-1", Money.usd(100), SHOP, NOON, replyTo));

    var again =
        account.<Reply>runCommand(
            replyTo -> new Command.Post("TXN-1", Money.usd(100), SHOP, NOON, replyTo));

    assertThat(again.hasNoEvents()).isTrue();
    assertThat(again.reply()).isInstanceOf(Reply.Done.class);
  }

  @Test
  void refusesWhatTheRulesRefuse() {
    assertThat(account.<Reply>runCommand(Command.GetAccount::new).reply())
        .isEqualTo(new Reply.Refused(Account.Refusal.NO_SUCH_ACCOUNT));
    open();
    assertThat(
            account
                .<Reply>runCommand(
                    replyTo -> new Command.Post("TXN-1", Money.usd(-1), SHOP, NOON, replyTo))
                .reply())
        .isEqualTo(new Reply.Refused(Account.Refusal.INSUFFICIENT_FUNDS));
    assertThat(
            account
                .<Reply>runCommand(replyTo -> new Command.Release("TXN-9", replyTo))
                .hasNoEvents())
        .isTrue();
  }

  @Test
  void keepsTheOrderOfAStatement() {
    open();
    assertThat(
            account
                .<Reply>runCommand(
                    replyTo ->
                        new Command.RequestStatement(
                            "STMT-1", StatementDelivery.EMAIL, "2025-12", replyTo))
                .event())
        .isEqualTo(
            new AccountEvent.StatementRequested(
                "STMT-1", StatementDelivery.EMAIL, "2025-12", NOON));
  }

  private void open() {
    account.<Reply>runCommand(
        replyTo ->
            new Command.Open(
                new Account.Opening("CUST-1", AccountKind.CHECKING, "4521", "USD"), replyTo));
  }
}
