package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.Turn.Speaker;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.streams.nova.NovaFailure;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaRole;

/** Streams that break, fall silent or are deaf, and what the caller notices of it. */
class FailingModelTest extends HandTurnedCall {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private final HandNova nova = new HandNova();

  private HandNova.Stream greeted() {
    join(nova, "silence-ask-after = 30 minutes");
    HandNova.Stream first = nova.stream(1).agent("welcome", "Welcome.", 500);
    passes(SECOND);
    return first;
  }

  @Test
  void wordsThatWereNotAnsweredAreAskedAnewOnTheNextStream() {
    HandNova.Stream first = greeted();
    types("My balance please.");
    first.caller("echo", "My balance please.");

    first.fail(NovaFailure.Category.RETRY);

    HandNova.Stream second = nova.stream(2);
    assertThat(second.told()).containsExactly("My balance please.");
    second.caller("echo", "My balance please.").agent("a", "Certainly.", 100);
    assertThat(turns(Speaker.CALLER)).containsExactly("My balance please.");
  }

  @Test
  void wordsForWhichAToolWasUsedAreNotAskedAnewButItsResultIsTold() {
    desk.tool =
        _ ->
            CompletableFuture.completedFuture(
                new ToolOutcome(
                    ToolOutcome.Result.SUCCEEDED,
                    "{\"outcome\":\"succeeded\",\"say\":\"It is done.\"}",
                    "TXN-1"));
    HandNova.Stream first = greeted();
    first.caller("c", "Transfer it.");
    first.say(new NovaOutput.ToolRequested("t", "use-1", "internalTransferTool", "{}"));

    first.fail(NovaFailure.Category.RETRY);

    assertThat(nova.stream(2).told())
        .containsExactly(
            "Transfer it.",
            "[The bank's answer to internalTransferTool has come."
                + " {\"outcome\":\"succeeded\",\"say\":\"It is done.\"} Say: \"It is done.\"]");
    assertThat(nova.stream(2).heard())
        .contains(new NovaInput.TextStart("call", "text-2", NovaRole.USER, false));
    assertThat(desk.uses).hasSize(1);
  }

  @Test
  void aModelThatOnlyWritesHasToldAResultWhenItHasWrittenToTheEnd() {
    desk.tool =
        _ ->
            CompletableFuture.completedFuture(
                new ToolOutcome(ToolOutcome.Result.SUCCEEDED, "{\"outcome\":\"succeeded\"}", null));
    join(nova, "silence-ask-after = 30 minutes");
    HandNova.Stream first = nova.stream(1).writes("welcome", "Welcome.");
    passes(SECOND);
    first.caller("c", "My balance please.");
    first.say(new NovaOutput.ToolRequested("t", "use-1", "checkBalanceTool", "{}"));
    first.writes("a", "Here it is.");

    passes(Duration.ofMinutes(1));

    assertThat(seen("caller held")).isEmpty();
    assertThat(nova.streams).hasSize(1);
  }

  @Test
  void anEntryOfKeysThatWasNotAnsweredIsToldAgain() {
    HandNova.Stream first = greeted();
    caller.offer(new CallerFrame.KeyPressed("15552345678#"));
    assertThat(first.told()).endsWith("[Keypad: 15552345678]");

    first.fail(NovaFailure.Category.RETRY);

    assertThat(nova.stream(2).told()).containsExactly("[Keypad: 15552345678]");
  }

  @Test
  void theNextStreamHearsWhatTheCallerSaidWhileThereWasNone() {
    HandNova.Stream first = greeted();
    first.fail(NovaFailure.Category.RETRY);
    nova.stream(2).fail(NovaFailure.Category.RETRY);
    for (int i = 0; i < 10; i++) {
      sounds(AttentiveModel.speech(1, i));
    }
    passes(SECOND);

    assertThat(nova.stream(3).replayed())
        .containsSequence(AttentiveModel.speech(1, 0), AttentiveModel.speech(1, 1))
        .endsWith(AttentiveModel.speech(1, 9));
  }

