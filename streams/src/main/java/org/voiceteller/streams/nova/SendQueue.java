package org.voiceteller.streams.nova;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to the model, in order. Sound is bounded in milliseconds: when there is too
 * much, the oldest goes, since late words are worth less than the present ones. Other events are
 * never dropped; {@link #isCrowded} asks for no more of them. Not thread-safe.
 */
public final class SendQueue {

  private static final int MAX_EVENTS = 256;

  private final Deque<NovaInput> waiting = new ArrayDeque<>();
  private final long maxAudioMs;
  private long audioMs;
  private int events;

  public SendQueue(long maxAudioMs) {
    this.maxAudioMs = maxAudioMs;
  }

  /**
   * @return milliseconds of sound that were dropped
   */
  public long add(NovaInput input) {
    waiting.addLast(input);
    if (!(input instanceof NovaInput.AudioInput audio)) {
      events++;
      return 0;
    }
    audioMs += audio.durationMs();
    long dropped = 0;
    Iterator<NovaInput> oldest = waiting.iterator();
    while (audioMs > Math.max(maxAudioMs, audio.durationMs())) {
      if (oldest.next() instanceof NovaInput.AudioInput old) {
        oldest.remove();
        audioMs -= old.durationMs();
        dropped += old.durationMs();
      }
    }
    return dropped;
  }

  public @Nullable NovaInput poll() {
    NovaInput next = waiting.pollFirst();
    if (next instanceof NovaInput.AudioInput audio) {
      audioMs -= audio.durationMs();
    } else if (next != null) {
      events--;
    }
    return next;
  }

  public boolean isEmpty() {
    return waiting.isEmpty();
  }

  public boolean holdsAudio() {
    return audioMs > 0;
  }

  public boolean isCrowded() {
    return events >= MAX_EVENTS;
  }
}
