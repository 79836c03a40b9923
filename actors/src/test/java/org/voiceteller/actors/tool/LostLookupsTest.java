package org.voiceteller.actors.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.actors.bank.BankSettings;
import org.voiceteller.actors.bank.ClusterOfOne;
import org.voiceteller.actors.bank.FakeCaseList;
import org.voiceteller.actors.bank.FakeHistory;
import org.voiceteller.actors.bank.FakeTransferHistory;
import org.voiceteller.actors.bank.PaymentSettings;
import org.voiceteller.actors.customer.CustomerEntity;
import org.voiceteller.actors.entity.AskingAgain;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.actors.numbering.ShardedConfirmationNumbers;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.authentication.NumberHashes;
import org.voiceteller.core.customer.Customer;
import org.voiceteller.core.tool.ToolInput;
import org.voiceteller.core.tool.ToolOutcome;

/** What is looked up at an entity whose node has just died. */
class LostLookupsTest {

  private static final Duration AGAIN = Duration.ofMillis(200);
  private static final ActorTestKit KIT = ClusterOfOne.start();

  @BeforeAll
  static void start() {
    ClusterSharding.get(KIT.system())
        .init(Entity.of(CustomerEntity.KEY, _ -> knownTheSecondTime(false)));
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  /** A customer without accounts, whose first question comes to nobody. */
  private static Behavior<CustomerEntity.Command> knownTheSecondTime(boolean wasAsked) {
    return Behaviors.receiveMessage(
        command -> {
          if (wasAsked && command instanceof CustomerEntity.Command.GetCustomer(var replyTo)) {
            replyTo.tell(
                new CustomerEntity.Reply.Done(
                    new Customer.Known(
                        "CUST-1", "Pat", "p@example.com", "+1", "1 Main", "US-CO", List.of())));
          }
          return knownTheSecondTime(true);
        });
  }

  private static ToolRunner runner(BooleanSupplier missesANode) {
    BankSettings settings = BankSettings.from(KIT.system().settings().config());
    ClusterSharding sharding = ClusterSharding.get(KIT.system());
    var numbers = ShardedConfirmationNumbers.create(sharding, AGAIN, settings.zone());
    PaymentSettings payments = settings.payments();
    return EntityToolRunner.create(
        new Entities(sharding, new NumberHashes(settings.authentication().keys()), AGAIN),
        new FakeHistory(),
        new Payments(
            payments.transfer(),
            payments.billPay(),
            payments.stopPayment(),
            new FakeTransferHistory(),
            numbers),
        new EntityToolRunner.CaseSetup(
            numbers, new FakeCaseList(), settings.cases(), settings.replacementTimes()),
        settings.zone(),
        AGAIN.multipliedBy(2),
        new AskingAgain(Duration.ZERO, Duration.ofSeconds(20), AGAIN.multipliedBy(2), missesANode));
  }

  private static ToolOutcome.Result balance(String customerId, BooleanSupplier missesANode)
      throws Exception {
    return runner(missesANode)
        .run(
            new ToolRunner.Job(
                "CALL-1",
                "use-1",
                customerId,
                new ToolInput.CheckBalance(null, null),
                Level.PHONE,
                false,
                Instant.now()))
        .toCompletableFuture()
        .get()
        .result();
  }

  @Test
  void whatIsOnlyLookedUpIsLookedUpAgainWhileANodeIsMissing() throws Exception {
    assertThat(balance("CUST-1", () -> true)).isEqualTo(ToolOutcome.Result.REFUSED);
  }

  @Test
  void whoIsOnlySlowIsNotAskedAgain() throws Exception {
    assertThat(balance("CUST-2", () -> false)).isEqualTo(ToolOutcome.Result.FAILED);
  }
}
