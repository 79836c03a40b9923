package org.voiceteller.localsonic.conversation;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.voiceteller.localsonic.wire.InputEvent;
import org.voiceteller.localsonic.wire.OutputEvent;
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
public final class Echo implements Exchange {

  private static final int MAX_QUEUED = 64;

  private final Protocol protocol = new Protocol();
  private final String sessionId;
  private final String completionId;
  private final String contentId;
  private final Queue<OutputEvent> out = new ArrayDeque<>();
  private String promptName = "";
  private boolean speaking;

  public Echo(String sessionId, String completionId, String contentId) {
    this.sessionId = sessionId;
    this.completionId = completionId;
    this.contentId = contentId;
  }

  @Override
  public void receive(InputEvent event) {
    switch (protocol.accept(event)) {
      case Accepted.PromptOpened(var name) -> promptName = name;
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
          Accepted.Typed _,
          Accepted.ToolAnswered _,
          Accepted.SessionClosed _ -> {}
    }
  }

  @Override
  public boolean wantsMore() {
    return out.size() < MAX_QUEUED;
  }

  @Override
  public Optional<OutputEvent> next() {
    return Optional.ofNullable(out.poll());
  }

  @Override
  public OutputEvent.Ids ids() {
    return new OutputEvent.Ids(sessionId, promptName, completionId);
  }

  @Override
  public boolean allHeard() {
    return protocol.sessionEnded();
  }

  @Override
  public boolean ended() {
    return allHeard() && out.isEmpty();
  }

  @Override
  public long nextDeadlineNanos() {
    return NEVER;
  }

  @Override
  public void tick() {}
}
