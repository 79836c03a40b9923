package org.voiceteller.localsonic.conversation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.localsonic.dialogue.Banker;
import org.voiceteller.localsonic.dialogue.Bankers;
import org.voiceteller.localsonic.dialogue.Expectation;
import org.voiceteller.localsonic.dialogue.Heard;
import org.voiceteller.localsonic.speech.Endpointer;
import org.voiceteller.localsonic.speech.Sensitivity;
import org.voiceteller.localsonic.wire.InputEvent;
import org.voiceteller.localsonic.wire.OutputEvent;

/**
 * Takes turns with one caller.
 *
 * <p>What is heard (speech, typed text, cues, tools' answers) waits in one queue and is answered in
 * order, each turn after the one before; nothing heard is ever dropped. A turn is: the caller's
 * words, then per sentence what will be said and its sound, and, when its sound has been played,
 * what was said. Sound is made by demand and never more than a sentence ahead.
 *
 * <p>A caller who speaks for half a second, types or keys while the agent is speaking cuts it off;
 * a shorter sound does not, and is passed over unless a short answer is awaited. Sentences not yet
 * heard to their end are then not part of the transcript. Tools of the turn are used all the same.
 * Other cues wait their turn.
 */
public final class Conversation extends OneStream {

  /**
   * How a conversation behaves, apart from its words.
   *
   * @param answerDelay how long each answer is held back
   * @param silentDuringTools whether nothing at all is said while a tool's answer is awaited
   */
  public record Manner(Duration answerDelay, boolean silentDuringTools) {
    public static final Manner NORMAL = new Manner(Duration.ZERO, false);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
  private static final int MAX_QUEUED_EVENTS = 256;
  private static final int MAX_QUEUED_HEARINGS = 64;
  private static final Duration LONGEST_HOLD = Duration.ofSeconds(15);
  private static final String CUE = "[";
  private static final String KEYPAD_CUE = "[Keypad:";

  private final Bankers bankers;
  private final Voice voice;
  private final Manner manner;
  private final Executor own;
  private final LongSupplier nanoClock;
  private final Speech speech;
  private final Deque<Hearing> hearings = new ArrayDeque<>();
  private final Map<String, String> pendingTools = new HashMap<>();
  private final Usage usage = new Usage();
  private boolean closed;
  private boolean callerSpeaks;
  private boolean callerGoesOn;
  private String wantedSensitivity = Sensitivity.MEDIUM.name();
  private long holdUntilNanos = NEVER;
  private @Nullable Banker banker;
  private @Nullable Endpointer endpointer;

  /**
   * @param own runs the conversation's own work, one after the other, on its thread
   * @param nanoClock a clock that never goes back
   * @param newIds makes ids for the session, the completion and contents
   */
  public Conversation(
      Bankers bankers,
      Voice voice,
      Manner manner,
      Executor own,
      LongSupplier nanoClock,
      Supplier<String> newIds) {
    super(new Line(newIds.get(), newIds.get()));
    this.bankers = bankers;
    this.voice = voice;
    this.manner = manner;
    this.own = own;
    this.nanoClock = nanoClock;
    this.speech =
        new Speech(voice, own, nanoClock, newIds, usage, line.out(), this::useTool, this::advance);
  }

  @Override
  public void receive(InputEvent event) {
    if (event instanceof InputEvent.SessionStart start && start.endpointingSensitivity() != null) {
      wantedSensitivity = start.endpointingSensitivity();
    }
    switch (line.accept(event)) {
      case Accepted.Noted _, Accepted.PromptOpened _, Accepted.SessionClosed _ -> {}
      case Accepted.Ready(var briefing) -> {
        usage.read(briefing.systemPrompt());
        briefing.history().forEach(turn -> usage.read(turn.text()));
        line.out().add(new OutputEvent.CompletionStart());
        banker = bankers.banker(briefing.systemPrompt(), briefing.tools(), briefing.history());
        endpointer = voice.endpointer().orElse(null);
        if (endpointer != null) {
          endpointer.setSensitivity(Sensitivity.valueOf(wantedSensitivity));
        }
      }
      case Accepted.Sound(var samples, _) -> listen(samples);
      case Accepted.Typed(var text) -> read(text);
      case Accepted.ToolAnswered(var toolUseId, var resultJson) -> {
        usage.read(resultJson);
        var toolName = pendingTools.remove(toolUseId);
        if (toolName == null) {
          throw new IllegalStateException("the protocol lets only answers to pending tools pass");
        }
        hear(Hearing.aside(due(), new Heard.ToolAnswered(toolUseId, toolName, resultJson)));
      }
      case Accepted.PromptClosed _ -> close();
    }
  }

