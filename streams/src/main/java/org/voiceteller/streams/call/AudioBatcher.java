package org.voiceteller.streams.call;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.apache.pekko.util.ByteString;

/**
 * Cuts the caller's sound into frames of 32 ms, the length that the model's service advises,
 * whatever length the leg gives. Adds up to 32 ms of delay. Not thread-safe.
 */
final class AudioBatcher {

  /** 32 ms of 16 kHz s16. */
  static final int FRAME_BYTES = 1_024;

  private final Consumer<ByteString> frames;
  private byte[] frame = new byte[FRAME_BYTES];
  private int filled;

  /**
   * @param frames takes each frame when it is full; what remains waits for more
   */
  AudioBatcher(Consumer<ByteString> frames) {
    this.frames = frames;
  }

  void add(ByteString pcm) {
    ByteBuffer rest = pcm.asByteBuffer();
    while (rest.hasRemaining()) {
      int more = Math.min(rest.remaining(), FRAME_BYTES - filled);
      rest.get(frame, filled, more);
      filled += more;
      if (filled == FRAME_BYTES) {
        ByteString full = ByteString.fromArrayUnsafe(frame);
        frame = new byte[FRAME_BYTES];
        filled = 0;
        frames.accept(full);
      }
    }
  }
}
