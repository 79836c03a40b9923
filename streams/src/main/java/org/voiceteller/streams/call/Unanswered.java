package org.voiceteller.streams.call;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaOutput.ContentType;
import org.voiceteller.streams.nova.NovaOutput.StopReason;
import org.voiceteller.streams.nova.NovaRole;

/**
 * What the model was told by the telephone system and by tools, and has not answered yet: a stream
 * that takes over must be told it too. What the caller said is remembered elsewhere. Not
 * thread-safe.
 */
final class Unanswered {

  private static final int MAX = 16;

  /** These are about their moment: a next stream has cues of its own. */
  private static final Set<String> OF_THE_MOMENT = Set.of(Cue.CONNECTED, Cue.BACK);

  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Set<String> saidTexts = new HashSet<>();
  private boolean hasVoice;

  private record Entry(String cue, Until until) {}

  /** When it needs no answer any more. */
  private enum Until {
    /** The agent begins to answer. */
    BEGUN,
    /** The agent has said it to its end, or what it is about is over. */
    SAID,
    /** The agent has told this result to its end. */
    RESULT_SAID
  }

  /** Words of the caller are passed over. */
  void told(String text) {
    if (Cue.is(text) && !OF_THE_MOMENT.contains(text)) {
      add(new Entry(text, until(text)));
    }
  }

  /**
   * @param cue what a stream that did not ask for it would be told
   */
  void result(String cue) {
    entries.removeIf(entry -> entry.cue().equals(Cue.SLOW_TOOL));
    add(new Entry(cue, Until.RESULT_SAID));
  }

  private static Until until(String cue) {
    if (Cue.isLate(cue)) {
      return Until.RESULT_SAID;
    }
    return cue.equals(Cue.SLOW_TOOL) ? Until.SAID : Until.BEGUN;
  }

  private void add(Entry entry) {
    if (entries.size() == MAX) {
      entries.removeFirst();
    }
    entries.addLast(entry);
  }

  /**
   * When the agent begins to speak, or asks for a tool, that is its answer to what it was told.
   * Results, and that a tool is slow, are told when it has spoken to the end, or the caller did not
   * let it. Who has no voice has spoken when its words are final.
   */
  void hear(NovaOutput output) {
    switch (output) {
      case NovaOutput.ContentStarted(_, _, var role, var stage)
          when role == NovaRole.ASSISTANT && stage == NovaOutput.Stage.SPECULATIVE ->
          answering();
      case NovaOutput.ContentStarted(_, var type, _, _) when type == ContentType.AUDIO ->
          hasVoice = true;
      case NovaOutput.ContentStarted(var contentId, _, var role, var stage)
          when role == NovaRole.ASSISTANT && stage == NovaOutput.Stage.FINAL && !hasVoice ->
          saidTexts.add(contentId);
      case NovaOutput.ToolRequested _ -> answering();
      case NovaOutput.ContentEnded(var contentId, var type, var reason) -> {
        boolean said = saidTexts.remove(contentId) || type == ContentType.AUDIO;
        if (said && reason == StopReason.END_TURN || reason == StopReason.INTERRUPTED) {
          entries.clear();
        }
      }
      case NovaOutput _ -> {
        // neither begins nor ends an answer
      }
    }
  }

  private void answering() {
    entries.removeIf(entry -> entry.until() == Until.BEGUN);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Whether the agent has a tool's result to tell. */
  boolean hasResult() {
    return entries.stream().anyMatch(entry -> entry.until() == Until.RESULT_SAID);
  }

  /** All of it, oldest first; nothing is left. */
  List<String> take() {
    List<String> cues = entries.stream().map(Entry::cue).toList();
    entries.clear();
    return cues;
  }
}
