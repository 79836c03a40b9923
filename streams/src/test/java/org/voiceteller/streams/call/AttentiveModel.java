package org.voiceteller.streams.call;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;
import org.voiceteller.streams.nova.Nova;
import org.voiceteller.streams.nova.NovaEnd;
import org.voiceteller.streams.nova.NovaException;
import org.voiceteller.streams.nova.NovaFailure;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaOutput.ContentType;
import org.voiceteller.streams.nova.NovaOutput.Stage;
import org.voiceteller.streams.nova.NovaOutput.StopReason;
import org.voiceteller.streams.nova.NovaRole;

/**
 * A model that is strict about what it hears. Each utterance of the test's caller is numbered
 * sound: only a stream that hears it from its first frame to its last tells its words, 1.5 s after
 * its end; of a part it says so. Answers at once with two seconds of sound, wants a tool for every
 * seventh utterance, and ends each stream at a limit, as the service does.
 */
final class AttentiveModel implements Nova {

  static final int UTTERANCE_FRAMES = 40;
  private static final int FRAME_BYTES = 1_024;
  private static final int PAUSE_FRAMES = 47;
  private static final int ANSWER_MS = 2_000;

  final List<String> faults = new ArrayList<>();
  private final Clock clock;
  private final Duration limit;
  private int streams;

  AttentiveModel(Clock clock, Duration limit) {
    this.clock = clock;
    this.limit = limit;
  }

  static ByteString silence() {
    return ByteString.fromArray(new byte[FRAME_BYTES]);
  }

