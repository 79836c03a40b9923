package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.call.Turn.Speaker;
import org.voiceteller.streams.nova.NovaCodec;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaOutput.ContentType;
import org.voiceteller.streams.nova.NovaOutput.Stage;
import org.voiceteller.streams.nova.NovaOutput.StopReason;
import org.voiceteller.streams.nova.NovaRole;

/** Turns of whole conversations, as the model sends them. */
class TurnTrackerTest {

  private final List<String> heard = new ArrayList<>();
  private int ids;
  private final Map<String, Long> heardMs = new HashMap<>();
  private final Set<String> silenced = new HashSet<>();
  private final TurnTracker tracker =
      new TurnTracker(
          () -> "T" + ++ids, _ -> true, words -> words.startsWith("By law"), new Written());

  private final class Written implements TurnListener {

    @Override
    public void transcript(String turnId, Speaker speaker, String text, boolean isFinal) {
      heard.add("%s %s%s: %s".formatted(turnId, speaker, isFinal ? "" : " plans", text));
    }

    @Override
    public void audioStarted(String turnId) {
      heard.add(turnId + " sound");
    }

    @Override
    public void audio(String turnId, ByteString pcm) {
      heard.add(turnId + " " + pcm.size() / 48 + " ms");
    }

    @Override
    public void audioEnded(String turnId) {
      heard.add(turnId + " silent");
    }

    @Override
    public void bargedIn(String turnId) {
      heard.add(turnId + " cut");
      silenced.add(turnId);
    }

    @Override
    public void bargedInAfter(String turnId, long ms) {
      heard.add(turnId + " cut after " + ms + " ms");
    }

    @Override
    public void unheard(String turnId, String text) {
      heard.add(turnId + " unheard: " + text);
    }

    @Override
    public void turnTaken(Turn turn) {
      heard.add(turn.turnId() + " kept");
    }

    @Override
    public void agentTurnBegun(String turnId) {}

    @Override
    public void agentTurnOver(String turnId, String announced, String heard) {}

    @Override
    public long heardMs(String turnId) {
      return heardMs.getOrDefault(turnId, Long.MAX_VALUE);
    }

    @Override
    public boolean hasHeardAll(String turnId) {
      return silenced.contains(turnId) || heardMs(turnId) == Long.MAX_VALUE;
    }
  }

