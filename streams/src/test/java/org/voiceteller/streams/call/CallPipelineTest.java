package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.apache.pekko.stream.testkit.javadsl.TestSource;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.Challenge;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.PastOutcome;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.call.Turn.Speaker;
import org.voiceteller.core.guard.Judgement;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.streams.CountingObserver;
import org.voiceteller.streams.nova.NovaFailure;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaOutput.StopReason;
import org.voiceteller.streams.nova.NovaRole;
import org.voiceteller.streams.nova.NovaSettings;

/** A call in virtual time, with a model and a desk that the test plays. */
class CallPipelineTest {

  private static final ActorTestKit KIT =
      ActorTestKit.create(ManualTime.config().withFallback(ConfigFactory.load()));
  private static final CallSettings SETTINGS = CallSettings.from(ConfigFactory.load());

  private final ManualTime time = ManualTime.get(KIT.system());
  private final Clock clock = new Clock();
  private final CountingObserver observer = new CountingObserver();
  private final FakeDesk desk = new FakeDesk();
  private final FakeNova nova = new FakeNova(KIT.system());
  private final LegSignals signals = new LegSignals();
  private final List<Turn> turnsBefore = new CopyOnWriteArrayList<>();

  // every test begins with join(), which sets both
  @SuppressWarnings("NullAway.Init")
  private TestPublisher.Probe<CallerFrame> caller;

  @SuppressWarnings("NullAway.Init")
  private TestSubscriber.Probe<AgentFrame> agent;

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private FakeNova.Stream join(boolean resumed) {
    AtomicInteger ids = new AtomicInteger();
    var pipeline =
        new CallPipeline(
            SETTINGS,
            nova,
            NovaSettings.from(ConfigFactory.load()),
            desk,
            CallRoster.create(),
            observer,
            clock,
            () -> "turn-" + ids.incrementAndGet());
    var probes =
        TestSource.<CallerFrame>create(KIT.system())
            .via(pipeline.flow(desk.opened(turnsBefore.toArray(Turn[]::new)), resumed, signals))
            .toMat(TestSink.<AgentFrame>create(KIT.system()), Keep.both())
            .run(KIT.system());
    caller = probes.first();
    agent = probes.second();
    return nova.next();
  }

  private void passes(Duration duration) {
    clock.passes(duration);
    time.timePasses(duration);
  }

  private AgentFrame next() {
    return agent.requestNext(scala.concurrent.duration.Duration.create(10, "s"));
  }

  private List<AgentFrame> until(Predicate<AgentFrame> last) {
    List<AgentFrame> frames = new ArrayList<>();
    do {
      frames.add(next());
    } while (!last.test(frames.getLast()));
    return frames;
  }

  private static Predicate<AgentFrame> isAudio() {
    return AgentFrame.Audio.class::isInstance;
  }

  @Test
  void tellsTheModelItsPartThenOpensItsEarThenCuesIt() {
    turnsBefore.add(new Turn("1", Speaker.AGENT, "Welcome."));
    turnsBefore.add(new Turn("2", Speaker.CALLER, "My balance"));
    turnsBefore.add(new Turn("3", Speaker.CALLER, "please."));
    turnsBefore.add(new Turn("4", Speaker.AGENT, "Ten dollars."));
    FakeNova.Stream model = join(true);

    assertThat(model.hear()).isInstanceOf(NovaInput.SessionStart.class);
    assertThat(((NovaInput.PromptStart) model.hear()).tools()).hasSize(1);
    assertThat(model.hear())
        .isEqualTo(new NovaInput.TextStart("call", "text-1", NovaRole.SYSTEM, false));
    assertThat(model.hearText()).isEqualTo("You are the agent of First National Bank.");
    model.hear();
    assertThat(model.hear())
        .isEqualTo(new NovaInput.TextStart("call", "text-2", NovaRole.USER, false));
    assertThat(model.hearText()).isEqualTo("My balance please.");
    model.hear();
    assertThat(model.hear())
        .isEqualTo(new NovaInput.TextStart("call", "text-3", NovaRole.ASSISTANT, false));
    assertThat(model.hearText()).isEqualTo("Ten dollars.");
    model.hear();
    assertThat(model.hear()).isEqualTo(new NovaInput.AudioStart("call", "caller"));
    assertThat(model.hear())
        .isEqualTo(new NovaInput.TextStart("call", "text-4", NovaRole.USER, true));
    assertThat(model.hearText()).isEqualTo("[The caller is back.]");
    agent.cancel();
  }

