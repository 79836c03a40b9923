package org.voiceteller.localsonic.conversation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.voiceteller.localsonic.wire.InputEvent;
import org.voiceteller.localsonic.wire.OutputEvent.AudioOutput;
import org.voiceteller.localsonic.wire.OutputEvent.AudioStart;
import org.voiceteller.localsonic.wire.OutputEvent.CompletionEnd;
import org.voiceteller.localsonic.wire.OutputEvent.CompletionStart;
import org.voiceteller.localsonic.wire.OutputEvent.ContentEnd;
import org.voiceteller.localsonic.wire.OutputEvent.ContentType;
import org.voiceteller.localsonic.wire.OutputEvent.StopReason;

/**
 * Sends every {@code audioInput} straight back as {@code audioOutput}, for benchmarks: one output
 * per input, in the same order. The protocol is checked as always; texts are not answered.
 */
public final class Echo extends OneStream {

  /** What the sound's bytes become. */
  public enum Manner {
    /** The same bytes: 24 kHz is declared, so that played at that rate it is shorter and higher. */
    SAME_BYTES,

    /**
     * Sound of the same pitch: three samples for two, on straight lines between them, one sample
     * late. Each fourth piece of silence is left out: what waits to be played, since something was
     * late, would wait for ever behind an agent who never makes a pause.
     */
    SAME_SOUND
  }

  private static final int MAX_QUEUED = 64;
  private static final int SILENT_LEFT_OUT = 4;

  /** Below about -42 dBFS. */
  private static final int MOST_SILENT = 250;

  private final String contentId;
  private final Manner manner;
  private boolean speaking;
  private short last;
  private int silent;

  public Echo(String sessionId, String completionId, String contentId, Manner manner) {
    super(new Line(sessionId, completionId));
    this.contentId = contentId;
    this.manner = manner;
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
      case Accepted.Sound(var samples, var base64) -> {
        switch (manner) {
          case SAME_BYTES -> out.add(new AudioOutput(contentId, base64));
          case SAME_SOUND -> {
            if (!isSilent(samples) || ++silent % SILENT_LEFT_OUT != 0) {
              out.add(
                  new AudioOutput(
                      contentId, Base64.getEncoder().encodeToString(stretched(samples))));
            }
          }
        }
      }
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

  private static boolean isSilent(short[] samples) {
    for (var sample : samples) {
      if (Math.abs(sample) > MOST_SILENT) {
        return false;
      }
    }
    return true;
  }

  /** An odd sample at the end is left out. */
  private byte[] stretched(short[] samples) {
    var pairs = samples.length / 2;
    var pcm = ByteBuffer.allocate(6 * pairs).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < pairs; i++) {
      var first = samples[2 * i];
      var second = samples[2 * i + 1];
      pcm.putShort(last);
      pcm.putShort((short) (last + (first - last) * 2 / 3));
      pcm.putShort((short) (first + (second - first) / 3));
      last = second;
    }
    return pcm.array();
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