  private void listen(short[] samples) {
    usage.heard(samples.length);
    var ears = endpointer;
    var listening = banker;
    if (ears == null || listening == null) {
      return;
    }
    var expectation = listening.expects();
    switch (ears.listen(samples, expectation)) {
      case Endpointer.Heard.Nothing _ -> {}
      case Endpointer.Heard.SpeechStarted _ -> {
        callerSpeaks = true;
        callerGoesOn = false;
        holdUntilNanos = nanoClock.getAsLong() + LONGEST_HOLD.toNanos();
      }
      case Endpointer.Heard.SpeechGoesOn _ -> {
        callerGoesOn = true;
        speech.interrupt();
      }
      case Endpointer.Heard.SpeechEnded(var utterance) -> {
        boolean isAside = callerSpeaks && !callerGoesOn && isAside(expectation);
        callerSpeaks = false;
        callerGoesOn = false;
        if (isAside) {
          holdUntilNanos = NEVER;
          advance();
          return;
        }
        speech.interrupt();
        holdUntilNanos = NEVER;
        var hearing = Hearing.speech(due());
        hearings.add(hearing);
        voice
            .recognize(utterance, expectation)
            .exceptionally(
                failure -> {
                  LOG.warn("speech recognition failed", failure);
                  return Optional.empty();
                })
            .thenAcceptAsync(words -> recognized(hearing, words), own);
        advance();
      }
    }
  }

  /**
   * Whether a short sound is nothing to be answered: an "uh-huh" or a cough while the agent goes on
   * talking. Where an answer may be as short as that, it is one.
   */
  private boolean isAside(Expectation expectation) {
    return speech.isHeard() && expectation instanceof Expectation.Wish;
  }

  private void recognized(Hearing hearing, Optional<String> words) {
    var text = words.orElse("").strip();
    hearing.resolve(text.isEmpty() ? new Heard.Unintelligible() : new Heard.Words(text));
    advance();
  }

  private void read(String text) {
    usage.read(text);
    if (text.startsWith(CUE)) {
      if (silent()) {
        return;
      }
      if (text.startsWith(KEYPAD_CUE)) {
        speech.interrupt();
      }
      hear(Hearing.aside(due(), new Heard.Words(text)));
    } else {
      holdUntilNanos = NEVER;
      speech.interrupt();
      hear(Hearing.words(due(), text));
    }
  }

  private void hear(Hearing hearing) {
    hearings.add(hearing);
    advance();
  }

  private long due() {
    return nanoClock.getAsLong() + manner.answerDelay().toNanos();
  }

  /** Answers what was heard as far as it is possible now. */
  private void advance() {
    while (!closed && !holding() && speech.idle()) {
      var hearing = nextHearing();
      if (hearing == null) {
        return;
      }
      hearing.transcript().ifPresent(speech::transcribeCaller);
      answer(hearing.heard().orElseThrow());
    }
  }

  /** Nobody talks into a caller's words, unless these never end. */
  private boolean holding() {
    if (holdUntilNanos != NEVER && holdUntilNanos <= nanoClock.getAsLong()) {
      holdUntilNanos = NEVER;
    }
    return holdUntilNanos != NEVER;
  }

  private void answer(Heard heard) {
    var answering = banker;
    if (answering == null) {
      throw new IllegalStateException("nothing can be heard before the conversation is ready");
    }
    speech.follow(answering.hear(heard));
  }

  /** Takes the next hearing out of the queue if it is known and due. */
  private @Nullable Hearing nextHearing() {
    boolean silent = silent();
    for (Iterator<Hearing> waiting = hearings.iterator(); waiting.hasNext(); ) {
      var hearing = waiting.next();
      if (silent && !hearing.isToolAnswer()) {
        continue;
      }
      if (hearing.heard().isEmpty() || hearing.dueNanos() > nanoClock.getAsLong()) {
        return null;
      }
      waiting.remove();
      return hearing;
    }
    return null;
  }

  /** A fault: a tool's answer is awaited and until then nothing is said, and cues are missed. */
  private boolean silent() {
    return manner.silentDuringTools() && !pendingTools.isEmpty();
  }

  private void useTool(String toolUseId, String toolName) {
    line.toolUsed(toolUseId);
    pendingTools.put(toolUseId, toolName);
  }

  /** The client hangs up: what is not yet sent is not said any more. */
  private void close() {
    closed = true;
    hearings.clear();
    speech.stop();
    line.out().add(usage.report());
    line.out().add(new OutputEvent.CompletionEnd());
  }

  @Override
  public boolean wantsMore() {
    return line.out().size() < MAX_QUEUED_EVENTS && hearings.size() < MAX_QUEUED_HEARINGS;
  }

  @Override
  public Optional<OutputEvent> next() {
    return super.next().or(() -> speech.makeMore() ? line.next() : Optional.empty());
  }

  @Override
  public long nextDeadlineNanos() {
    long deadline = Math.min(speech.nextDeadlineNanos(), holdUntilNanos);
    long now = nanoClock.getAsLong();
    for (var hearing : hearings) {
      if (hearing.dueNanos() > now) {
        deadline = Math.min(deadline, hearing.dueNanos());
      }
    }
    return deadline;
  }

  @Override
  public void tick() {
    speech.reportPlayed();
    advance();
  }
}