  @Test
  void tellsALegThatComesBackWhichLevelItsCallHas() {
    desk.level = Level.PHONE;

    join(true);

    assertThat(next()).isEqualTo(new AgentFrame.LevelReached(Level.PHONE));
    agent.cancel();
  }

  @Test
  void cutsTheCallersSoundIntoFramesOfThirtyTwoMilliseconds() {
    FakeNova.Stream model = join(false);
    assertThat(model.hearText()).isEqualTo("You are the agent of First National Bank.");
    assertThat(model.hearText()).isEqualTo("[The caller is connected.]");
    agent.request(10);

    for (int i = 0; i < 8; i++) {
      caller.sendNext(new CallerFrame.Audio(ByteString.fromArray(new byte[640])));
    }

    for (int i = 0; i < 5; i++) {
      var sound = (NovaInput.AudioInput) model.hearUntil(NovaInput.AudioInput.class);
      assertThat(sound.pcm().size()).isEqualTo(1_024);
    }
    agent.cancel();
  }

  @Test
  void takesKeyedDigitsAsCompleteAfterAPause() {
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    model.hearText();
    caller.sendNext(new CallerFrame.KeyPressed("5"));
    caller.sendNext(new CallerFrame.KeyPressed("55"));
    // a frame that comes back proves that the keys were taken
    caller.sendNext(new CallerFrame.TextTyped("hm"));
    assertThat(next()).isInstanceOf(AgentFrame.Transcript.class);
    assertThat(model.hearText()).isEqualTo("hm");

    passes(SETTINGS.keypadTimeout());

    assertThat(model.hearText()).isEqualTo("[Keypad: 555]");
    agent.cancel();
  }

  @Test
  void takesAKeyedCodePastTheModelAndTellsItOnlyThatItIsThere() {
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    model.hearText();
    signals.onSignal(new Signal.ChallengeOpened(Challenge.Kind.ONE_TIME_CODE, "***-***-5678"));
    assertThat(next())
        .isEqualTo(new AgentFrame.ChallengeOpened(Challenge.Kind.ONE_TIME_CODE, "***-***-5678"));

    caller.sendNext(new CallerFrame.KeyPressed("123456#"));

    assertThat(model.hearText()).isEqualTo("[The caller keyed the code.]");
    assertThat(desk.secrets).containsExactly(new Secret("123456"));
    signals.onSignal(new Signal.ChallengeClosed());
    caller.sendNext(new CallerFrame.KeyPressed("42#"));
    assertThat(model.hearText()).isEqualTo("[Keypad: 42]");
    assertThat(desk.secrets).hasSize(1);
    agent.cancel();
  }

  @Test
  void takesATypedAnswerPastTheModelTheRecordAndThePage() {
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    model.hearText();
    signals.onSignal(new Signal.ChallengeOpened(Challenge.Kind.SECURITY_QUESTION, null));
    next();

    caller.sendNext(new CallerFrame.TextTyped("Johnson"));

    assertThat(model.hearText()).isEqualTo("[The caller typed the answer.]");
    assertThat(desk.secrets).containsExactly(new Secret("Johnson"));
    caller.sendNext(new CallerFrame.TextTyped("I don't remember"));
    assertThat(next())
        .isEqualTo(new AgentFrame.Transcript("turn-1", Speaker.CALLER, "[withheld]", true));
    assertThat(desk.turns.stream().map(Turn::text)).containsExactly("[withheld]");
    agent.cancel();
  }

