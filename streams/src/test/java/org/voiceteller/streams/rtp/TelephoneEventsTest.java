package org.voiceteller.streams.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TelephoneEventsTest {

  private static final int EVENTS = 101;

  private final RtpSender sender = new RtpSender(1, 0, 65_530, 0xffff_ff00L);
  private final TelephoneEvents.Reader reader = new TelephoneEvents.Reader();

  private List<RtpPacket> pressed(String keys) {
    var packets = new ArrayList<RtpPacket>();
    for (char key : keys.toCharArray()) {
      TelephoneEvents.write(sender, EVENTS, key, 8_000, Duration.ofMillis(100))
          .forEach(packets::addAll);
      sender.pause(800);
    }
    return packets;
  }

  private String read(List<RtpPacket> packets) {
    var keys = new StringBuilder();
    packets.forEach(packet -> reader.read(packet).ifPresent(keys::append));
    return keys.toString();
  }

  private static RtpPacket event(int event, boolean isEnd, int duration, long timestamp) {
    byte[] payload = {
      (byte) event, (byte) (isEnd ? 0x8a : 0x0a), (byte) (duration >> 8), (byte) duration
    };
    return new RtpPacket(false, EVENTS, 0, timestamp, 1, payload);
  }

  @Test
  void tellsEachKeyOnce() {
    assertThat(read(pressed("1234567890*#ABCD5500"))).isEqualTo("1234567890*#ABCD5500");
  }

  @Test
  void sendsAKeyInPiecesOfTwentyMillisecondsAndItsEndThreeTimes() {
    long begun = sender.timestamp();
    var pieces = TelephoneEvents.write(sender, EVENTS, '7', 8_000, Duration.ofMillis(70));

    assertThat(pieces).hasSize(3);
    assertThat(pieces.stream().map(List::size)).containsExactly(1, 1, 3);
    assertThat(pieces.getFirst().getFirst().marker()).isTrue();
    assertThat(pieces.getLast())
        .allSatisfy(
            packet -> {
              assertThat(packet.timestamp()).isEqualTo(begun);
              assertThat(packet.payload()).containsExactly(7, 0x8a, 480 >> 8, 480 & 0xff);
              assertThat(packet.marker()).isFalse();
            });
    assertThat(sender.next(new byte[160], 160).timestamp()).isEqualTo(begun + 480 & 0xffff_ffffL);
    assertThatThrownBy(
            () -> TelephoneEvents.write(sender, EVENTS, 'x', 8_000, Duration.ofMillis(70)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** One packet of each key is enough, whichever. */
  @Test
  void hearsAKeyOfWhichOnePacketCame() {
    var random = new Random(1);
    var came = new ArrayList<RtpPacket>();
    for (char key : "8052".toCharArray()) {
      var packets = pressed(String.valueOf(key));
      came.add(packets.get(random.nextInt(packets.size())));
    }

    assertThat(read(came)).isEqualTo("8052");
  }

  @Test
  void hearsAKeyOnceWhosePacketsOvertakeOneAnother() {
    var packets = pressed("9");
    Collections.shuffle(packets, new Random(3));

    assertThat(read(packets)).isEqualTo("9");
  }

  @Test
  void doesNotHearAKeyAgainWhoseEndComesAfterTheNextKeysBeginning() {
    var first = pressed("1");
    var second = pressed("2");
    var mixed = new ArrayList<>(first.subList(0, 3));
    mixed.addAll(second.subList(0, 2));
    mixed.addAll(first.subList(3, first.size()));
    mixed.addAll(second.subList(2, second.size()));

    assertThat(read(mixed)).isEqualTo("12");
  }

  /** RFC 4733 §2.5.1.3: a new segment under a new timestamp each 65,535 units. */
  @Test
  void hearsAKeyOnceThatIsHeldForTwentySeconds() {
    var packets = new ArrayList<RtpPacket>();
    for (int segment = 0; segment < 3; segment++) {
      for (int duration = 160; duration < 0xffff; duration += 160) {
        packets.add(event(3, false, duration, 1_000 + 0xffffL * segment));
      }
    }

    assertThat(read(packets)).isEqualTo("3");
    assertThat(read(List.of(event(3, false, 160, 1_000 + 0xffffL * 3 + 8_000)))).isEqualTo("3");
  }

  @Test
  void takesNothingElseForAKey() {
    assertThat(read(List.of(event(16, true, 800, 1)))).isEmpty();
    assertThat(read(List.of(event(36, true, 800, 2)))).isEmpty();
    assertThat(read(List.of(new RtpPacket(false, EVENTS, 0, 3, 1, new byte[3])))).isEmpty();
    assertThat(read(List.of(new RtpPacket(false, EVENTS, 0, 3, 1, new byte[0])))).isEmpty();
  }

  @Test
  void hearsTheSameTimestampAnewFromAnotherSource() {
    var here = event(4, false, 160, 1_000);
    var there = new RtpPacket(false, EVENTS, 0, 1_000, 2, here.payload());

    assertThat(read(List.of(here, there))).isEqualTo("44");
  }
}
