package org.voiceteller.streams.srtp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens what the other end sends (RFC 3711 §3.3): what was not sealed with its keys, came before,
 * or is too old is not given out. Never throws for what lies in the bytes. Not thread-safe.
 */
public final class SrtpOpener {

  /** Sources of one peer that are remembered; the oldest goes when there are more. */
  private static final int MOST_SOURCES = 8;

  private static final int CONTROL_HEADER_BYTES = 8;
  private static final int CONTROL_INDEX_BYTES = 4;

  private final SrtpCipher sound;
  private final SrtpCipher control;
  private final Map<Integer, Indexes> soundSources = remembered();
  private final Map<Integer, Indexes> controlSources = remembered();

  public SrtpOpener(SrtpProfile profile, SrtpKeys keys) {
    this.sound = profile.cipher(keys, false);
    this.control = profile.cipher(keys, true);
  }

  private static Map<Integer, Indexes> remembered() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Integer, Indexes> eldest) {
        return size() > MOST_SOURCES;
      }
    };
  }

  /**
   * @return the whole RTP packet; empty when it does not open
   */
  public Optional<byte[]> open(byte[] bytes, int from, int length) {
    byte[] sealed = Arrays.copyOfRange(bytes, from, from + length);
    int header = RtpHeader.length(sealed);
    if (header < 0 || header + sound.overhead() > sealed.length) {
      return Optional.empty();
    }
    ByteBuffer packet = ByteBuffer.wrap(sealed);
    int ssrc = packet.getInt(8);
    Indexes known = soundSources.getOrDefault(ssrc, new Indexes());
    long index = known.indexOf(packet.getShort(2) & 0xffff);
    if (index < 0 || known.isOldOrSeen(index)) {
      return Optional.empty();
    }
    byte[] opened = sound.open(sealed, header, ssrc, index);
    return given(opened, soundSources, ssrc, known, index);
  }

  /**
   * @return the whole compound RTCP packet; empty when it does not open
   */
  public Optional<byte[]> openControl(byte[] bytes, int from, int length) {
    if (length < CONTROL_HEADER_BYTES + CONTROL_INDEX_BYTES + control.overhead()) {
      return Optional.empty();
    }
    byte[] sealed = Arrays.copyOfRange(bytes, from, from + length);
    ByteBuffer packet = ByteBuffer.wrap(sealed);
    int ssrc = packet.getInt(4);
    int indexAt = length - CONTROL_INDEX_BYTES - control.afterIndex();
    long index = packet.getInt(indexAt) & 0x7fff_ffffL;
    Indexes known = controlSources.getOrDefault(ssrc, new Indexes());
    if (known.isOldOrSeen(index)) {
      return Optional.empty();
    }
    byte[] opened = control.open(sealed, CONTROL_HEADER_BYTES, ssrc, index);
    return given(opened, controlSources, ssrc, known, index);
  }

  private static Optional<byte[]> given(
      byte @Nullable [] opened,
      Map<Integer, Indexes> sources,
      int ssrc,
      Indexes known,
      long index) {
    if (opened == null) {
      return Optional.empty();
    }
    known.seen(index);
    sources.put(ssrc, known);
    return Optional.of(opened);
  }

  /** Which packets of one source have come (RFC 3711 §3.3.1 and §3.3.2). */
  private static final class Indexes {

    private static final int WINDOW = 64;
    private static final int HALF = 1 << 15;

    private long highest = -1;
    private long window;

    /** What the 16 bits most probably stand for; below 0 for before the beginning. */
    private long indexOf(int sequence) {
      if (highest < 0) {
        return sequence;
      }
      long rollovers = highest >>> 16;
      int latest = (int) (highest & 0xffff);
      if (latest < HALF && sequence - latest > HALF) {
        rollovers--;
      } else if (latest >= HALF && latest - HALF > sequence) {
        rollovers++;
      }
      return rollovers < 0 ? -1 : rollovers << 16 | sequence;
    }

    private boolean isOldOrSeen(long index) {
      long behind = highest - index;
      return highest >= 0 && behind >= 0 && (behind >= WINDOW || (window >>> behind & 1) != 0);
    }

    private void seen(long index) {
      if (index > highest) {
        long ahead = index - highest;
        window = highest < 0 || ahead >= WINDOW ? 1 : window << ahead | 1;
        highest = index;
      } else {
        window |= 1L << highest - index;
      }
    }
  }
}
