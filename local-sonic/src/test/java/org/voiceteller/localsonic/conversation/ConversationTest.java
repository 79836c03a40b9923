package org.voiceteller.localsonic.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.voiceteller.localsonic.Events;
import org.voiceteller.localsonic.conversation.Conversation.Manner;
import org.voiceteller.localsonic.dialogue.Act;
import org.voiceteller.localsonic.dialogue.Act.Say;
import org.voiceteller.localsonic.dialogue.Act.UseTool;
import org.voiceteller.localsonic.dialogue.Banker;
import org.voiceteller.localsonic.dialogue.Expectation;
import org.voiceteller.localsonic.dialogue.Heard;
import org.voiceteller.localsonic.speech.Endpointer;
import org.voiceteller.localsonic.wire.InputEvents;
import org.voiceteller.localsonic.wire.OutputEvent;
import org.voiceteller.localsonic.wire.OutputEvent.AudioOutput;
import org.voiceteller.localsonic.wire.OutputEvent.AudioStart;
import org.voiceteller.localsonic.wire.OutputEvent.ContentEnd;
import org.voiceteller.localsonic.wire.OutputEvent.TextOutput;
import org.voiceteller.localsonic.wire.OutputEvent.TextStart;
import org.voiceteller.localsonic.wire.OutputEvent.ToolUse;
import org.voiceteller.localsonic.wire.OutputEvent.UsageEvent;

/**
 * Turns in virtual time, on one thread, with a banker, ears and a mouth that do as they are told.
 */
class ConversationTest {

  private static final byte[] SILENCE = {0, 0};
  private static final byte[] STARTS = {1, 0};
  private static final byte[] ENDS = {2, 0};

  /** Every sentence takes 100 ms: two and a half chunks. */
  private static final short[] SOUND = new short[2400];

  private long nowNanos = 1_000;
  private final Map<String, List<Act>> answers = new HashMap<>();
  private final List<Heard> heard = new ArrayList<>();
  private final ArrayDeque<CompletableFuture<Optional<String>>> recognitions = new ArrayDeque<>();
  private final List<String> synthesized = new ArrayList<>();
  private boolean speaks = true;
  private int contents;
  private Conversation conversation = conversation(Manner.NORMAL);

  @Test
  void speaksSentenceBySentenceAndSaysWhatWasSpokenWhenItHasBeenPlayed() {
    answers.put("Hello", List.of(new Say("Welcome. How may I help?")));
    begin();

    type("Hello");

    assertThat(drain())
        .containsExactly(
            "USER FINAL Hello",
            "ASSISTANT SPECULATIVE Welcome.",
            "sound 2400 PARTIAL_TURN",
            "ASSISTANT SPECULATIVE How may I help?",
            "sound 2400 END_TURN");
    pass(Duration.ofMillis(99));
    assertThat(drain()).isEmpty();
    pass(Duration.ofMillis(1));
    assertThat(drain()).containsExactly("ASSISTANT FINAL Welcome. PARTIAL_TURN");
    pass(Duration.ofMillis(100));
    assertThat(drain()).containsExactly("ASSISTANT FINAL How may I help? END_TURN", "usage");
  }

  @Test
  void hearsSpeechAndShowsItsWords() {
    answers.put("my balance", List.of(new Say("It is low.")));
    begin();

    sound(SILENCE);
    sound(STARTS);
    sound(ENDS);
    assertThat(drain()).isEmpty();
    recognitions.remove().complete(Optional.of("my balance"));

    assertThat(drain()).startsWith("USER FINAL my balance", "ASSISTANT SPECULATIVE It is low.");
  }

  @Test
  void tellsTheBankerWhenNothingWasUnderstood() {
    begin();

    sound(ENDS);
    recognitions.remove().complete(Optional.empty());
    sound(ENDS);
    recognitions.remove().completeExceptionally(new IllegalStateException("no grammar"));

    assertThat(heard).containsExactly(new Heard.Unintelligible(), new Heard.Unintelligible());
    assertThat(drain()).isEmpty();
  }

  @Test
  void answersInTheOrderOfHearingThoughRecognitionTakesTime() {
    answers.put("first", List.of(new Say("One.")));
    answers.put("second", List.of(new Say("Two.")));
    begin();

    sound(ENDS);
    type("second");
    assertThat(drain()).isEmpty();
    recognitions.remove().complete(Optional.of("first"));

    assertThat(drain())
        .containsSubsequence("USER FINAL first", "ASSISTANT SPECULATIVE One.", "USER FINAL second");
  }

