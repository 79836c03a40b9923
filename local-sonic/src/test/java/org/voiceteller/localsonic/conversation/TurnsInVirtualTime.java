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
import org.voiceteller.localsonic.Events;
import org.voiceteller.localsonic.conversation.Conversation.Manner;
import org.voiceteller.localsonic.dialogue.Act;
import org.voiceteller.localsonic.dialogue.Banker;
import org.voiceteller.localsonic.dialogue.Expectation;
import org.voiceteller.localsonic.dialogue.Heard;
import org.voiceteller.localsonic.speech.Endpointer;
import org.voiceteller.localsonic.speech.Sensitivity;
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
 * A conversation in virtual time, on one thread, with a banker, ears and a mouth that do as they
 * are told.
 */
abstract class TurnsInVirtualTime {

  static final byte[] SILENCE = {0, 0};
  static final byte[] STARTS = {1, 0};
  static final byte[] ENDS = {2, 0};
  static final byte[] GOES_ON = {3, 0};

  /** Every sentence takes 100 ms: two and a half chunks. */
  static final short[] SOUND = new short[2400];

  long nowNanos = 1_000;
  final Map<String, List<Act>> answers = new HashMap<>();
  final List<Heard> heard = new ArrayList<>();
  final ArrayDeque<CompletableFuture<Optional<String>>> recognitions = new ArrayDeque<>();
  final List<String> synthesized = new ArrayList<>();
  final List<Sensitivity> sensitivities = new ArrayList<>();
  boolean speaks = true;
  int contents;
  Conversation conversation = conversation(Manner.NORMAL);

  void begin() {
    begin("MEDIUM");
  }

  void begin(String sensitivity) {
    say(
        Events.sessionStart().replace("MEDIUM", sensitivity),
        Events.promptStart(),
        Events.textStart("system", "SYSTEM", false),
        Events.textInput("system", "Be kind."),
        Events.contentEnd("system"),
        Events.audioStart("audio"));
    assertThat(conversation.next()).contains(new OutputEvent.CompletionStart());
  }

  void say(String... events) {
    for (var event : events) {
      conversation.receive(InputEvents.parse(event.getBytes(StandardCharsets.UTF_8)));
    }
  }

  void type(String text) {
    var name = "typed-" + contents++;
    say(
        Events.textStart(name, "USER", true),
        Events.textInput(name, text),
        Events.contentEnd(name));
  }

  void sound(byte[] pcm) {
    say(Events.audioInput("audio", pcm));
  }

  /** The caller begins to speak, and not only to cough. */
  void speaksUp() {
    sound(STARTS);
    sound(GOES_ON);
  }

  void toolAnswers(String toolUseId, String json) {
    var name = "tool-" + contents++;
    say(Events.toolStart(name, toolUseId), Events.toolResult(name, json), Events.contentEnd(name));
  }

  void pass(Duration time) {
    long deadline = conversation.nextDeadlineNanos();
    nowNanos += time.toNanos();
    if (deadline <= nowNanos) {
      conversation.tick();
    }
  }

  void takeUntilSoundOf(String sentence) {
    boolean spoken = false;
    for (var event = conversation.next().orElseThrow();
        !(spoken && event instanceof AudioOutput);
        event = conversation.next().orElseThrow()) {
      spoken |= event instanceof TextOutput(_, _, var text) && text.equals(sentence);
    }
  }

  /** All events that can be had now, each content as one line. */
  List<String> drain() {
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

  Conversation conversation(Manner manner) {
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
      return Optional.of(new ToldEars());
    }

    private final class ToldEars implements Endpointer {
      @Override
      public void setSensitivity(Sensitivity sensitivity) {
        sensitivities.add(sensitivity);
      }

      @Override
      public Endpointer.Heard listen(short[] samples, Expectation expectation) {
        return switch (samples[0]) {
          case 1 -> new Endpointer.Heard.SpeechStarted();
          case 3 -> new Endpointer.Heard.SpeechGoesOn();
          case 2 -> new Endpointer.Heard.SpeechEnded(samples);
          default -> new Endpointer.Heard.Nothing();
        };
      }
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
