package org.voiceteller.siptrunk.media;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceteller.siptrunk.sdp.Agreement;
import org.voiceteller.siptrunk.sdp.SrtpKey;
import org.voiceteller.streams.srtp.SrtpKeys;
import org.voiceteller.streams.srtp.SrtpOpener;
import org.voiceteller.streams.srtp.SrtpSealer;

/**
 * Seals what goes out and opens what comes in (RFC 3711), by the keys that both session
 * descriptions carried. Not thread-safe.
 */
final class SrtpTransform {

  private static final int SSRC_AT = 8;

  private final SrtpKey ours;
  private final SrtpOpener opener;
  private @Nullable SrtpSealer sealer;
  private int sealedSource;

  SrtpTransform(Agreement.Keys keys) {
    ours = keys.ours();
    opener = new SrtpOpener(keys.theirs().suite().profile(), keys(keys.theirs()));
  }

  private static SrtpKeys keys(SrtpKey key) {
    return new SrtpKeys(key.key(), key.salt());
  }

  /** The packet as it goes out. */
  byte[] protect(byte[] rtp) {
    return sealer(ByteBuffer.wrap(rtp).getInt(SSRC_AT)).seal(rtp);
  }

  /** The packet that came; empty when it is not by who has the key, or was here before. */
  Optional<byte[]> unprotect(byte[] srtp) {
    return opener.open(srtp, 0, srtp.length);
  }

  /** A compound RTCP packet as it goes out: of the source whose sound goes out. */
  byte[] protectReport(byte[] rtcp) {
    return sealer(ByteBuffer.wrap(rtcp).getInt(4)).sealControl(rtcp);
  }

  /** The compound RTCP packet that came; empty as above. */
  Optional<byte[]> unprotectReport(byte[] srtcp) {
    return opener.openControl(srtcp, 0, srtcp.length);
  }

  /** Packets are counted by source: another codec begins with a source of its own. */
  private SrtpSealer sealer(int ssrc) {
    SrtpSealer present = sealer;
    if (present == null || ssrc != sealedSource) {
      present = new SrtpSealer(ours.suite().profile(), keys(ours));
      sealer = present;
      sealedSource = ssrc;
    }
    return present;
  }
}
