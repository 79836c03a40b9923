package org.voiceteller.localsonic.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.voiceteller.localsonic.Events;
import org.voiceteller.localsonic.conversation.Conversation.Manner;
import org.voiceteller.localsonic.dialogue.Act.Say;
import org.voiceteller.localsonic.dialogue.Act.UseTool;
import org.voiceteller.localsonic.dialogue.Heard;
import org.voiceteller.localsonic.speech.Sensitivity;
import org.voiceteller.localsonic.wire.OutputEvent;
import org.voiceteller.localsonic.wire.OutputEvent.UsageEvent;

/** Turns, one after the other, and what cuts them short. */
class ConversationTest extends TurnsInVirtualTime {

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
    speaksUp();
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
  void goesOnTalkingWhenTheCallerOnlyCoughsOrSaysUhHuh() {
    answers.put("Hello", List.of(new Say("One. Two.")));
    begin();
    type("Hello");
    takeUntilSoundOf("One.");

    sound(STARTS);
    sound(ENDS);

    assertThat(recognitions).isEmpty();
    assertThat(drain())
        .containsExactly(
            "sound 1440 PARTIAL_TURN", "ASSISTANT SPECULATIVE Two.", "sound 2400 END_TURN");

    pass(Duration.ofMillis(300));
    sound(STARTS);
    sound(ENDS);
    assertThat(recognitions).as("the same when nobody else speaks").hasSize(1);
  }

  @Test
  void isAsPatientAsTheSessionWantsIt() {
    begin("HIGH");
    assertThat(sensitivities).containsExactly(Sensitivity.HIGH);
  }

  @Test
  void fallsSilentWhenTheCallerSpeaksInTheMiddleOfASentence() {
    answers.put("Hello", List.of(new Say("One. Two. Three.")));
    begin();
    type("Hello");
    takeUntilSoundOf("Two.");
    pass(Duration.ofMillis(100));

    speaksUp();

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

    speaksUp();

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

    speaksUp();

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

    speaksUp();
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
    speaksUp();
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
}
