package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The recording of a call, taken out while the bank runs. */
final class RecordedCall {

  private static final int HEADER = 44;

  /** One frame of a caller's, 20 ms: kept as it is or not at all. */
  private static final int FRAME = 320;

  /** Below that nobody speaks; all silence is alike. */
  private static final int LOUD = 500;

  private final short[] caller;
  private final short[] agent;

  /** What the command printed. */
  private final String printed;

  private RecordedCall(short[] caller, short[] agent, String printed) {
    this.caller = caller;
    this.agent = agent;
    this.printed = printed;
  }

  /** As {@code ./teller recording} writes it. */
  static RecordedCall of(String callId, Path data, List<String> options) throws Exception {
    Path file = data.resolve(callId + ".wav");
    Path log = data.resolve("recording.log");
    try (var export =
        Child.start(
            log,
            "org.voiceteller.http.laptop.Teller",
            options,
            "recording",
            callId,
            "--data",
            data.toString(),
            "--out",
            file.toString(),
            "--reason",
            "JOURNEY-1")) {
      assertThat(export.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(export.process().exitValue()).as(Files.readString(log)).isZero();
    }
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return of(bytes, Files.readString(log));
  }

  /** The same as the console gets it, when the call is over. */
  static RecordedCall of(String callId, StaffMember staff) throws Exception {
    HttpResponse<byte[]> answer =
        Health.await(
            "the recording of " + callId,
            () -> staff.bytes("/v1/admin/calls/" + callId + "/recording"),
            it -> it.statusCode() == 200);
    return of(answer.body(), "");
  }

  private static RecordedCall of(byte[] bytes, String printed) {
    ByteBuffer wav = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    short[] caller = new short[(wav.capacity() - HEADER) / 4];
    short[] agent = new short[caller.length];
    for (int i = 0; i < caller.length; i++) {
      caller[i] = wav.getShort(HEADER + 4 * i);
      agent[i] = wav.getShort(HEADER + 4 * i + 2);
    }
    return new RecordedCall(caller, agent, printed);
  }

  String printed() {
    return printed;
  }

  short[] callersSound() {
    return caller;
  }

  /** How many seconds of the agent's voice there are. */
  double agentSeconds() {
    int loud = 0;
    for (int i = 0; i + FRAME <= agent.length; i += FRAME) {
      loud += isLoud(agent, i) ? 1 : 0;
    }
    return loud * FRAME / 16_000.0;
  }

  /** How much of the speech in these words of the caller's is there, from 0 to 1. */
  double holds(String words) {
    ByteBuffer spoken =
        ByteBuffer.wrap(CallersVoice.recording(words)).order(ByteOrder.LITTLE_ENDIAN);
    short[] samples = new short[spoken.capacity() / 2];
    spoken.asShortBuffer().get(samples);
    Map<Long, Integer> frames = new HashMap<>();
    for (int i = 0; i + FRAME <= samples.length; i += FRAME) {
      if (isLoud(samples, i)) {
        frames.put(beginning(samples, i), i);
      }
    }
    assertThat(frames).as("speech in: " + words).isNotEmpty();
    int all = frames.size();
    for (int i = 0; i + FRAME <= caller.length; i++) {
      Integer at = frames.get(beginning(caller, i));
      if (at != null && Arrays.equals(caller, i, i + FRAME, samples, at, at + FRAME)) {
        frames.remove(beginning(caller, i));
      }
    }
    return (all - frames.size()) / (double) all;
  }

  private static long beginning(short[] samples, int at) {
    long beginning = 0;
    for (int i = at; i < at + 4; i++) {
      beginning = beginning << 16 | samples[i] & 0xffff;
    }
    return beginning;
  }

  private static boolean isLoud(short[] samples, int from) {
    for (int i = from; i < from + FRAME; i++) {
      if (Math.abs(samples[i]) > LOUD) {
        return true;
      }
    }
    return false;
  }
}