  private void play(String conversation) throws IOException {
    NovaCodec codec = NovaCodec.create();
    String lines;
    try (InputStream file =
        Objects.requireNonNull(
            TurnTrackerTest.class.getResourceAsStream("/conversations/" + conversation))) {
      lines = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (String line : lines.lines().toList()) {
      codec
          .decode(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)))
          .ifPresent(tracker::hear);
    }
  }

  @Test
  void keepsOneTurnAcrossSentencesAndATool() throws IOException {
    play("tool-and-answer.jsonl");

    assertThat(heard)
        .containsExactly(
            "T1 CALLER: what is my balance",
            "T1 kept",
            "T2 AGENT plans: Let me check.",
            "T2 sound",
            "T2 40 ms",
            "T2 AGENT plans: Let me check. You have ten dollars.",
            "T2 40 ms",
            "T2 40 ms",
            "T2 AGENT plans: Let me check. You have ten dollars. Anything else?",
            "T2 40 ms",
            "T2 silent",
            "T2 AGENT: Let me check. You have ten dollars. Anything else?",
            "T2 kept");
    assertThat(tracker.isAnswerOwed()).isFalse();
  }

  @Test
  void keepsOfAnInterruptedTurnWhatWasHeard() throws IOException {
    heardMs.put("T1", 40L);
    play("barge-in.jsonl");

    assertThat(heard)
        .containsExactly(
            "T1 AGENT plans: First sentence.",
            "T1 sound",
            "T1 40 ms",
            "T1 AGENT plans: First sentence. Second sentence.",
            "T1 40 ms",
            "T1 cut",
            "T1 AGENT: First sentence.",
            "T1 unheard: Second sentence.",
            "T1 kept",
            "T2 CALLER: stop",
            "T2 kept",
            "T3 AGENT plans: Yes?",
            "T3 sound",
            "T3 40 ms",
            "T3 silent",
            "T3 AGENT: Yes?",
            "T3 kept");
  }

  @Test
  void skipsWhatItDoesNotKnowAndBelievesQuotedMarkersToBeWords() throws IOException {
    play("unknown-events.jsonl");

    assertThat(heard)
        .contains("T1 AGENT: The page says {\"interrupted\": true} in quotes.", "T1 kept")
        .doesNotContain("T1 cut");
  }

  @Test
  void keepsWhatWasTypedOnceHoweverTheModelRepeatsIt() {
    tracker.typed("balance");
    tracker.cued("[Keypad: 12]");
    says(NovaRole.USER, "balance");
    says(NovaRole.USER, "[Keypad: 12]");
    says(NovaRole.USER, "balance");

    assertThat(heard)
        .containsExactly("T1 CALLER: balance", "T1 kept", "T2 CALLER: balance", "T2 kept");
  }

  @Test
  void owesAnAnswerFromTheCallersWordsToTheAgents() {
    assertThat(tracker.isAnswerOwed()).isTrue();
    plan("p1", "Welcome.");
    assertThat(tracker.isAnswerOwed()).isFalse();
    says(NovaRole.ASSISTANT, "Welcome.");
    says(NovaRole.USER, "hello");
    assertThat(tracker.isAnswerOwed()).isTrue();
    plan("p2", "Hello.");
    sound("b", 100, StopReason.PARTIAL_TURN);
    tracker.streamLost();

    assertThat(tracker.isAnswerOwed()).isTrue();
    assertThat(heard).contains("T3 AGENT: Hello.", "T3 kept");
  }

  @Test
  void keepsTheHeardPartOfWhatTheModelNeverConfirmed() {
    plan("p1", "one two three four");
    sound("a", 1_000, StopReason.PARTIAL_TURN);
    heardMs.put("T1", 500L);
    tracker.finish(true);

    assertThat(heard).contains("T1 AGENT: one two…", "T1 unheard: three four", "T1 kept");
  }

  @Test
  void keepsNothingOfATurnThatNobodyHeard() {
    plan("p1", "one two three four");
    tracker.hear(new NovaOutput.Interrupted("m"));
    tracker.finish(true);

    assertThat(heard)
        .containsExactly(
            "T1 AGENT plans: one two three four",
            "T1 cut",
            "T1 AGENT: ",
            "T1 unheard: one two three four");
  }

  @Test
  void keepsATurnWhenItWasHeardAndNotWhenItWasSaid() {
    heardMs.put("T1", 200L);
    plan("p1", "one two three four");
    sound("a", 1_000, StopReason.END_TURN);
    says(NovaRole.ASSISTANT, "one two three four");
    assertThat(heard).doesNotContain("T1 kept");

    heardMs.clear();
    tracker.settleHeard();

    assertThat(heard).endsWith("T1 AGENT: one two three four", "T1 kept");
  }

  @Test
  void keepsOfWhatTheModelHasLongSaidOnlyWhatWasHeardBeforeTheCallerCutIn() {
    plan("p1", "One sentence.");
    sound("a", 1_000, StopReason.PARTIAL_TURN);
    plan("p2", "And then another.");
    sound("b", 1_000, StopReason.END_TURN);
    heardMs.put("T1", 1_700L);
    says(NovaRole.ASSISTANT, "One sentence.");
    says(NovaRole.ASSISTANT, "And then another.");

    tracker.hear(new NovaOutput.Interrupted("m"));

    assertThat(heard)
        .contains("T1 cut")
        .endsWith("T1 AGENT: One sentence. And then…", "T1 unheard: another.", "T1 kept");
  }

  @Test
  void answersTheCallerInATurnOfItsOwnThoughTheLastOneIsNotYetOver() {
    plan("p1", "Let me tell you.");
    sound("a", 100, StopReason.PARTIAL_TURN);
    tracker.typed("balance");
    plan("p2", "Ten dollars.");
    sound("b", 100, StopReason.END_TURN);
    says(NovaRole.ASSISTANT, "Let me tell you.");
    says(NovaRole.ASSISTANT, "Ten dollars.");

    assertThat(heard)
        .containsExactly(
            "T1 AGENT plans: Let me tell you.",
            "T1 sound",
            "T1 100 ms",
            "T2 CALLER: balance",
            "T2 kept",
            "T3 AGENT plans: Ten dollars.",
            "T1 silent",
            "T3 sound",
            "T1 AGENT: Let me tell you.",
            "T1 kept",
            "T3 100 ms",
            "T3 silent",
            "T3 AGENT: Ten dollars.",
            "T3 kept");
  }

  /** What the caller had heard to its end the model takes for interrupted, and never confirms. */
  @Test
  void givesWhatTheModelConfirmsToTheTurnThatIsSaidNow() {
    heardMs.put("T1", 50L);
    plan("p1", "Welcome.");
    sound("a", 100, StopReason.PARTIAL_TURN);
    plan("p2", "How may I help?");
    sound("b", 100, StopReason.END_TURN);
    says(NovaRole.ASSISTANT, "Welcome.");
    tracker.typed("balance");
    heardMs.clear();
    tracker.settleHeard();
    tracker.hear(new NovaOutput.Interrupted("m"));

    plan("p3", "Ten dollars.");
    sound("c", 100, StopReason.PARTIAL_TURN);
    plan("p4", "Anything else?");
    sound("d", 100, StopReason.END_TURN);
    says(NovaRole.ASSISTANT, "Ten dollars.");
    says(NovaRole.ASSISTANT, "Anything else?");

    assertThat(heard)
        .contains("T1 AGENT: Welcome. How may I help?")
        .doesNotContain("T1 cut")
        .endsWith("T3 AGENT: Ten dollars. Anything else?", "T3 kept");
  }

  @Test
  void letsTheCallerHearToItsEndWhatTheyMustHear() {
    heardMs.put("T1", 300L);
    plan("p1", "Welcome.");
    sound("a", 200, StopReason.PARTIAL_TURN);
    plan("p2", "By law we record.");
    sound("b", 500, StopReason.PARTIAL_TURN);
    plan("p3", "How may I help?");
    sound("c", 500, StopReason.PARTIAL_TURN);

    tracker.hear(new NovaOutput.Interrupted("m"));
    assertThat(heard).endsWith("T1 cut after 700 ms").doesNotContain("T1 kept");
  }

  @Test
  void cutsAtOnceWhenWhatMustBeHeardIsNotAllThere() {
    heardMs.put("T1", 100L);
    plan("p1", "By law we record.");
    tracker.hear(new NovaOutput.ContentStarted("a", ContentType.AUDIO, NovaRole.ASSISTANT, null));
    tracker.hear(new NovaOutput.AudioSaid("a", ByteString.fromArray(new byte[48 * 500])));

    tracker.hear(new NovaOutput.Interrupted("m"));

    assertThat(heard).contains("T1 cut");
  }

  private void sound(String id, int ms, StopReason reason) {
    tracker.hear(new NovaOutput.ContentStarted(id, ContentType.AUDIO, NovaRole.ASSISTANT, null));
    tracker.hear(new NovaOutput.AudioSaid(id, ByteString.fromArray(new byte[48 * ms])));
    tracker.hear(new NovaOutput.ContentEnded(id, ContentType.AUDIO, reason));
  }

  private void plan(String id, String text) {
    tracker.hear(
        new NovaOutput.ContentStarted(id, ContentType.TEXT, NovaRole.ASSISTANT, Stage.SPECULATIVE));
    tracker.hear(new NovaOutput.TextSaid(id, NovaRole.ASSISTANT, text));
    tracker.hear(new NovaOutput.ContentEnded(id, ContentType.TEXT, StopReason.PARTIAL_TURN));
  }

  private void says(NovaRole role, String text) {
    tracker.hear(new NovaOutput.ContentStarted("x", ContentType.TEXT, role, Stage.FINAL));
    tracker.hear(new NovaOutput.TextSaid("x", role, text));
    tracker.hear(new NovaOutput.ContentEnded("x", ContentType.TEXT, StopReason.END_TURN));
  }
}
