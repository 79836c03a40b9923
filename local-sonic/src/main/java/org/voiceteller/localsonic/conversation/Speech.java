package org.voiceteller.localsonic.conversation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.localsonic.dialogue.Act;
import org.voiceteller.localsonic.wire.OutputEvent;
import org.voiceteller.localsonic.wire.OutputEvent.AudioOutput;
import org.voiceteller.localsonic.wire.OutputEvent.AudioStart;
import org.voiceteller.localsonic.wire.OutputEvent.ContentEnd;
import org.voiceteller.localsonic.wire.OutputEvent.ContentType;
import org.voiceteller.localsonic.wire.OutputEvent.GenerationStage;
import org.voiceteller.localsonic.wire.OutputEvent.Role;
import org.voiceteller.localsonic.wire.OutputEvent.StopReason;
import org.voiceteller.localsonic.wire.OutputEvent.TextOutput;
import org.voiceteller.localsonic.wire.OutputEvent.TextStart;
import org.voiceteller.localsonic.wire.OutputEvent.ToolStart;
import org.voiceteller.localsonic.wire.OutputEvent.ToolUse;

/**
 * The agent's side of a turn as output events: sentence by sentence the text to come, its sound in
 * chunks, and the text again when it has been played; tools in between.
 */
final class Speech {

  /** 40 ms of sound per {@code audioOutput}. */
  static final int CHUNK_SAMPLES = PromptRules.OUTPUT_SAMPLE_RATE_HZ / 25;

  /** What a client is told at a barge-in, byte for byte as the service writes it. */
  static final String INTERRUPTED = "{ \"interrupted\" : true }";

  private static final Logger LOG = LoggerFactory.getLogger(Speech.class);

  /** The sentence in the making: first its sound is awaited, then sent from {@code position} on. */
  private static final class Sentence {
    final Plan.Speak speak;
    final String contentId;
    short @Nullable [] sound;
    int position;

    Sentence(Plan.Speak speak, String contentId) {
      this.speak = speak;
      this.contentId = contentId;
    }
  }

  private final Voice voice;
  private final Executor own;
  private final LongSupplier nanoClock;
  private final Supplier<String> newIds;
  private final Usage usage;
  private final Queue<OutputEvent> out;
  private final BiConsumer<String, String> onToolUse;
  private final Runnable onIdle;
  private final Plan plan = new Plan();
  private final Playout playout = new Playout();
  private @Nullable Sentence current;

  Speech(
      Voice voice,
      Executor own,
      LongSupplier nanoClock,
      Supplier<String> newIds,
      Usage usage,
      Queue<OutputEvent> out,
      BiConsumer<String, String> onToolUse,
      Runnable onIdle) {
    this.voice = voice;
    this.own = own;
    this.nanoClock = nanoClock;
    this.newIds = newIds;
    this.usage = usage;
    this.out = out;
    this.onToolUse = onToolUse;
    this.onIdle = onIdle;
  }

  /** Whether everything planned was sent; it may still be playing. */
  boolean idle() {
    return current == null && plan.isEmpty();
  }

  void transcribeCaller(String words) {
    text(Role.USER, GenerationStage.FINAL, words, StopReason.PARTIAL_TURN);
  }

  /** Begins a turn. */
  void follow(List<Act> acts) {
    plan.add(acts);
    goOn();
  }

  /** Takes steps until one needs sound or none is left. */
  private void goOn() {
    while (current == null) {
      var step = plan.poll();
      if (step.isEmpty()) {
        return;
      }
      switch (step.get()) {
        case Plan.Speak speak -> speak(speak);
        case Plan.Use(var tool) -> use(tool);
      }
    }
  }

  private void speak(Plan.Speak speak) {
    usage.wrote(speak.sentence());
    text(Role.ASSISTANT, GenerationStage.SPECULATIVE, speak.sentence(), StopReason.PARTIAL_TURN);
    if (!voice.speaks()) {
      said(speak);
      return;
    }
    var sentence = new Sentence(speak, newIds.get());
    current = sentence;
    speak
        .sound(voice)
        .whenCompleteAsync((sound, failure) -> soundReady(sentence, sound, failure), own);
  }