  @Test
  void redactsASpokenCodeFromThePageAndTheRecordAndLaterStreams() {
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    signals.onSignal(new Signal.ChallengeOpened(Challenge.Kind.ONE_TIME_CODE, "***-***-5678"));
    next();

    model.finalText(NovaRole.USER, "x", "it is 123456", StopReason.PARTIAL_TURN);

    assertThat(next().toString()).doesNotContain("123456");
    assertThat(desk.turns.toString()).doesNotContain("123456").contains("it is");
    model.fail(NovaFailure.Category.RETRY);
    FakeNova.Stream second = nova.next();
    assertThat(second.hearText()).isEqualTo("You are the agent of First National Bank.");
    assertThat(second.hearText()).doesNotContain("123456");
    agent.cancel();
  }

  @Test
  void saysSoWhenASecretCouldNotBeTaken() {
    join(false);
    signals.onSignal(new Signal.ChallengeOpened(Challenge.Kind.ONE_TIME_CODE, "***-***-5678"));
    next();
    desk.isAvailable = false;

    caller.sendNext(new CallerFrame.KeyPressed("123456#"));

    assertThat(next())
        .isInstanceOfSatisfying(
            AgentFrame.Problem.class, problem -> assertThat(problem.code()).isEqualTo("not_taken"));
    agent.cancel();
  }

  @Test
  void asksTheDeskForAToolOnlyWhenWhatTheCallerSaidBeforeIsKept() {
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    CompletableFuture<Void> kept = new CompletableFuture<>();
    desk.keeping = kept;
    model.finalText(NovaRole.USER, "x", "yes", StopReason.PARTIAL_TURN);
    next();
    model.say(new NovaOutput.ToolRequested("t", "use-1", "internalTransferTool", "{}"));
    assertThat(next()).isInstanceOf(AgentFrame.ToolStarted.class);
    assertThat(desk.uses).isEmpty();

    kept.complete(null);

    assertThat(next()).isInstanceOf(AgentFrame.ToolFinished.class);
    assertThat(desk.uses).hasSize(1);
    agent.cancel();
  }

  @Test
  void tellsTheNextStreamWhatAToolAnsweredThatTheLastOneAskedFor() {
    CompletableFuture<ToolOutcome> kept = new CompletableFuture<>();
    desk.tool = _ -> kept;
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    model.say(new NovaOutput.ToolRequested("t", "use-1", "internalTransferTool", "{}"));
    next();
    model.fail(NovaFailure.Category.RETRY);
    FakeNova.Stream second = nova.next();
    second.hearUntil(NovaInput.AudioStart.class);
    second.hearText();

    kept.complete(
        new ToolOutcome(
            ToolOutcome.Result.SUCCEEDED,
            "{\"outcome\":\"succeeded\",\"say\":\"Transfer complete.\"}",
            "TXN-1"));

    assertThat(second.hearText())
        .isEqualTo(
            "[The bank's answer to internalTransferTool has come."
                + " {\"outcome\":\"succeeded\",\"say\":\"Transfer complete.\"}"
                + " Say: \"Transfer complete.\"]");
    agent.cancel();
  }

  @Test
  void sendsSoundAtMostSoFarAheadOfTheEar() {
    FakeNova.Stream model = join(false);
    model.plan("a", "A long story.", 5_000);

    List<AgentFrame> burst = new ArrayList<>();
    agent.request(100);
    burst.add(agent.expectNext());
    burst.add(agent.expectNext());
    for (int i = 0; i < 21; i++) {
      burst.add(agent.expectNext());
    }
    agent.expectNoMessage(scala.concurrent.duration.Duration.create(100, "ms"));
    assertThat(burst.stream().filter(isAudio())).hasSize(21);

    passes(Duration.ofMillis(301));
    for (int i = 0; i < 3; i++) {
      assertThat(agent.expectNext()).isInstanceOf(AgentFrame.Audio.class);
    }
    agent.cancel();
  }