  @Test
  void aStreamThatOwesAnAnswerAndIsSilentIsReplacedAndTheCallerNeverSitsInSilence() {
    HandNova.Stream first = greeted();
    first.caller("c", "My balance please.");
    Instant asked = clock.instant();
    passes(Duration.ofMillis(2_900));
    assertThat(heard)
        .contains(
            new AgentFrame.Notice(
                "please_hold", "One moment, please. I am still with you.", "turn-3"),
            new AgentFrame.AudioStarted("turn-3"),
            new AgentFrame.AudioEnded("turn-3", 300));
    assertThat(nova.streams).hasSize(1);
    passes(Duration.ofMillis(7_400));

    HandNova.Stream second = nova.stream(2);
    assertThat(Duration.between(asked, clock.instant())).isLessThan(Duration.ofSeconds(11));
    assertThat(second.told()).containsExactly("My balance please.");
    assertThat(seen("model failed")).containsExactly("model failed RETRY Silent");
    assertThat(seen("caller held")).hasSizeBetween(3, 4);
    second.agent("a", "Certainly.", 100);
    int held = seen("caller held").size();
    passes(Duration.ofMinutes(2));
    assertThat(seen("caller held")).hasSize(held);
    assertThat(nova.streams).hasSize(2);
  }

  @Test
  void aStreamThatFallsSilentInMidSpeechIsReplacedAndWhatWasHeardIsKept() {
    HandNova.Stream first = greeted();
    first.caller("c", "My balance please.");
    first.begin("a", "Your balance is", 500);
    passes(Duration.ofSeconds(10));

    assertThat(seen("caller held")).hasSizeBetween(2, 3);
    passes(SECOND);
    assertThat(seen("model failed")).containsExactly("model failed RETRY Silent");
    assertThat(turns(Speaker.AGENT)).containsExactly("Welcome.", "Your balance is");
    nova.stream(2).agent("b", "As I was saying.", 500);
    passes(SECOND);
    assertThat(transcripts(Speaker.AGENT)).endsWith("As I was saying.");
  }

  /** At the leg, sound belongs to the turn that was begun last. */
  @Test
  void aToneInMidSpeechLeavesTheTurnWhatItIs() {
    HandNova.Stream first = greeted();
    first.caller("c", "My balance please.");
    first.begin("a", "One moment.", 500);
    passes(Duration.ofSeconds(4));
    assertThat(seen("caller held")).hasSize(1);
    first.end("a", "One moment.");
    passes(SECOND);

    String turn = "turn-3";
    assertThat(heard.stream().filter(frame -> frame.isSoundOf(turn)).toList())
        .startsWith(new AgentFrame.AudioStarted(turn))
        .endsWith(new AgentFrame.AudioEnded(turn, 800))
        .hasSize(2 + 5 + 3);
    assertThat(heard.stream().filter(AgentFrame.AudioStarted.class::isInstance)).hasSize(2);
    assertThat(turns(Speaker.AGENT)).containsExactly("Welcome.", "One moment.");
    assertThat(seen("first audio")).hasSize(1);
  }

  @Test
  void wordsThatTheModelNeverConfirmsAreKeptAsTheyWereHeard() {
    HandNova.Stream first = greeted();
    first.begin("a", "Anything else?", 500);
    first.say(
        new NovaOutput.ContentEnded(
            "a", NovaOutput.ContentType.AUDIO, NovaOutput.StopReason.END_TURN));
    passes(Duration.ofMillis(2_400));
    assertThat(turns(Speaker.AGENT)).containsExactly("Welcome.");

    passes(Duration.ofMillis(200));

    assertThat(transcripts(Speaker.AGENT)).containsExactly("Welcome.", "Anything else?");
    assertThat(turns(Speaker.AGENT)).containsExactly("Welcome.", "Anything else?");
    first.end("a", "Anything else?").agent("b", "Still there?", 500);
    passes(SECOND);
    assertThat(turns(Speaker.AGENT)).containsExactly("Welcome.", "Anything else?", "Still there?");
    assertThat(nova.streams).hasSize(1);
  }

  @Test
  void aCallerWhoIsQuietCausesNothing() {
    greeted();
    for (int i = 0; i < 3_000; i++) {
      sounds(AttentiveModel.silence());
    }
    passes(Duration.ofMinutes(4));

    assertThat(nova.streams).hasSize(1);
    assertThat(seen("caller held")).isEmpty();
  }