  @Test
  void takesCuesForNoWordsOfTheCallers() {
    answers.put("[The caller is connected.]", List.of(new Say("Welcome!")));
    begin();

    type("[The caller is connected.]");

    assertThat(drain()).containsExactly("ASSISTANT SPECULATIVE Welcome!", "sound 2400 END_TURN");
  }

  @Test
  void fallsSilentWhenTheCallerSpeaksInTheMiddleOfASentence() {
    answers.put("Hello", List.of(new Say("One. Two. Three.")));
    begin();
    type("Hello");
    takeUntilSoundOf("Two.");
    pass(Duration.ofMillis(100));

    sound(STARTS);

    assertThat(drain())
        .containsExactly(
            "ASSISTANT FINAL One. PARTIAL_TURN",
            "sound cut INTERRUPTED",
            "ASSISTANT FINAL { \"interrupted\" : true } INTERRUPTED",
            "usage");
    pass(Duration.ofSeconds(10));
    assertThat(drain()).isEmpty();
  }

  @Test
  void fallsSilentWhileWhatWasSentIsStillPlaying() {
    answers.put("Hello", List.of(new Say("One. Two.")));
    begin();
    type("Hello");
    drain();
    pass(Duration.ofMillis(150));
    assertThat(drain()).containsExactly("ASSISTANT FINAL One. PARTIAL_TURN");

    type("Stop");

    assertThat(drain())
        .containsExactly(
            "ASSISTANT FINAL { \"interrupted\" : true } INTERRUPTED", "usage", "USER FINAL Stop");
    pass(Duration.ofSeconds(1));
    assertThat(drain()).isEmpty();
  }

  @Test
  void interruptsNothingWhenEverythingWasPlayed() {
    answers.put("Hello", List.of(new Say("One.")));
    begin();
    type("Hello");
    drain();
    pass(Duration.ofMillis(100));
    drain();

    sound(STARTS);

    assertThat(drain()).isEmpty();
  }

  @Test
  void letsAKeyInterruptButNotTheOtherCues() {
    answers.put("Hello", List.of(new Say("One.")));
    begin();
    type("Hello");
    drain();

    type("[The tool takes longer than usual.]");
    assertThat(drain()).isEmpty();
    type("[Keypad: 42]");

    assertThat(drain())
        .containsExactly("ASSISTANT FINAL { \"interrupted\" : true } INTERRUPTED", "usage");
    assertThat(heard).contains(new Heard.Words("[Keypad: 42]"));
  }

  @Test
  void usesItsToolsThoughTheCallerCutsTheSentenceBefore() {
    answers.put(
        "balance", List.of(new Say("One moment."), new UseTool("use-1", "checkBalanceTool", "{}")));
    begin();
    type("balance");
    takeUntilSoundOf("One moment.");

    sound(STARTS);

    assertThat(drain()).endsWith("tool checkBalanceTool {} TOOL_USE", "usage");
  }

  @Test
  void answersWishesThatComeWhileAToolWorksAndLosesNone() {
    answers.put("balance", List.of(new UseTool("use-1", "checkBalanceTool", "{}")));
    answers.put("and the weather", List.of(new Say("I do not know.")));
    begin();

    type("balance");
    type("and the weather");
    assertThat(drain())
        .containsSequence(
            "tool checkBalanceTool {} TOOL_USE", "usage", "USER FINAL and the weather")
        .contains("ASSISTANT SPECULATIVE I do not know.");
    answers.put("{}", List.of(new Say("It is low.")));
    toolAnswers("use-1", "{}");

    assertThat(heard).contains(new Heard.ToolAnswered("use-1", "checkBalanceTool", "{}"));
    assertThat(drain()).containsExactly("ASSISTANT SPECULATIVE It is low.", "sound 2400 END_TURN");
  }

  @Test
  void waitsWithAToolsAnswerWhileTheCallerSpeaks() {
    answers.put("balance", List.of(new UseTool("use-1", "checkBalanceTool", "{}")));
    answers.put("{}", List.of(new Say("It is low.")));
    begin();
    type("balance");
    drain();

    sound(STARTS);
    toolAnswers("use-1", "{}");
    assertThat(drain()).isEmpty();
    sound(ENDS);

    assertThat(drain()).startsWith("ASSISTANT SPECULATIVE It is low.");
  }

