package org.voiceteller.actors.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.actors.account.AccountEntity.Reply;
import org.voiceteller.core.account.Account.Refusal;
import org.voiceteller.core.account.AccountEvent.VoidCause;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.account.AccountSummary;
import org.voiceteller.core.account.Balance;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.transfer.Purpose;
import org.voiceteller.core.transfer.Transfer;
import org.voiceteller.core.transfer.TransferRequest;
import org.voiceteller.core.transfer.VoidReason;

/** A transfer whose accounts answer late, not at all, or with a refusal. */
class TransferProcessTest {

  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  private static final Merchant TRANSFER = new Merchant("TRANSFER", "6012", "transfers");
  private static final Balance BALANCE = new Balance(Money.usd(1_000), Money.usd(100));
  private static final Reply DONE =
      new Reply.Done(
          new AccountSummary("ACC-1", AccountKind.CHECKING, "4521", BALANCE, List.of()));
  private static final TransferProcess.Reply COMPLETE =
      new TransferProcess.Reply.Done("TXN-20260115-001", BALANCE);
  private static final ActorTestKit KIT =
      ActorTestKit.create(PersistenceTestKitPlugin.config().withFallback(ConfigFactory.load()));

  private final AtomicReference<Instant> time = new AtomicReference<>(NOON);
  private final ScriptedLedger ledger = new ScriptedLedger();
  private final TestProbe<TransferProcess.Reply> caller = KIT.createTestProbe();
  private final TestProbe<ActorRef<TransferProcess.Command>> putAway = KIT.createTestProbe();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  enum Asked {
    PEND,
    CREDIT,
    POST,
    END_AT_TARGET,
    END_AT_SOURCE,
    NUMBER
  }

  /** Answers as it was told, in that order, and with Done when it was told nothing more. */
  private static final class ScriptedLedger implements TransferLedger {

    private final Map<Asked, Deque<CompletionStage<Reply>>> script = new EnumMap<>(Asked.class);
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

    void will(Asked step, Reply reply) {
      queue(step).add(CompletableFuture.completedFuture(reply));
    }

    void willNotAnswer(Asked step) {
      queue(step).add(CompletableFuture.failedFuture(new TimeoutException("nobody answered")));
    }

    void willNeverAnswer(Asked step) {
      queue(step).add(new CompletableFuture<>());
    }

    private Deque<CompletionStage<Reply>> queue(Asked step) {
      return script.computeIfAbsent(step, _ -> new ArrayDeque<>());
    }

    private CompletionStage<Reply> answer(Asked step) {
      asked.add(step);
      CompletionStage<Reply> scripted = queue(step).poll();
      return scripted == null ? CompletableFuture.completedFuture(DONE) : scripted;
    }

    @Override
    public CompletionStage<Reply> pend(TransferRequest request) {
      return answer(Asked.PEND);
    }

    @Override
    public CompletionStage<Reply> credit(TransferRequest request) {
      return answer(Asked.CREDIT);
    }

    @Override
    public CompletionStage<Reply> post(TransferRequest request) {
      return answer(Asked.POST);
    }

    @Override
    public CompletionStage<Reply> endAtTarget(TransferRequest request) {
      return answer(Asked.END_AT_TARGET);
    }

    @Override
    public CompletionStage<Reply> endAtSource(TransferRequest request, VoidCause cause) {
      return answer(Asked.END_AT_SOURCE);
    }

    @Override
    public CompletionStage<String> number(TransferRequest request) {
      return answer(Asked.NUMBER).thenApply(_ -> "TXN-20260115-001");
    }
  }

  @Test
  void keepsBackCreditsAndPostsInThatOrder() {
    start("order");

    assertThat(caller.receiveMessage()).isEqualTo(COMPLETE);
    assertThat(ledger.asked)
        .filteredOn(step -> step != Asked.NUMBER)
        .containsExactly(Asked.PEND, Asked.CREDIT, Asked.POST);
    putAway.receiveMessage();
  }

  @Test
  void asksAgainForEveryStepThatNobodyAnswered() {
    for (Asked step : List.of(Asked.PEND, Asked.CREDIT, Asked.POST, Asked.NUMBER)) {
      ledger.willNotAnswer(step);
      ledger.willNotAnswer(step);
    }

    start("again");

    assertThat(caller.receiveMessage(Duration.ofSeconds(10))).isEqualTo(COMPLETE);
    assertThat(ledger.asked)
        .filteredOn(Asked.CREDIT::equals)
        .hasSize(3);
  }

  @Test
  void tellsNobodyThatItIsCompleteBeforeTheSourceIsPosted() {
    ledger.willNeverAnswer(Asked.POST);

    start("unposted");

    caller.expectNoMessage(Duration.ofMillis(300));
  }

