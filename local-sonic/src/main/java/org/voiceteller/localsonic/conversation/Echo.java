package org.voiceteller.localsonic.conversation;

import org.voiceteller.localsonic.wire.InputEvent;
import org.voiceteller.localsonic.wire.OutputEvent.AudioOutput;
import org.voiceteller.localsonic.wire.OutputEvent.AudioStart;
import org.voiceteller.localsonic.wire.OutputEvent.CompletionEnd;
import org.voiceteller.localsonic.wire.OutputEvent.CompletionStart;
import org.voiceteller.localsonic.wire.OutputEvent.ContentEnd;
import org.voiceteller.localsonic.wire.OutputEvent.ContentType;
import org.voiceteller.localsonic.wire.OutputEvent.StopReason;

/**
 * Sends every {@code audioInput} straight back as {@code audioOutput}, for benchmarks: the same
 * bytes in the same order, one output per input, not resampled (so 24 kHz is declared, but played
 * at that rate it sounds higher). The protocol is checked as always; texts are not answered.
 */
public final class Echo extends OneStream {

  private static final int MAX_QUEUED = 64;

  private final String contentId;
  private boolean speaking;

  public Echo(String sessionId, String completionId, String contentId) {
    super(new Line(sessionId, completionId));
    this.contentId = contentId;
  }

  @Override
  public void receive(InputEvent event) {
    var out = line.out();
    switch (line.accept(event)) {
      case Accepted.Ready _ -> {
        out.add(new CompletionStart());
        out.add(new AudioStart(contentId, PromptRules.OUTPUT_SAMPLE_RATE_HZ));
        speaking = true;
      }
      case Accepted.Sound(_, var base64) -> out.add(new AudioOutput(contentId, base64));
      case Accepted.PromptClosed _ -> {
        if (speaking) {
          out.add(new ContentEnd(contentId, ContentType.AUDIO, StopReason.END_TURN));
        }
        out.add(new CompletionEnd());
      }
      case Accepted.Noted _,
          Accepted.PromptOpened _,
          Accepted.Typed _,
          Accepted.ToolAnswered _,
          Accepted.SessionClosed _ -> {}
    }
  }

  @Override
  public boolean wantsMore() {
    return line.out().size() < MAX_QUEUED;
  }

  @Override
  public long nextDeadlineNanos() {
    return NEVER;
  }

  @Override
  public void tick() {}
}