  /** The numbered sound of one frame, as loud as speech. */
  static ByteString speech(int utterance, int frame) {
    ByteBuffer pcm = ByteBuffer.allocate(FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    pcm.putShort((short) (utterance + 1)).putShort((short) frame);
    while (pcm.hasRemaining()) {
      pcm.putShort((short) 6_000).putShort((short) -6_000);
    }
    return ByteString.fromArray(pcm.array());
  }

  int streams() {
    return streams;
  }

  @Override
  public Flow<NovaInput, NovaOutput, CompletionStage<NovaEnd>> converse() {
    return Flow.<NovaInput>create()
        .takeWhile(input -> !(input instanceof NovaInput.SessionEnd))
        .statefulMapConcat(
            () -> {
              streams++;
              return new Stream(streams, clock.instant())::hear;
            })
        .mapMaterializedValue(_ -> CompletableFuture.completedStage(new NovaEnd.Completed()));
  }

  private final class Stream {

    private final int number;
    private final Instant openedAt;
    private final List<NovaRole> history = new ArrayList<>();
    private NovaRole role = NovaRole.SYSTEM;
    private boolean interactive;
    private int historyBytes;
    private int quiet;
    private int utterance = -1;
    private int heardFrames;
    private Instant speaksUntil = Instant.MIN;
    private int contents;

    private Stream(int number, Instant openedAt) {
      this.number = number;
      this.openedAt = openedAt;
    }

    private List<NovaOutput> hear(NovaInput input) {
      if (clock.instant().isAfter(openedAt.plus(limit))) {
        throw new NovaException(
            new NovaFailure(NovaFailure.Category.RETRY, "TimeIsUp", "as the service does"), null);
      }
      return switch (input) {
        case NovaInput.TextStart(_, _, var from, var answers) -> {
          role = from;
          interactive = answers;
          yield List.of();
        }
        case NovaInput.TextInput(_, _, var text) -> interactive ? asked(text) : told(text);
        case NovaInput.AudioStart _ -> {
          check(history.isEmpty() || history.getFirst() == NovaRole.USER, "begins with the agent");
          check(historyBytes <= 40 * 1_024, "has a history of " + historyBytes + " bytes");
          yield List.of();
        }
        case NovaInput.AudioInput(_, _, var pcm) -> sound(pcm);
        case NovaInput.AudioReplay(_, _, var pcm) -> sound(pcm);
        case NovaInput.ToolResult _ -> answer("Here it is.");
        case NovaInput.SessionStart _,
            NovaInput.PromptStart _,
            NovaInput.ToolResultStart _,
            NovaInput.ContentEnd _,
            NovaInput.PromptEnd _,
            NovaInput.SessionEnd _ ->
            List.of();
      };
    }

    private List<NovaOutput> told(String text) {
      if (role != NovaRole.SYSTEM) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        historyBytes += bytes;
        check(bytes <= 1_024, "was told a text of " + bytes + " bytes");
        check(history.isEmpty() || history.getLast() != role, "was told of two turns of one side");
        history.add(role);
      }
      return List.of();
    }

    private List<NovaOutput> asked(String text) {
      if (text.equals("[The caller is connected.]")) {
        return answer("Welcome.");
      }
      if (text.startsWith("[The bank's answer")) {
        return answer("Here it is.");
      }
      if (text.equals(Cue.SLOW_TOOL)) {
        return List.of();
      }
      check(!text.startsWith("["), "was told " + text);
      List<NovaOutput> outputs = new ArrayList<>(callerSaid(text));
      outputs.addAll(answer("Answer to " + text + "."));
      return outputs;
    }

    private List<NovaOutput> sound(ByteString pcm) {
      ByteBuffer samples = pcm.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      int said = samples.getShort() - 1;
      int frame = samples.getShort();
      List<NovaOutput> outputs = new ArrayList<>();
      if (said < 0) {
        quiet++;
        if (quiet == PAUSE_FRAMES && utterance >= 0) {
          outputs.addAll(understood());
        }
        return outputs;
      }
      quiet = 0;
      if (utterance < 0) {
        utterance = said;
        heardFrames = 0;
        if (clock.instant().isBefore(speaksUntil)) {
          speaksUntil = clock.instant();
          outputs.add(new NovaOutput.Interrupted(id()));
        }
      }
      if (said == utterance && frame == heardFrames) {
        heardFrames++;
      }
      return outputs;
    }

    private List<NovaOutput> understood() {
      int said = utterance;
      utterance = -1;
      if (heardFrames != UTTERANCE_FRAMES) {
        check(false, "heard " + heardFrames + " frames of utterance " + said);
        return callerSaid("part of " + said);
      }
      List<NovaOutput> outputs = new ArrayList<>(callerSaid("utterance " + said));
      if (said % 7 == 6) {
        outputs.add(new NovaOutput.ToolRequested(id(), "use-" + said, "checkBalanceTool", "{}"));
      } else {
        outputs.addAll(answer("Answer to " + said + "."));
      }
      return outputs;
    }

    private List<NovaOutput> callerSaid(String text) {
      return text(NovaRole.USER, Stage.FINAL, text, StopReason.PARTIAL_TURN);
    }

    private List<NovaOutput> answer(String text) {
      speaksUntil = clock.instant().plusMillis(ANSWER_MS);
      List<NovaOutput> outputs =
          new ArrayList<>(
              text(NovaRole.ASSISTANT, Stage.SPECULATIVE, text, StopReason.PARTIAL_TURN));
      String sound = id();
      outputs.add(
          new NovaOutput.ContentStarted(sound, ContentType.AUDIO, NovaRole.ASSISTANT, null));
      outputs.add(new NovaOutput.AudioSaid(sound, ByteString.fromArray(new byte[ANSWER_MS * 48])));
      outputs.add(new NovaOutput.ContentEnded(sound, ContentType.AUDIO, StopReason.END_TURN));
      outputs.addAll(text(NovaRole.ASSISTANT, Stage.FINAL, text, StopReason.END_TURN));
      return outputs;
    }

    private List<NovaOutput> text(NovaRole from, Stage stage, String text, StopReason reason) {
      String id = id();
      return List.of(
          new NovaOutput.ContentStarted(id, ContentType.TEXT, from, stage),
          new NovaOutput.TextSaid(id, from, text),
          new NovaOutput.ContentEnded(id, ContentType.TEXT, reason));
    }

    private String id() {
      contents++;
      return number + "-" + contents;
    }

    private void check(boolean fine, String fault) {
      if (!fine) {
        faults.add("stream " + number + " " + fault);
      }
    }
  }
}