  @Test
  void clearsTheLegAtOnceWhenTheCallerBargesInAndKeepsOnlyWhatWasHeard() {
    FakeNova.Stream model = join(false);
    model.plan("a", "One two three four five six seven eight nine ten.", 5_000);
    until(isAudio());
    agent.request(100);
    for (int i = 0; i < 20; i++) {
      agent.expectNext();
    }
    passes(Duration.ofMillis(1_000));
    for (int i = 0; i < 10; i++) {
      agent.expectNext();
    }

    model.say(new NovaOutput.Interrupted("marker"));
    assertThat(agent.expectNext()).isEqualTo(new AgentFrame.AudioCleared("turn-1"));
    model.say(new NovaOutput.AudioSaid("a-sound", ByteString.fromArray(new byte[4_800])));
    model.endSound("a", StopReason.INTERRUPTED);
    model.finalText(NovaRole.USER, "b", "stop", StopReason.PARTIAL_TURN);

    assertThat(agent.expectNext())
        .isEqualTo(new AgentFrame.Transcript("turn-1", Speaker.AGENT, "One two…", true));
    assertThat(agent.expectNext())
        .isEqualTo(new AgentFrame.Transcript("turn-2", Speaker.CALLER, "stop", true));
    model.plan("c", "Yes?", 100);
    assertThat(agent.expectNext())
        .isEqualTo(new AgentFrame.Transcript("turn-3", Speaker.AGENT, "Yes?", false));
    assertThat(agent.expectNext()).isEqualTo(new AgentFrame.AudioStarted("turn-3"));
    assertThat(observer.seen).startsWith("joined", "barge-in", "turn AGENT", "turn CALLER");
    agent.cancel();
  }

  @Test
  void tellsTheModelOfASlowToolAndOfOneThatNeverAnswers() {
    desk.tool = _ -> new CompletableFuture<>();
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    model.hearText();
    model.say(new NovaOutput.ToolRequested("t", "use-1", "checkBalanceTool", "{}"));
    assertThat(next()).isEqualTo(new AgentFrame.ToolStarted("use-1", "checkBalanceTool"));

    passes(SETTINGS.slowToolAfter());
    assertThat(model.hearText()).isEqualTo("[The tool takes longer than usual.]");
    passes(SETTINGS.toolTimeout().minus(SETTINGS.slowToolAfter()));

    var result = (NovaInput.ToolResult) model.hearUntil(NovaInput.ToolResult.class);
    assertThat(result.content()).contains("\"outcome\":\"failed\"", "did not answer in time");
    assertThat(next())
        .isEqualTo(
            new AgentFrame.ToolFinished(
                "use-1", "checkBalanceTool", ToolOutcome.Result.FAILED, null));
    assertThat(observer.seen).contains("checkBalanceTool FAILED after 30000 ms");
    agent.cancel();
  }

  @Test
  void givesTheModelAToolsResultOnlyAfterTheDeskKeptIt() {
    CompletableFuture<ToolOutcome> kept = new CompletableFuture<>();
    desk.tool = _ -> kept;
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    model.hearText();
    model.hear();
    model.say(new NovaOutput.ToolRequested("t", "use-1", "checkBalanceTool", "{}"));
    assertThat(next()).isInstanceOf(AgentFrame.ToolStarted.class);

    model.heard().request(1);
    model.heard().expectNoMessage(scala.concurrent.duration.Duration.create(100, "ms"));
    kept.complete(new ToolOutcome(ToolOutcome.Result.REFUSED, "{\"outcome\":\"refused\"}", null));

    assertThat(model.heard().expectNext())
        .isEqualTo(new NovaInput.ToolResultStart("call", "result-3", "use-1"));
    assertThat(model.hear())
        .isEqualTo(new NovaInput.ToolResult("call", "result-3", "{\"outcome\":\"refused\"}"));
    agent.cancel();
  }

  @Test
  void goesOnSilentlyWithAnotherStreamWhenNothingIsOwed() {
    FakeNova.Stream model = join(false);
    model.plan("a", "Welcome.", 100).endSound("a", StopReason.END_TURN);
    model.finalText(NovaRole.ASSISTANT, "a", "Welcome.", StopReason.END_TURN);
    until(frame -> frame instanceof AgentFrame.Transcript(_, _, _, var isFinal) && isFinal);

    model.fail(NovaFailure.Category.RETRY);

    FakeNova.Stream second = nova.next();
    second.hearUntil(NovaInput.AudioStart.class);
    caller.sendNext(new CallerFrame.TextTyped("hello"));
    assertThat(second.hearText()).isEqualTo("hello");
    agent.cancel();
  }