  @Test
  void freesWhatWasKeptBackWhenTheTargetRefuses() {
    ledger.will(Asked.CREDIT, new Reply.Refused(Refusal.NO_SUCH_ACCOUNT));

    start("refused-there");

    assertThat(caller.receiveMessage())
        .isEqualTo(new TransferProcess.Reply.Voided(VoidReason.NO_SUCH_ACCOUNT));
    assertThat(ledger.asked).contains(Asked.END_AT_SOURCE).doesNotContain(Asked.POST);
  }

  @Test
  void touchesNoTargetWhenTheSourceRefuses() {
    ledger.will(Asked.PEND, new Reply.Refused(Refusal.INSUFFICIENT_FUNDS));

    start("refused-here");

    assertThat(caller.receiveMessage())
        .isEqualTo(new TransferProcess.Reply.Voided(VoidReason.INSUFFICIENT_FUNDS));
    assertThat(ledger.asked).containsExactly(Asked.PEND);
  }

  @Test
  void expiresAtTheTargetFirstWhenItsTimeIsUp() {
    ledger.willNeverAnswer(Asked.CREDIT);
    ActorRef<TransferProcess.Command> first = start("expired");
    awaitAsked(Asked.CREDIT);
    KIT.stop(first);
    time.set(NOON.plus(Duration.ofHours(2)));

    start("expired");

    assertThat(caller.receiveMessage())
        .isEqualTo(new TransferProcess.Reply.Voided(VoidReason.EXPIRED));
    assertThat(ledger.asked).containsSubsequence(Asked.END_AT_TARGET, Asked.END_AT_SOURCE);
  }

  @Test
  void goesForwardWhenItsTimeIsUpButTheTargetHasTheMoney() {
    ledger.willNeverAnswer(Asked.CREDIT);
    ActorRef<TransferProcess.Command> first = start("credited");
    awaitAsked(Asked.CREDIT);
    KIT.stop(first);
    time.set(NOON.plus(Duration.ofHours(2)));
    ledger.will(Asked.END_AT_TARGET, new Reply.Refused(Refusal.ALREADY_POSTED));

    start("credited");

    assertThat(caller.receiveMessage()).isEqualTo(COMPLETE);
    assertThat(ledger.asked).doesNotContain(Asked.END_AT_SOURCE);
  }

  @Test
  void goesOnByItselfAfterARestart() {
    ledger.willNeverAnswer(Asked.POST);
    ActorRef<TransferProcess.Command> first = start("restarted");
    awaitAsked(Asked.POST);
    KIT.stop(first);

    spawn("restarted");

    putAway.receiveMessage();
    start("restarted");
    assertThat(caller.receiveMessage()).isEqualTo(COMPLETE);
  }

  @Test
  void asksAPersonWhenAnAccountHasForgotten() {
    ledger.will(Asked.CREDIT, new Reply.Refused(Refusal.BEYOND_MEMORY));

    start("forgotten");

    assertThat(caller.receiveMessage()).isEqualTo(new TransferProcess.Reply.UnderReview());
    assertThat(ledger.asked).doesNotContain(Asked.END_AT_SOURCE, Asked.POST);
  }

  @Test
  void answersARepeatAsTheFirstAndRefusesAnotherUnderItsId() {
    ActorRef<TransferProcess.Command> process = start("repeat");
    caller.receiveMessage();

    process.tell(new TransferProcess.Command.Start(request("repeat", 100), caller.getRef()));
    assertThat(caller.receiveMessage()).isEqualTo(COMPLETE);
    process.tell(new TransferProcess.Command.Start(request("repeat", 101), caller.getRef()));
    assertThat(caller.receiveMessage())
        .isEqualTo(new TransferProcess.Reply.Refused(Transfer.Refusal.ID_REUSED));
  }

  private ActorRef<TransferProcess.Command> start(String name) {
    ActorRef<TransferProcess.Command> process = spawn(name);
    process.tell(new TransferProcess.Command.Start(request(name, 100), caller.getRef()));
    return process;
  }

  private ActorRef<TransferProcess.Command> spawn(String name) {
    return KIT.spawn(
        TransferProcess.create(
            name,
            new TransferProcess.Setup(
                ledger,
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                Duration.ofHours(1),
                time::get,
                SupervisorStrategy.restartWithBackoff(
                    Duration.ofMillis(10), Duration.ofMillis(10), 0)),
            self -> putAway.getRef().tell(self)));
  }

  private void awaitAsked(Asked step) {
    caller.awaitAssert(
        () -> {
          assertThat(ledger.asked).contains(step);
          return step;
        });
  }

  private static TransferRequest request(String name, long cents) {
    return new TransferRequest(
        name,
        "CUST-1",
        new TransferRequest.Side("ACC-1", "CUST-1", "4521", TRANSFER),
        new TransferRequest.Side("ACC-2", "CUST-1", "8834", TRANSFER),
        Money.usd(cents),
        new Purpose.OwnAccounts(),
        null,
        NOON);
  }
}
