package org.voiceteller.streams.call;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;

/**
 * Cuts the caller's sound into frames of 32 ms, the length that the model's service advises,
 * whatever length the leg gives. Adds up to 32 ms of delay. Not thread-safe.
 */
final class AudioBatcher {

  /** 32 ms of 16 kHz s16. */
  static final int FRAME_BYTES = 1_024;

  private ByteString rest = ByteString.emptyByteString();

  /** The frames that are full now; what remains waits for more. */
  List<ByteString> add(ByteString pcm) {
    ByteString all = rest.concat(pcm);
    List<ByteString> frames = new ArrayList<>();
    while (all.size() >= FRAME_BYTES) {
      frames.add(all.take(FRAME_BYTES).compact());
      all = all.drop(FRAME_BYTES);
    }
    rest = all.compact();
    return frames;
  }
}
