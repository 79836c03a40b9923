package org.voiceteller.http.page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Tones: to speak into a browser's microphone, and to be heard from its speaker. */
final class Sounds {

  private static final double TONE_HZ = 440;
  private static final double LOUDNESS = 0.4;

  private Sounds() {}

  /** A tone as PCM s16le mono. */
  static byte[] tone(int sampleRateHz, int durationMs) {
    int samples = sampleRateHz * durationMs / 1000;
    var pcm = ByteBuffer.allocate(samples * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < samples; i++) {
      double value = LOUDNESS * Math.sin(2 * Math.PI * TONE_HZ * i / sampleRateHz);
      pcm.putShort((short) Math.round(value * Short.MAX_VALUE));
    }
    return pcm.array();
  }

  /** The loudest sample of PCM s16le mono, without its sign. */
  static int loudest(byte[] pcm) {
    var samples = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    int loudest = 0;
    while (samples.hasRemaining()) {
      loudest = Math.max(loudest, Math.abs(samples.get()));
    }
    return loudest;
  }

  /** A second of tone as a WAV file's content, 48 kHz; a browser plays it again and again. */
  static byte[] wav() {
    byte[] pcm = tone(48000, 1000);
    var wav = ByteBuffer.allocate(44 + pcm.length).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + pcm.length);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(48000).putInt(96000);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(pcm.length).put(pcm);
    return wav.array();
  }
}