  @Test
  void aStreamThatHearsNothingIsReplacedOnceAndTheNextOneHearsTheWords() {
    greeted();
    for (int i = 0; i < 30; i++) {
      sounds(AttentiveModel.speech(1, i));
    }
    for (int i = 0; i < 1_000; i++) {
      sounds(AttentiveModel.silence());
    }

    HandNova.Stream second = nova.stream(2);
    assertThat(second.replayed())
        .contains(AttentiveModel.speech(1, 0), AttentiveModel.speech(1, 29));
    assertThat(seen("model failed")).containsExactly("model failed RETRY Deaf");
    second.caller("c", "Hello?").agent("a", "Yes, hello.", 100);
    passes(SECOND);
    for (int i = 0; i < 30; i++) {
      sounds(AttentiveModel.speech(2, i));
    }
    passes(Duration.ofSeconds(20));
    assertThat(nova.streams).hasSize(3);
  }

  @Test
  void aCoughIsNoReasonForAnotherStream() {
    greeted();
    for (int i = 0; i < 10; i++) {
      sounds(AttentiveModel.speech(1, i));
    }
    passes(Duration.ofMinutes(1));

    assertThat(nova.streams).hasSize(1);
  }

  @Test
  void isToldInOurWordsWhenThereIsNoModelAnyMore() {
    greeted().fail(NovaFailure.Category.RETRY);
    nova.stream(2).fail(NovaFailure.Category.RETRY);
    passes(SECOND);
    nova.stream(3).fail(NovaFailure.Category.RETRY);

    assertThat(heard)
        .contains(
            new AgentFrame.Problem(
                "model_unavailable",
                "I'm sorry, our agent cannot be reached at the moment. Please call again in a few"
                    + " minutes, or ask the bank for a person or a call-back.",
                true))
        .endsWith(new AgentFrame.CallEnded(EndReason.FAILED));
  }

  @Test
  void isToldAloudWhenThereIsNoModelAnyMore() {
    greeted().fail(NovaFailure.Category.RETRY);
    nova.stream(2).fail(NovaFailure.Category.RETRY);
    passes(SECOND);
    nova.stream(3).fail(NovaFailure.Category.RETRY);

    List<AgentFrame> last =
        heard.stream().dropWhile(frame -> !(frame instanceof AgentFrame.Problem)).toList();
    assertThat(
            last.stream()
                .filter(AgentFrame.Audio.class::isInstance)
                .mapToInt(frame -> ((AgentFrame.Audio) frame).pcm().size())
                .sum())
        .isEqualTo(Announcement.unavailable().pcm().size())
        .isGreaterThan(5 * 48_000);
    assertThat(last.getLast()).isEqualTo(new AgentFrame.CallEnded(EndReason.FAILED));
    assertThat(turns(Speaker.AGENT)).containsExactly("Welcome.");
  }

  @Test
  void aModelThatIsLeftAloneIsWaitedForWhileTheCallerIsHeld() {
    greeted().fail(NovaFailure.Category.RETRY);
    nova.stream(2).fail(NovaFailure.Category.LATER);
    passes(Duration.ofMillis(4_900));
    assertThat(nova.streams).hasSize(2);
    assertThat(seen("caller held")).hasSize(1);

    passes(Duration.ofMillis(200));

    nova.stream(3).agent("a", "Here I am again.", 500);
    passes(SECOND);
    assertThat(turns(Speaker.AGENT)).containsExactly("Welcome.", "Here I am again.");
  }

  @Test
  void whileStreamsAreTriedTheCallerHearsThatSomebodyIsThere() {
    join(nova, "model-retry-pause = 6 s, silence-ask-after = 30 minutes");
    nova.stream(1).agent("welcome", "Welcome.", 500).fail(NovaFailure.Category.RETRY);
    nova.stream(2).fail(NovaFailure.Category.RETRY);
    passes(Duration.ofMillis(3_300));

    assertThat(nova.streams).hasSize(2);
    assertThat(seen("caller held")).hasSize(1);
    List<AgentFrame> tone =
        heard.stream()
            .dropWhile(frame -> !(frame instanceof AgentFrame.Notice))
            .filter(AgentFrame.Audio.class::isInstance)
            .toList();
    assertThat(tone).hasSize(3);
  }
}
