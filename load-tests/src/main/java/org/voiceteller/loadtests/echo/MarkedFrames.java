package org.voiceteller.loadtests.echo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/**
 * Frames that can be recognised in a stream of sound after it was cut and joined anew: each starts
 * with a mark and its number, the rest is silence. Nothing on the way may change a sample.
 */
final class MarkedFrames implements Marks {

  private static final int BYTES_PER_MS = 32;

  private static final long MARK = 0x5AC3_7E19_24D8_B681L;

  private final int frameMs;

  MarkedFrames(int frameMs) {
    this.frameMs = frameMs;
  }

  @Override
  public byte[] frame(int number) {
    return frame(number, frameMs);
  }

  @Override
  public boolean isMarked(int number) {
    return true;
  }

  @Override
  public Marks.Finder finder(IntSupplier sent, Found found) {
    return new Finder(number -> found.at(number, System.nanoTime()))::accept;
  }

  /** PCM s16le, mono, 16 kHz. */
  static byte[] frame(int number, int ms) {
    return ByteBuffer.allocate(ms * BYTES_PER_MS)
        .order(ByteOrder.BIG_ENDIAN)
        .putLong(MARK)
        .putInt(number)
        .array();
  }

  /** Finds the marks in a stream of bytes, wherever its pieces begin and end. */
  static final class Finder {

    private final IntConsumer found;
    private long lastEight;
    private int numberBytesMissing;
    private int number;

    Finder(IntConsumer found) {
      this.found = found;
    }

    void accept(byte[] piece) {
      for (byte b : piece) {
        accept(b);
      }
    }

    private void accept(byte b) {
      if (numberBytesMissing > 0) {
        number = (number << Byte.SIZE) | (b & 0xFF);
        if (--numberBytesMissing == 0) {
          found.accept(number);
        }
        return;
      }
      lastEight = (lastEight << Byte.SIZE) | (b & 0xFF);
      if (lastEight == MARK) {
        lastEight = 0;
        number = 0;
        numberBytesMissing = Integer.BYTES;
      }
    }
  }
}
