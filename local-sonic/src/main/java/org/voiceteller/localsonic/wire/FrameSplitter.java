package org.voiceteller.localsonic.wire;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.apache.pekko.util.ByteString;

/**
 * Cuts a stream of bytes into event-stream frames by their length prefix. Holds at most one
 * incomplete frame; the AWS decoder would hold 2 MiB per stream. Not thread-safe.
 */
public final class FrameSplitter {

  /** Prelude (total length, headers' length, checksum) and the message's checksum. */
  private static final int SMALLEST_FRAME_BYTES = 16;

  private static final int LENGTH_BYTES = 4;

  private final int maxFrameBytes;
  private ByteString rest = ByteString.emptyByteString();

  public FrameSplitter(int maxFrameBytes) {
    this.maxFrameBytes = maxFrameBytes;
  }

  /**
   * Gives out the frames that are complete now, in order.
   *
   * @throws ServiceException when a length is impossible or over the limit
   */
  public void add(ByteString bytes, Consumer<ByteBuffer> frames) {
    rest = rest.isEmpty() ? bytes : rest.concat(bytes);
    while (rest.size() >= LENGTH_BYTES) {
      long length = Integer.toUnsignedLong(rest.take(LENGTH_BYTES).asByteBuffer().getInt());
      if (length < SMALLEST_FRAME_BYTES || length > maxFrameBytes) {
        throw ServiceException.validation(
            "Expected a frame of %d to %d bytes, but its length field says %d"
                .formatted(SMALLEST_FRAME_BYTES, maxFrameBytes, length));
      }
      if (rest.size() < length) {
        break;
      }
      var frame = rest.take((int) length);
      rest = rest.drop((int) length).compact();
      frames.accept(ByteBuffer.wrap(frame.toArray()));
    }
  }

  /** Whether an incomplete frame is held. */
  public boolean holdsPart() {
    return !rest.isEmpty();
  }
}