  @Test
  void triesAFewStreamsThenEndsTheCallWithAClearProblem() {
    join(false).fail(NovaFailure.Category.RETRY);
    nova.next().fail(NovaFailure.Category.RETRY);
    agent.request(10);
    while (nova.hasOpenedNoMore()) {
      passes(SETTINGS.modelRetryPause());
    }
    nova.next().fail(NovaFailure.Category.RETRY);

    assertThat(agent.expectNext())
        .isEqualTo(
            new AgentFrame.Problem(
                "model_unavailable", "The voice agent cannot be reached at the moment.", true));
    assertThat(agent.expectNext()).isEqualTo(new AgentFrame.CallEnded(EndReason.FAILED));
    agent.expectComplete();
    assertThat(desk.ends).containsExactly(EndReason.FAILED);
    assertThat(nova.hasOpenedNoMore()).isTrue();
    assertThat(observer.seen)
        .filteredOn(seen -> seen.startsWith("model"))
        .containsExactly(
            "model failed RETRY TestFailure",
            "model stream replaced",
            "model failed RETRY TestFailure",
            "model stream replaced",
            "model failed RETRY TestFailure");
  }

  @Test
  void recordsTurnsLaterWhenTheJournalWasAway() {
    FakeNova.Stream model = join(false);
    desk.isAvailable = false;
    caller.sendNext(new CallerFrame.TextTyped("one"));
    caller.sendNext(new CallerFrame.TextTyped("two"));
    agent.request(10);
    agent.expectNext();
    agent.expectNext();
    assertThat(desk.turns).isEmpty();

    desk.isAvailable = true;
    passes(SETTINGS.turnRetryPause());
    model.finalText(NovaRole.USER, "x", "three", StopReason.PARTIAL_TURN);
    agent.expectNext();
    caller.sendComplete();
    agent.expectComplete();

    assertThat(desk.turns.stream().map(Turn::text)).containsExactly("one", "two", "three");
    assertThat(desk.lost).containsExactly("leg-1");
  }

  @Test
  void endsTheSessionInItsOrderWhenTheDeskEndsTheCall() {
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    signals.onSignal(new Signal.LevelReached(Level.PHONE));
    assertThat(next()).isEqualTo(new AgentFrame.LevelReached(Level.PHONE));

    signals.onSignal(new Signal.CallEnded(EndReason.IDLE_TIMEOUT));

    assertThat(next()).isEqualTo(new AgentFrame.CallEnded(EndReason.IDLE_TIMEOUT));
    agent.expectComplete();
    model.hearUntil(NovaInput.PromptEnd.class);
    assertThat(model.hear()).isInstanceOf(NovaInput.SessionEnd.class);
    assertThat(desk.ends).isEmpty();
    passes(SETTINGS.modelEndGrace());
    passes(SETTINGS.modelEndGrace());
    model.heard().expectComplete();
  }

  @Test
  void leavesTheCallToTheLegThatCameAfter() {
    join(false);
    signals.onSignal(new Signal.Superseded());

    assertThat(next()).isInstanceOf(AgentFrame.Problem.class);
    agent.expectComplete();
    assertThat(desk.ends).isEmpty();
    assertThat(desk.lost).isEmpty();
  }

  @Test
  void neverLetsTheCallerHearATransferThatNobodyMade() {
    FakeNova.Stream model = join(false);
    model.plan("a", "One moment, please.", 100).endSound("a", StopReason.PARTIAL_TURN);
    model
        .plan("b", "I've transferred $500 to your savings.", 100)
        .endSound("b", StopReason.END_TURN)
        .finalText(NovaRole.ASSISTANT, "a", "One moment, please.", StopReason.PARTIAL_TURN)
        .finalText(
            NovaRole.ASSISTANT, "b", "I've transferred $500 to your savings.", StopReason.END_TURN);

    List<AgentFrame> heard =
        until(frame -> frame instanceof AgentFrame.Transcript(_, _, _, var isFinal) && isFinal);

    assertThat(texts(heard)).allSatisfy(text -> assertThat(text).isEqualTo("One moment, please."));
    assertThat(soundMs(heard)).isLessThanOrEqualTo(100);
    assertThat(desk.cuts).containsExactly(Judgement.Reason.ACTION_NOT_DONE);
    assertThat(observer.seen).contains("cut ACTION_NOT_DONE");
    assertThat(desk.turns).extracting(Turn::text).containsExactly("One moment, please.");
    assertThat(hearTextAfterPrelude(model))
        .isEqualTo(
            "[Correct yourself. Say: \"I'm sorry, I misspoke. I have not made that transfer.\"]");
  }

