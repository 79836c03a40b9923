package org.voiceteller.loadtests.sound;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.voiceteller.streams.sound.SpeechCodec;

/**
 * A telephone line that loses packets in bursts (E. N. Gilbert, Bell System Tech. J. 39, 1960): of
 * twenty packets one is lost, and of each loss the next one is lost too with three chances in five.
 */
final class LossyLine {

  /** What is done about losses. */
  enum Remedy {
    NO_LOSS,
    SILENCE,
    CONCEALMENT
  }

  private static final double LOST = 0.05;
  private static final double STAYS_BAD = 0.6;
  private static final double GETS_BAD = (1 - STAYS_BAD) * LOST / (1 - LOST);
  private static final int FRAME_24 = 480;
  private static final int FRAME_16 = 320;

  private LossyLine() {}

  /**
   * @param voice 24 kHz
   * @param seed the same losses for the same one
   * @return 16 kHz
   */
  static short[] through(SpeechCodec codec, short[] voice, Remedy remedy, long seed) {
    List<byte[]> packets = packets(codec, voice);
    boolean[] lost = new boolean[packets.size()];
    var random = new Random(seed);
    boolean isBad = false;
    for (int i = 0; i < lost.length; i++) {
      isBad = random.nextDouble() < (isBad ? STAYS_BAD : GETS_BAD);
      lost[i] = isBad && remedy != Remedy.NO_LOSS;
    }
    var decoder = codec.decoder();
    short[] heard = new short[packets.size() * FRAME_16];
    for (int i = 0; i < lost.length; i++) {
      short[] frame;
      if (!lost[i]) {
        frame = decoder.decode(packets.get(i));
      } else if (remedy == Remedy.SILENCE) {
        frame = new short[FRAME_16];
      } else if (i + 1 < lost.length && !lost[i + 1]) {
        frame = decoder.recover(packets.get(i + 1), FRAME_16);
      } else {
        frame = decoder.conceal(FRAME_16);
      }
      System.arraycopy(frame, 0, heard, i * FRAME_16, FRAME_16);
    }
    return heard;
  }

  private static List<byte[]> packets(SpeechCodec codec, short[] voice) {
    var encoder = codec.encoder();
    var packets = new ArrayList<byte[]>();
    for (int at = 0; at + FRAME_24 <= voice.length; at += FRAME_24) {
      packets.add(encoder.encode(Arrays.copyOfRange(voice, at, at + FRAME_24)));
    }
    return packets;
  }
}