  @Test
  void doesNotWaitForACallerWhoNeverStops() {
    answers.put("balance", List.of(new UseTool("use-1", "checkBalanceTool", "{}")));
    answers.put("{}", List.of(new Say("It is low.")));
    begin();
    type("balance");
    drain();
    sound(STARTS);
    toolAnswers("use-1", "{}");

    pass(Duration.ofSeconds(15));

    assertThat(drain()).startsWith("ASSISTANT SPECULATIVE It is low.");
  }

  @Test
  void makesSoundOnlyOnDemandAndOneSentenceAhead() {
    answers.put("Hello", List.of(new Say("One. Two. Three. Four.")));
    begin();

    type("Hello");

    assertThat(synthesized).containsExactly("One.", "Two.");
    takeUntilSoundOf("Two.");
    assertThat(synthesized).containsExactly("One.", "Two.", "Three.");
  }

  @Test
  void answersInTextAloneWithoutAMouth() {
    speaks = false;
    answers.put("Hello", List.of(new Say("Welcome. Go on.")));
    begin();

    type("Hello");

    assertThat(drain())
        .containsExactly(
            "USER FINAL Hello",
            "ASSISTANT SPECULATIVE Welcome.",
            "ASSISTANT FINAL Welcome. PARTIAL_TURN",
            "ASSISTANT SPECULATIVE Go on.",
            "ASSISTANT FINAL Go on. END_TURN",
            "usage");
  }

  @Test
  void holdsAnswersBackWhenAskedTo() {
    conversation = conversation(new Manner(Duration.ofSeconds(2), false));
    answers.put("Hello", List.of(new Say("Welcome.")));
    begin();

    type("Hello");
    assertThat(drain()).isEmpty();
    pass(Duration.ofMillis(1_999));
    assertThat(drain()).isEmpty();
    pass(Duration.ofMillis(1));

    assertThat(drain()).startsWith("USER FINAL Hello");
  }

  @Test
  void saysNothingDuringToolsWhenAskedTo() {
    conversation = conversation(new Manner(Duration.ZERO, true));
    answers.put("balance", List.of(new UseTool("use-1", "checkBalanceTool", "{}")));
    answers.put("[The tool takes longer than usual.]", List.of(new Say("One moment.")));
    answers.put("{}", List.of(new Say("It is low.")));
    begin();
    type("balance");
    drain();

    type("[The tool takes longer than usual.]");
    assertThat(drain()).isEmpty();
    toolAnswers("use-1", "{}");

    assertThat(drain()).startsWith("ASSISTANT SPECULATIVE It is low.");
  }

  @Test
  void endsAtOnceWhenTheCallerHangsUp() {
    answers.put("Hello", List.of(new Say("One. Two.")));
    begin();
    type("Hello");
    takeUntilSoundOf("One.");

    say(Events.contentEnd("audio"), Events.promptEnd());

    assertThat(drain()).containsExactly("sound cut PARTIAL_TURN", "usage", "completion ends");
    assertThat(conversation.ended()).isFalse();
    say(Events.sessionEnd());
    assertThat(conversation.ended()).isTrue();
  }

  @Test
  void reportsUsageThatAddsUp() {
    answers.put("Hello", List.of(new Say("One. Two.")));
    begin();
    type("Hello");
    drain();
    pass(Duration.ofSeconds(1));
    type("Hello");
    say(Events.contentEnd("audio"), Events.promptEnd());

    var reports = new ArrayList<UsageEvent>();
    for (var event = conversation.next(); event.isPresent(); event = conversation.next()) {
      if (event.get() instanceof UsageEvent report) {
        reports.add(report);
      }
    }

    assertThat(reports).hasSizeGreaterThan(1);
    var sum = OutputEvent.Tokens.NONE;
    for (var report : reports) {
      sum = sum.plus(report.delta());
      assertThat(report.total()).isEqualTo(sum);
    }
    assertThat(sum.outputSpeech()).isPositive();
    assertThat(sum.inputText()).isPositive();
  }

