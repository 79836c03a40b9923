package org.voiceteller.streams.call;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;

/**
 * What a caller hears while the model says nothing: a short soft tone, so that the line does not
 * seem dead. There is no other voice than the model's.
 */
final class HoldTone {

  private static final int RATE_HZ = 24_000;
  private static final int FRAME_SAMPLES = RATE_HZ / 10;
  private static final int FRAMES = 3;
  private static final double PITCH_HZ = 425;

  /** About -26 dBFS. */
  private static final double LOUDNESS = 1_640;

  private static final int FADE_SAMPLES = RATE_HZ / 50;
  private static final List<ByteString> SOUND = made();

  private HoldTone() {}

  /** 300 ms of it, PCM s16le, mono, 24 kHz, in frames of 100 ms. */
  static List<ByteString> sound() {
    return SOUND;
  }

  /** Whether this is a frame of it. */
  static boolean isIn(AgentFrame frame) {
    return frame instanceof AgentFrame.Audio(_, var pcm)
        && SOUND.stream().anyMatch(part -> part == pcm);
  }

  private static List<ByteString> made() {
    int samples = FRAMES * FRAME_SAMPLES;
    byte[] pcm = new byte[2 * samples];
    for (int i = 0; i < samples; i++) {
      double fade = Math.min(1, Math.min(i, samples - 1 - i) / (double) FADE_SAMPLES);
      int sample = (int) (LOUDNESS * fade * Math.sin(2 * Math.PI * PITCH_HZ * i / RATE_HZ));
      pcm[2 * i] = (byte) sample;
      pcm[2 * i + 1] = (byte) (sample >> 8);
    }
    List<ByteString> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      frames.add(ByteString.fromArray(pcm, i * 2 * FRAME_SAMPLES, 2 * FRAME_SAMPLES));
    }
    return List.copyOf(frames);
  }
}
