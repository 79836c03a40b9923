package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.call.Turn.Speaker;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.streams.nova.NovaFailure;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaOutput;

/** When another stream takes a conversation over, and what it is told. */
class RenewalTest extends HandTurnedCall {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private final HandNova nova = new HandNova();

  private HandNova.Stream greeted() {
    return greeted("");
  }

  private HandNova.Stream greeted(String settings) {
    join(nova, "silence-ask-after = 30 minutes, " + settings);
    HandNova.Stream first = nova.stream(1).agent("welcome", "Welcome.", 500);
    passes(SECOND);
    return first;
  }

  /** Just before the time for it the caller asks something, so that no quiet moment comes. */
  private HandNova.Stream askedWhenRenewalIsDue() {
    HandNova.Stream first = greeted();
    passes(Duration.ofSeconds(358));
    first.caller("c1", "My balance please.");
    passes(Duration.ofSeconds(2));
    assertThat(nova.streams).hasSize(1);
    return first;
  }

  @Test
  void opensTheNextStreamWhileTheAgentSpeaksAndHandsOverWhenThatWasHeard() {
    HandNova.Stream first = askedWhenRenewalIsDue();

    first.begin("a1", "Certainly, let me see.", 3_000);
    HandNova.Stream second = nova.stream(2);
    assertThat(second.texts()).containsExactly("You are the agent of First National Bank.");
    first.end("a1", "Certainly, let me see.");
    passes(Duration.ofMillis(2_500));
    assertThat(second.hasTheConversation()).isFalse();
    passes(SECOND);

    assertThat(second.hasTheConversation()).isTrue();
    assertThat(second.told()).containsExactly("My balance please.", "Certainly, let me see.");
    assertThat(first.heard().subList(first.heard().size() - 3, first.heard().size()))
        .containsExactly(
            new NovaInput.ContentEnd("call", "caller"),
            new NovaInput.PromptEnd("call"),
            new NovaInput.SessionEnd());
    assertThat(seen("model")).containsExactly("model stream renewed BETWEEN_TURNS");
    assertThat(seen("caller held")).isEmpty();
  }

  @Test
  void waitsForAModelThatHasNotSpokenToTheEnd() {
    HandNova.Stream first = askedWhenRenewalIsDue();
    first.begin("a1", "Certainly, let me see.", 500);
    passes(SECOND.multipliedBy(2));
    assertThat(nova.stream(2).hasTheConversation()).isFalse();

    first.end("a1", "Certainly, let me see.");
    passes(SECOND);
    assertThat(nova.stream(2).hasTheConversation()).isTrue();
  }

  @Test
  void waitsForTheAnswerToKeysThatWereEntered() {
    HandNova.Stream first = greeted();
    passes(Duration.ofSeconds(358));
    caller.offer(new CallerFrame.KeyPressed("5552345678#"));
    passes(Duration.ofSeconds(5));
    assertThat(nova.stream(2).hasTheConversation()).isFalse();

    first.agent("a1", "Thank you.", 200);
    passes(SECOND);
    assertThat(nova.stream(2).hasTheConversation()).isTrue();
    assertThat(nova.stream(2).told()).isEmpty();
  }

  @Test
  void waitsForTheWordsOfACallerWhoHasSpokenForLonger() {
    HandNova.Stream first = askedWhenRenewalIsDue();
    first.agent("a1", "Certainly, let me see.", 3_300);
    for (int i = 0; i < 125; i++) {
      sounds(AttentiveModel.speech(1, i));
    }
    assertThat(nova.stream(2).hasTheConversation()).as("its beginning would be lost").isFalse();

    passes(SECOND);
    first.caller("c2", "A long story.").agent("a2", "I see.", 200);
    passes(SECOND);
    assertThat(nova.stream(2).hasTheConversation()).isTrue();
    assertThat(nova.stream(2).replayed()).isEmpty();
  }

  @Test
  void nothingThatTheStreamBeforeStillSaysReachesTheCaller() {
    HandNova.Stream first = askedWhenRenewalIsDue();
    first.agent("a1", "Certainly, let me see.", 500);
    passes(SECOND);
    int frames = heard.size();

    first.caller("late", "Anybody there?").agent("late-answer", "Yes, hello.", 500);
    first.say(new NovaOutput.ToolRequested("t", "use-9", "checkBalanceTool", "{}"));
    passes(SECOND);

    assertThat(heard).hasSize(frames);
    assertThat(desk.uses).isEmpty();
    assertThat(turns(Speaker.CALLER)).containsExactly("My balance please.");
  }

  @Test
  void renewsInAQuietMomentWithoutAWord() {
    greeted();
    passes(Duration.ofSeconds(358));
    assertThat(nova.streams).hasSize(1);
    passes(Duration.ofSeconds(3));

    assertThat(nova.stream(2).hasTheConversation()).isTrue();
    assertThat(nova.stream(2).told()).isEmpty();
    types("hello");
    assertThat(nova.stream(2).told()).containsExactly("hello");
  }

  @Test
  void atABargeInTheNextStreamHearsTheCallersWordsFromTheirBeginning() {
    HandNova.Stream first = askedWhenRenewalIsDue();
    first.begin("a1", "It is quite a long story.", 8_000);
    passes(SECOND);
    List<ByteString> words = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      words.add(AttentiveModel.speech(1, i));
      sounds(words.getLast());
    }

    first.say(new NovaOutput.Interrupted("a1"));
    HandNova.Stream second = nova.stream(2);
    assertThat(second.hasTheConversation()).isTrue();
    for (int i = 0; i < 20; i++) {
      sounds(AttentiveModel.silence());
    }
    assertThat(second.replayed()).contains(words.getFirst());
    assertThat(second.sound()).containsSequence(words);
    assertThat(heard).contains(new AgentFrame.AudioCleared("turn-3"));
    first.caller("half", "wait what");
    second.caller("whole", "Wait, what about savings?");

