package org.voiceteller.streams.nova;

import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What the service hears of a caller whose line gives nothing. It takes a pause in the sound for a
 * broken stream and knows the end of an utterance only by sound without speech, so a pause is
 * filled with silence in real time.
 */
final class CallersSilence {

  /** While the service may still wait for the end of the caller's words, frames of its liking. */
  private static final Duration FRAME = Duration.ofMillis(32);

  /** Longer than the service waits for more words; then it hears longer frames, and fewer. */
  private static final int SHORT_FRAMES = (int) Duration.ofSeconds(3).dividedBy(FRAME);

  private static final Duration LONG_FRAME = FRAME.multipliedBy(15);
  private static final ByteString SILENCE = silence(FRAME);
  private static final ByteString LONG_SILENCE = silence(LONG_FRAME);

  private NovaInput.@Nullable AudioStart open;
  private boolean heardLately;
  private int frames;

  private static ByteString silence(Duration frame) {
    return ByteString.fromArrayUnsafe(
        new byte[(int) frame.toMillis() * NovaInput.AudioInput.BYTES_PER_MS]);
  }

  /** Takes note of what goes to the service: whether it is the caller's sound. */
  boolean isBrokenBy(NovaInput input) {
    switch (input) {
      case NovaInput.AudioStart start -> {
        open = start;
        heardLately = true;
      }
      case NovaInput.AudioInput _, NovaInput.AudioReplay _ -> {
        heardLately = true;
        return true;
      }
      case NovaInput.ContentEnd(_, var content) -> {
        if (open != null && open.contentName().equals(content)) {
          open = null;
        }
      }
      case NovaInput.SessionStart _,
          NovaInput.PromptStart _,
          NovaInput.TextStart _,
          NovaInput.ToolResultStart _,
          NovaInput.TextInput _,
          NovaInput.ToolResult _,
          NovaInput.PromptEnd _,
          NovaInput.SessionEnd _ -> {
        // these say nothing about the caller's sound
      }
    }
    return false;
  }

  /** Whether the line was to give sound since the last look, and gave none. */
  boolean beganSinceLastLook() {
    boolean silent = open != null && !heardLately;
    heardLately = false;
    return silent;
  }

  /** The pause begins now: the length of its first frames. */
  Duration begin() {
    frames = 0;
    return FRAME;
  }

  /** The frame that is due; empty when no sound is expected any more. */
  Optional<NovaInput.AudioInput> next() {
    return Optional.ofNullable(open)
        .map(
            audio ->
                new NovaInput.AudioInput(
                    audio.promptName(),
                    audio.contentName(),
                    frames++ > SHORT_FRAMES ? LONG_SILENCE : SILENCE));
  }

  /** The length of the frames from here on, if it changes with the next one. */
  Optional<Duration> nextLength() {
    return frames == SHORT_FRAMES + 1 ? Optional.of(LONG_FRAME) : Optional.empty();
  }
}