  @Test
  void letsTheCorrectionBeHeardAfterAWhollyCutTurn() {
    FakeNova.Stream model = join(false);
    model
        .plan("a", "Your card is frozen.", 100)
        .endSound("a", StopReason.END_TURN)
        .finalText(NovaRole.ASSISTANT, "a", "Your card is frozen.", StopReason.END_TURN);
    String correction = "I'm sorry, I misspoke. Your card has not been frozen.";
    assertThat(hearTextAfterPrelude(model)).contains(correction);
    model
        .plan("b", correction, 100)
        .endSound("b", StopReason.END_TURN)
        .finalText(NovaRole.ASSISTANT, "b", correction, StopReason.END_TURN);

    List<AgentFrame> heard =
        until(frame -> frame instanceof AgentFrame.Transcript(_, _, _, var isFinal) && isFinal);

    assertThat(texts(heard)).allSatisfy(text -> assertThat(text).isEqualTo(correction));
    assertThat(desk.turns).extracting(Turn::text).containsExactly(correction);
  }

  @Test
  void letsTheSameWordsThroughOnceAToolHasDoneIt() {
    desk.tool =
        _ ->
            CompletableFuture.completedFuture(
                ToolAnswer.succeeded("Your card ending in 4521 is frozen.").outcome());
    FakeNova.Stream model = join(false);
    model.say(new NovaOutput.ToolRequested("t", "use-1", "freezeCardTool", "{}"));
    until(AgentFrame.ToolFinished.class::isInstance);

    model.plan("a", "Your card is frozen.", 100);

    assertThat(until(isAudio())).isNotEmpty();
    assertThat(desk.cuts).isEmpty();
  }

  @Test
  void knowsOnACallThatGoesOnWhatItsToolsDidBefore() {
    desk.outcomes.add(
        new PastOutcome(
            "internalTransferTool",
            ToolAnswer.succeeded("Transfer complete! Your new checking balance is $5,147.32.")
                .outcome()));
    FakeNova.Stream model = join(true);

    model.plan("a", "We are connected again. Your transfer is complete.", 100);

    assertThat(until(isAudio())).isNotEmpty();
    assertThat(desk.cuts).isEmpty();
  }

  @Test
  void stopsCorrectingAModelThatGoesOnInventingButNeverLetsItBeHeard() {
    FakeNova.Stream model = join(false);
    for (int i = 0; i < 6; i++) {
      model
          .plan("lie" + i, "Your balance is $" + (i + 1) + ",000.", 100)
          .endSound("lie" + i, StopReason.END_TURN);
    }
    model.plan("end", "How may I help you?", 100);

    List<AgentFrame> heard = until(isAudio());

    assertThat(texts(heard)).containsExactly("How may I help you?");
    assertThat(desk.cuts).hasSize(6);
    for (int i = 0; i < 3; i++) {
      assertThat(hearTextAfterPrelude(model)).startsWith("[Correct yourself.");
    }
  }

  private static List<String> texts(List<AgentFrame> frames) {
    return frames.stream()
        .filter(AgentFrame.Transcript.class::isInstance)
        .map(frame -> ((AgentFrame.Transcript) frame).text())
        .toList();
  }

  private static long soundMs(List<AgentFrame> frames) {
    return frames.stream()
        .filter(AgentFrame.Audio.class::isInstance)
        .mapToLong(frame -> ((AgentFrame.Audio) frame).pcm().size() / 48)
        .sum();
  }

  private static String hearTextAfterPrelude(FakeNova.Stream model) {
    String text = model.hearText();
    while (!text.startsWith("[Correct")) {
      text = model.hearText();
    }
    return text;
  }
}
