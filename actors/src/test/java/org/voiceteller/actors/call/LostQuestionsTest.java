package org.voiceteller.actors.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.actors.bank.BankSettings;
import org.voiceteller.actors.bank.ClusterOfOne;
import org.voiceteller.actors.entity.AskingAgain;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.CallTransfer;
import org.voiceteller.core.call.CallUnavailableException;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.SystemPrompt;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolUse;

/** What is on its way to a session's node when that dies. */
class LostQuestionsTest {

  private static final Duration AGAIN = Duration.ofMillis(200);
  private static final ToolOutcome DONE =
      new ToolOutcome(ToolOutcome.Result.SUCCEEDED, "{\"outcome\":\"succeeded\"}", null);
  private static final ActorTestKit KIT = ClusterOfOne.start();

  private static final Queue<ToolUse> ASKED = new ConcurrentLinkedQueue<>();
  private static final Queue<ActorRef<LegLink.Message>> LINKS = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void start() {
    ClusterSharding.get(KIT.system())
        .init(Entity.of(CallSession.KEY, _ -> answeringTheThirdTime(1)));
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  /** A session whose legs are joined, and whose first questions then come to nobody. */
  private static Behavior<CallSession.Command> answeringTheThirdTime(int time) {
    return Behaviors.receiveMessage(
        command ->
            switch (command) {
              case CallSession.Command.Open(_, _, _, var link, var replyTo) -> {
                LINKS.add(link);
                replyTo.tell(
                    new CallSession.Reply.Joined(Level.NONE, "US-CO", List.of(), List.of()));
                yield Behaviors.same();
              }
              case CallSession.Command.UseTool(_, var use, _, var replyTo) -> {
                ASKED.add(use);
                if (time == 3) {
                  replyTo.tell(new CallSession.Reply.ToolUsed(DONE));
                }
                yield answeringTheThirdTime(time + 1);
              }
              case CallSession.Command _ -> Behaviors.unhandled();
            });
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

  private static ToolOutcome used(ShardedCallDesk desk, String callId, ToolUse use)
      throws Exception {
    return desk.useTool(callId, "leg", use).toCompletableFuture().get();
  }

  @Test
  void aToolIsAskedForAgainUntilItsSessionAnswers() throws Exception {
    ToolUse use = new ToolUse("use-1", "checkBalanceTool", "{}");

    assertThat(used(desk(Duration.ofSeconds(20), () -> false), "CALL-1", use)).isEqualTo(DONE);
    assertThat(ASKED).filteredOn(use::equals).hasSize(3);
  }

  @Test
  void patienceWithAToolEnds() {
    ToolUse use = new ToolUse("use-2", "checkBalanceTool", "{}");

    assertThatThrownBy(() -> used(desk(AGAIN.multipliedBy(2), () -> false), "CALL-2", use))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(CallUnavailableException.class);
    assertThat(ASKED).filteredOn(use::equals).hasSizeLessThan(3);
  }

  @Test
  void patienceGrowsWhenANodeWasMissingMeanwhile() throws Exception {
    ToolUse use = new ToolUse("use-3", "checkBalanceTool", "{}");
    Queue<Boolean> missing = new ConcurrentLinkedQueue<>(List.of(false, true, false));

    BooleanSupplier misses = () -> missing.size() > 1 ? missing.remove() : missing.peek();

    assertThat(used(desk(AGAIN.multipliedBy(2), misses), "CALL-3", use)).isEqualTo(DONE);
    assertThat(ASKED).filteredOn(use::equals).hasSize(3);
  }

  @Test
  void aLegWhoseGoodbyeIsNotHeardSaysNoMoreThatItIsThere() throws Exception {
    endsItsLink((desk, call) -> desk.end(call.callId(), call.legId(), EndReason.CALLER_HUNG_UP));
    endsItsLink(
        (desk, call) ->
            desk.noteTransfer(
                call.callId(),
                call.legId(),
                new CallTransfer(CallTransfer.State.DONE, CallTransfer.Way.REFER, 200)));
  }

  private static void endsItsLink(
      BiFunction<ShardedCallDesk, CallDesk.Opened, CompletionStage<Void>> goodbye)
      throws Exception {
    ShardedCallDesk desk = desk(AGAIN, () -> false);
    CallDesk.Opened call =
        desk.open(new CallOrigin("browser", null, "US-CO", "en-US", "127.0.0.1"), _ -> {})
            .toCompletableFuture()
            .get();
    ActorRef<LegLink.Message> link = LINKS.remove();

    assertThatThrownBy(() -> goodbye.apply(desk, call).toCompletableFuture().get())
        .hasCauseInstanceOf(CallUnavailableException.class);

    KIT.createTestProbe().expectTerminated(link);
  }
}