    assertThat(transcripts(Speaker.CALLER))
        .containsExactly("My balance please.", "Wait, what about savings?");
    assertThat(seen("model")).containsExactly("model stream renewed BARGE_IN");
  }

  @Test
  void soundThatWasUnderstoodIsNotHeardAgain() {
    HandNova.Stream first = askedWhenRenewalIsDue();
    for (int i = 0; i < 20; i++) {
      sounds(AttentiveModel.speech(1, i));
    }
    for (int i = 0; i < 47; i++) {
      sounds(AttentiveModel.silence());
    }
    first.caller("c2", "And my savings.").agent("a1", "Certainly.", 200);
    passes(SECOND);

    assertThat(nova.stream(2).hasTheConversation()).isTrue();
    assertThat(nova.stream(2).replayed()).allMatch(AttentiveModel.silence()::equals);
  }

  /** No moment was quiet enough to renew, and there are three seconds left. */
  private HandNova.Stream askedJustBeforeTheLimit() {
    HandNova.Stream first = greeted();
    for (int i = 0; i < 80; i++) {
      // the agent tells something without end
      passes(Duration.ofMillis(5_500));
      first.begin("a" + i, "And so on.", 5_600);
    }
    passes(Duration.ofSeconds(7));
    first.end("a79", "And so on.");
    types("What is my balance?");
    return first;
  }

  @Test
  void atTheLimitWordsWhoseAnswerNobodyHasHeardAreAskedOnceMore() {
    HandNova.Stream first = askedJustBeforeTheLimit();
    first.caller("c", "What is my balance?").plans("b", "Certainly, let me see.");
    passes(Duration.ofSeconds(3));

    HandNova.Stream second = nova.stream(nova.streams.size());
    assertThat(second.told()).endsWith("What is my balance?").doesNotContain(Cue.BACK);
    second.caller("echo", "What is my balance?").agent("b", "Certainly, let me see.", 500);
    passes(SECOND.multipliedBy(10));
    assertThat(turns(Speaker.CALLER)).containsExactly("What is my balance?");
    assertThat(turns(Speaker.AGENT)).containsOnlyOnce("Certainly, let me see.");
  }

  @Test
  void atTheLimitWordsWhoseAnswerWasHeardInPartAreNotAskedAgain() {
    HandNova.Stream first = askedJustBeforeTheLimit();
    first
        .caller("c", "What is my balance?")
        .begin("b", "Certainly, let me see what you have.", 9_000);
    passes(Duration.ofSeconds(3));

    HandNova.Stream second = nova.stream(nova.streams.size());
    assertThat(second.told()).containsOnlyOnce("What is my balance?").endsWith(Cue.BACK);
  }

  @Test
  void atTheLimitWordsWithoutAnAnswerAreAskedOnceMoreAndRecordedOnce() {
    askedJustBeforeTheLimit();
    passes(Duration.ofSeconds(3));

    HandNova.Stream second = nova.stream(nova.streams.size());
    assertThat(second.told())
        .endsWith("What is my balance?")
        .containsOnlyOnce("What is my balance?");
    assertThat(seen("model stream")).containsExactly("model stream renewed LIMIT");
    second.caller("echo", "What is my balance?").agent("b", "Certainly, let me see.", 500);
    passes(SECOND);
    assertThat(turns(Speaker.CALLER)).containsExactly("What is my balance?");
  }

  @Test
  void aToolInFlightIsToldToTheNextStreamAndNotAskedForAgain() {
    CompletableFuture<ToolOutcome> kept = new CompletableFuture<>();
    desk.tool = _ -> kept;
    HandNova.Stream first = greeted("tool-timeout = 3 minutes");
    passes(Duration.ofSeconds(358));
    first.caller("c", "My balance please.");
    first.say(new NovaOutput.ToolRequested("t", "use-1", "checkBalanceTool", "{}"));
    passes(Duration.ofSeconds(95));
    HandNova.Stream second = nova.stream(2);
    assertThat(second.told())
        .as("the first never said that it takes a moment")
        .containsExactly("My balance please.", Cue.SLOW_TOOL);

    kept.complete(
        new ToolOutcome(
            ToolOutcome.Result.SUCCEEDED, "{\"outcome\":\"succeeded\",\"say\":\"Yes.\"}", null));

    assertThat(second.told())
        .containsExactly(
            "My balance please.",
            Cue.SLOW_TOOL,
            "[The bank's answer to checkBalanceTool has come."
                + " {\"outcome\":\"succeeded\",\"say\":\"Yes.\"} Say: \"Yes.\"]");
    assertThat(first.heard()).noneMatch(NovaInput.ToolResult.class::isInstance);
    assertThat(desk.uses).hasSize(1);
  }

  @Test
  void keepsItsStreamWhileTheNextOneCannotBeOpened() {
    HandNova.Stream first = greeted();
    passes(Duration.ofSeconds(358));
    passes(Duration.ofMillis(1_200));
    nova.stream(2).fail(NovaFailure.Category.RETRY);
    passes(Duration.ofSeconds(4));
    assertThat(nova.streams).hasSize(2);
    types("hello");
    assertThat(first.told()).contains("hello");
    first.agent("a", "Hello.", 200);
    passes(Duration.ofSeconds(5));

    assertThat(nova.stream(3).hasTheConversation()).isTrue();
    assertThat(seen("model stream")).containsExactly("model stream renewed BETWEEN_TURNS");
  }
}