  private void soundReady(
      Sentence sentence, short @Nullable [] sound, @Nullable Throwable failure) {
    if (sentence != current) {
      return; // cut off while it was being made
    }
    if (failure != null || sound == null || sound.length == 0) {
      LOG.warn("a sentence could not be synthesised; it is sent as text only", failure);
      current = null;
      said(sentence.speak);
      goOn();
      onIdle.run();
      return;
    }
    sentence.sound = sound;
    out.add(new AudioStart(sentence.contentId, PromptRules.OUTPUT_SAMPLE_RATE_HZ));
    // a failed look-ahead fails again, and is told, when its turn comes
    plan.nextSpeak().ifPresent(next -> next.sound(voice));
  }

  /** Makes the next chunk of sound, if there is one to make; called when there is demand. */
  boolean makeMore() {
    var sentence = current;
    if (sentence == null || sentence.sound == null) {
      return false;
    }
    int samples = Math.min(CHUNK_SAMPLES, sentence.sound.length - sentence.position);
    var bytes = ByteBuffer.allocate(samples * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(sentence.sound, sentence.position, samples);
    sentence.position += samples;
    usage.spoke(samples);
    playout.sound(nanoClock.getAsLong(), samples, PromptRules.OUTPUT_SAMPLE_RATE_HZ);
    out.add(new AudioOutput(sentence.contentId, Base64.getEncoder().encodeToString(bytes.array())));
    if (sentence.position == sentence.sound.length) {
      current = null;
      var speak = sentence.speak;
      out.add(
          new ContentEnd(
              sentence.contentId,
              ContentType.AUDIO,
              speak.endsTurn() ? StopReason.END_TURN : StopReason.PARTIAL_TURN));
      said(speak);
      goOn();
      onIdle.run();
    }
    return true;
  }

  private void said(Plan.Speak speak) {
    playout.sentence(nanoClock.getAsLong(), speak.sentence(), speak.endsTurn());
    reportPlayed();
  }

  /** Tells which sentences were played to their end by now. */
  void reportPlayed() {
    for (var heard : playout.heard(nanoClock.getAsLong())) {
      text(
          Role.ASSISTANT,
          GenerationStage.FINAL,
          heard.text(),
          heard.endsTurn() ? StopReason.END_TURN : StopReason.PARTIAL_TURN);
      if (heard.endsTurn()) {
        out.add(usage.report());
      }
    }
  }

  private void use(Act.UseTool tool) {
    usage.wrote(tool.inputJson());
    onToolUse.accept(tool.toolUseId(), tool.toolName());
    var id = newIds.get();
    out.add(new ToolStart(id));
    out.add(new ToolUse(id, tool.toolUseId(), tool.toolName(), tool.inputJson()));
    out.add(new ContentEnd(id, ContentType.TOOL, StopReason.TOOL_USE));
    out.add(usage.report());
  }

  /** Whether the agent is speaking, as its caller hears it. */
  boolean isHeard() {
    return current != null
        || plan.nextSpeak().isPresent()
        || playout.playing(nanoClock.getAsLong());
  }

  /** The caller cuts in: silence now, if there is anything to silence. */
  void interrupt() {
    reportPlayed();
    if (!isHeard()) {
      return;
    }
    closeSound(StopReason.INTERRUPTED);
    playout.cut(nanoClock.getAsLong());
    text(Role.ASSISTANT, GenerationStage.FINAL, INTERRUPTED, StopReason.INTERRUPTED);
    out.add(usage.report());
    plan.silence();
    goOn();
  }

  /** The conversation is over: nothing more is said and no tool used. */
  void stop() {
    reportPlayed();
    closeSound(StopReason.PARTIAL_TURN);
    playout.cut(nanoClock.getAsLong());
    plan.clear();
  }

  private void closeSound(StopReason reason) {
    var sentence = current;
    current = null;
    if (sentence != null && sentence.sound != null) {
      out.add(new ContentEnd(sentence.contentId, ContentType.AUDIO, reason));
    }
  }

  long nextDeadlineNanos() {
    return playout.nextNanos();
  }

  private void text(Role role, GenerationStage stage, String content, StopReason stopReason) {
    var id = newIds.get();
    out.add(new TextStart(id, role, stage));
    out.add(new TextOutput(id, role, content));
    out.add(new ContentEnd(id, ContentType.TEXT, stopReason));
  }
}
