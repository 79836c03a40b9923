package org.voiceteller.streams.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voiceteller.streams.sound.Sounds;
import org.voiceteller.streams.sound.SpeechCodec;

class ReceivedSoundTest {

  private static final int PAYLOAD_TYPE = 96;
  private static final int NOISE = 13;
  private static final long MS = 1_000_000;

  private static List<RtpPacket> packets(SpeechCodec codec, short[] voice24) {
    var sender = new RtpSender(1, PAYLOAD_TYPE, 10, 10);
    var encoder = codec.encoder();
    var packets = new ArrayList<RtpPacket>();
    for (int at = 0; at + 480 <= voice24.length; at += 480) {
      packets.add(
          sender.next(
              encoder.encode(Arrays.copyOfRange(voice24, at, at + 480)), codec.clockHz() / 50));
    }
    return packets;
  }

  private static short[] through(
      ReceivedSound received, List<RtpPacket> packets, IntPredicate isLost) {
    var frames = new ArrayList<short[]>();
    for (int i = 0; i < packets.size() + 10; i++) {
      if (i < packets.size() && !isLost.test(i)) {
        received.arrived(packets.get(i), i * 20 * MS);
      }
      frames.add(received.next((i * 20 + 1) * MS));
    }
    return Sounds.joined(frames.toArray(short[][]::new));
  }

  @ParameterizedTest
  @EnumSource
  void carriesATonesLevelAndEveryFrame(SpeechCodec codec) {
    var received = new ReceivedSound(codec, PAYLOAD_TYPE, OptionalInt.empty());

    short[] sound =
        through(received, packets(codec, Sounds.tone(700, 24_000, 2_000, 8_000)), _ -> false);

    assertThat(sound).hasSize(110 * ReceivedSound.FRAME);
    assertThat(Sounds.rms(sound, 16_000, 30_000)).isBetween(5_000.0, 6_300.0);
    assertThat(received.concealedMs()).isLessThanOrEqualTo(60);
    assertThat(received.refused()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void fillsInWhatIsLost(SpeechCodec codec) {
    var received = new ReceivedSound(codec, PAYLOAD_TYPE, OptionalInt.empty());

    short[] sound =
        through(received, packets(codec, Sounds.tone(200, 24_000, 2_000, 8_000)), i -> i % 10 == 7);

    assertThat(received.concealedMs()).isBetween(180L, 300L);
    // Opus's copies of a steady tone fade within their 20 ms
    for (int at = 8_000; at < 30_000; at += 320) {
      assertThat(Sounds.rms(sound, at, at + 320)).as("at %d", at).isGreaterThan(300);
    }
  }

  @Test
  void fillsAPauseWithNoiseAsLoudAsTheSenderSays() {
    var received = new ReceivedSound(SpeechCodec.PCMU, PAYLOAD_TYPE, OptionalInt.of(NOISE));
    var voice = packets(SpeechCodec.PCMU, Sounds.tone(300, 24_000, 400, 8_000));
    through(received, voice, _ -> false);
    var last = voice.getLast();
    received.arrived(
        new RtpPacket(
            false, NOISE, last.sequence() + 1, last.timestamp() + 160, 1, new byte[] {50}),
        600 * MS);

    var pause = new ArrayList<short[]>();
    for (int i = 0; i < 50; i++) {
      pause.add(received.next((620 + 20 * i) * MS));
    }

    short[] second = Sounds.joined(pause.toArray(short[][]::new));
    assertThat(Sounds.rms(second, 8_000, 16_000)).isBetween(90.0, 120.0);
  }

  @Test
  void goesOnOverPacketsThatAreNotOfTheCodec() {
    var received = new ReceivedSound(SpeechCodec.OPUS, PAYLOAD_TYPE, OptionalInt.empty());
    var packets = packets(SpeechCodec.OPUS, Sounds.tone(300, 24_000, 1_000, 8_000));
    for (int i = 5; i < packets.size(); i += 5) {
      var whole = packets.get(i);
      byte[] bent = whole.payload().clone();
      Arrays.fill(bent, 1, bent.length, (byte) i);
      packets.set(
          i,
          new RtpPacket(
              false, PAYLOAD_TYPE, whole.sequence(), whole.timestamp(), whole.ssrc(), bent));
    }

    assertThat(through(received, packets, _ -> false)).hasSize(60 * ReceivedSound.FRAME);
  }
}
