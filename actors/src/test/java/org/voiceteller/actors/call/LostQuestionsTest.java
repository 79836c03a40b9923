package org.voiceteller.actors.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.actors.bank.BankSettings;
import org.voiceteller.actors.bank.FakeCaseList;
import org.voiceteller.actors.bank.FakeHistory;
import org.voiceteller.actors.bank.FakeTransferHistory;
import org.voiceteller.actors.bank.PaymentSettings;
import org.voiceteller.actors.customer.CustomerEntity;
import org.voiceteller.actors.entity.AskingAgain;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.actors.numbering.ShardedConfirmationNumbers;
import org.voiceteller.actors.tool.EntityToolRunner;
import org.voiceteller.actors.tool.Payments;
import org.voiceteller.actors.tool.ToolRunner;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.authentication.NumberHashes;
import org.voiceteller.core.call.CallUnavailableException;
import org.voiceteller.core.call.SystemPrompt;
import org.voiceteller.core.customer.Customer;
import org.voiceteller.core.tool.ToolInput;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolUse;

/** What is on its way to a session's node when that dies. */
class LostQuestionsTest {

  private static final Duration AGAIN = Duration.ofMillis(200);
  private static final ToolOutcome DONE =
      new ToolOutcome(ToolOutcome.Result.SUCCEEDED, "{\"outcome\":\"succeeded\"}", null);
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString(
                  """
                  pekko.actor.provider = cluster
                  pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                  pekko.cluster.jmx.enabled = off
                  """)
              .withFallback(ConfigFactory.load()));

  private static final Queue<ToolUse> ASKED = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void start() {
    Cluster cluster = Cluster.get(KIT.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    ClusterSharding.get(KIT.system())
        .init(Entity.of(CallSession.KEY, _ -> answeringTheThirdTime(1)));
    ClusterSharding.get(KIT.system())
        .init(Entity.of(CustomerEntity.KEY, _ -> knownTheSecondTime(false)));
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  /** A session whose first questions come to nobody. */
  private static Behavior<CallSession.Command> answeringTheThirdTime(int time) {
    return Behaviors.receiveMessage(
        command -> {
          if (!(command instanceof CallSession.Command.UseTool(_, var use, _, var replyTo))) {
            return Behaviors.unhandled();
          }
          ASKED.add(use);
          if (time == 3) {
            replyTo.tell(new CallSession.Reply.ToolUsed(DONE));
          }
          return answeringTheThirdTime(time + 1);
        });
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
                "CALL-4",
                "use-4",
                customerId,
                new ToolInput.CheckBalance(null, null),
                Level.PHONE,
                false,
                Instant.now()))
        .toCompletableFuture()
        .get()
        .result();
  }

  private static ShardedCallDesk desk(Duration toolAnswer, BooleanSupplier missesANode) {
    BankSettings settings = BankSettings.from(KIT.system().settings().config());
    return ShardedCallDesk.create(
        KIT.system(),
        SystemPrompt.load(settings.name(), settings.callPolicy()),
        List.of(),
        new ShardedCallDesk.Patience(
            AGAIN, AGAIN, new AskingAgain(toolAnswer, Duration.ofSeconds(20), AGAIN, missesANode)),
        1,
        InstantSource.system());
  }

  @Test
  void aToolIsAskedForAgainUntilItsSessionAnswers() throws Exception {
    ToolUse use = new ToolUse("use-1", "checkBalanceTool", "{}");

    ToolOutcome outcome =
        desk(Duration.ofSeconds(20), () -> false)
            .useTool("CALL-1", "leg", use)
            .toCompletableFuture()
            .get();

    assertThat(outcome).isEqualTo(DONE);
    assertThat(ASKED).filteredOn(use::equals).hasSize(3);
  }

  @Test
  void patienceWithAToolEnds() {
    ToolUse use = new ToolUse("use-2", "checkBalanceTool", "{}");

    assertThatThrownBy(
            () ->
                desk(AGAIN.multipliedBy(2), () -> false)
                    .useTool("CALL-2", "leg", use)
                    .toCompletableFuture()
                    .get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(CallUnavailableException.class);
    assertThat(ASKED).filteredOn(use::equals).hasSizeLessThan(3);
  }

  @Test
  void patienceGrowsWhenANodeWasMissingMeanwhile() throws Exception {
    ToolUse use = new ToolUse("use-3", "checkBalanceTool", "{}");
    Queue<Boolean> missing = new ConcurrentLinkedQueue<>(List.of(false, true, false));

    ToolOutcome outcome =
        desk(AGAIN.multipliedBy(2), () -> missing.size() > 1 ? missing.remove() : missing.peek())
            .useTool("CALL-3", "leg", use)
            .toCompletableFuture()
            .get();

    assertThat(outcome).isEqualTo(DONE);
    assertThat(ASKED).filteredOn(use::equals).hasSize(3);
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