  private void begin() {
    say(
        Events.sessionStart(),
        Events.promptStart(),
        Events.textStart("system", "SYSTEM", false),
        Events.textInput("system", "Be kind."),
        Events.contentEnd("system"),
        Events.audioStart("audio"));
    assertThat(conversation.next()).contains(new OutputEvent.CompletionStart());
  }

  private void say(String... events) {
    for (var event : events) {
      conversation.receive(InputEvents.parse(event.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private void type(String text) {
    var name = "typed-" + contents++;
    say(
        Events.textStart(name, "USER", true),
        Events.textInput(name, text),
        Events.contentEnd(name));
  }

  private void sound(byte[] pcm) {
    say(Events.audioInput("audio", pcm));
  }

  private void toolAnswers(String toolUseId, String json) {
    var name = "tool-" + contents++;
    say(Events.toolStart(name, toolUseId), Events.toolResult(name, json), Events.contentEnd(name));
  }

  private void pass(Duration time) {
    long deadline = conversation.nextDeadlineNanos();
    nowNanos += time.toNanos();
    if (deadline <= nowNanos) {
      conversation.tick();
    }
  }

  private void takeUntilSoundOf(String sentence) {
    boolean spoken = false;
    for (var event = conversation.next().orElseThrow();
        !(spoken && event instanceof AudioOutput);
        event = conversation.next().orElseThrow()) {
      spoken |= event instanceof TextOutput(_, _, var text) && text.equals(sentence);
    }
  }

  /** All events that can be had now, each content as one line. */
  private List<String> drain() {
    var lines = new ArrayList<String>();
    var stage = "";
    var text = "";
    int samples = 0;
    for (var next = conversation.next(); next.isPresent(); next = conversation.next()) {
      switch (next.get()) {
        case OutputEvent.CompletionStart _ -> lines.add("completion starts");
        case TextStart start -> stage = start.role() + " " + start.stage();
        case TextOutput output -> text = output.content();
        case AudioStart _ -> samples = 0;
        case AudioOutput output -> samples += output.base64().length() * 3 / 4 / 2;
        case OutputEvent.ToolStart _ -> {}
        case ToolUse use -> text = use.toolName() + " " + use.inputJson();
        case ContentEnd(_, var type, var reason) ->
            lines.add(
                switch (type) {
                  case TEXT ->
                      stage
                          + " "
                          + text
                          + (stage.startsWith("ASSISTANT FINAL") ? " " + reason : "");
                  case AUDIO -> "sound " + (samples == 0 ? "cut" : samples) + " " + reason;
                  case TOOL -> "tool " + text + " " + reason;
                });
        case UsageEvent _ -> lines.add("usage");
        case OutputEvent.CompletionEnd _ -> lines.add("completion ends");
      }
    }
    return lines;
  }

  private Conversation conversation(Manner manner) {
    var ids = new AtomicInteger();
    return new Conversation(
        (_, _, _) -> new ToldBanker(),
        new ToldVoice(),
        manner,
        Runnable::run,
        () -> nowNanos,
        () -> "id-" + ids.incrementAndGet());
  }

  private final class ToldBanker implements Banker {
    @Override
    public List<Act> hear(Heard what) {
      heard.add(what);
      return switch (what) {
        case Heard.Words(var text) -> answers.getOrDefault(text, List.of());
        case Heard.ToolAnswered(_, _, var json) -> answers.getOrDefault(json, List.of());
        case Heard.Unintelligible _ -> List.of();
      };
    }

    @Override
    public Expectation expects() {
      return new Expectation.Wish();
    }
  }

  private final class ToldVoice implements Voice {
    @Override
    public Optional<Endpointer> endpointer() {
      return Optional.of(
          (samples, _) ->
              switch (samples[0]) {
                case 1 -> new Endpointer.Heard.SpeechStarted();
                case 2 -> new Endpointer.Heard.SpeechEnded(samples);
                default -> new Endpointer.Heard.Nothing();
              });
    }

    @Override
    public boolean speaks() {
      return speaks;
    }

    @Override
    public CompletionStage<Optional<String>> recognize(short[] utterance, Expectation expectation) {
      var recognition = new CompletableFuture<Optional<String>>();
      recognitions.add(recognition);
      return recognition;
    }

    @Override
    public CompletionStage<short[]> synthesize(String sentence) {
      synthesized.add(sentence);
      return CompletableFuture.completedFuture(SOUND);
    }
  }
}
