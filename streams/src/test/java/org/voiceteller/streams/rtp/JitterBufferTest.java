package org.voiceteller.streams.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network in virtual time: when each packet comes is given, and each 20 ms a piece is taken. */
class JitterBufferTest {

  private static final int CLOCK_HZ = 8_000;
  private static final int FIRST_SEQUENCE = 65_500;
  private static final long FIRST_TIMESTAMP = 0xffff_f000L;

  /** When nothing comes any more, nobody knows at first that nothing was sent. */
  private static final int AT_EACH_END = 3;

  private record Arrival(double ms, RtpPacket packet) {}

  private final JitterBuffer buffer =
      new JitterBuffer(CLOCK_HZ, packet -> packet.payloadType() == 0 ? packet.payload().length : 0);
  private final List<Arrival> arrivals = new ArrayList<>();
  private final List<Piece> pieces = new ArrayList<>();
  private final List<Integer> given = new ArrayList<>();
  private double takenUntilMs;

  private static RtpPacket packet(int number) {
    return packet(number, 160L * number, 160, 1);
  }

  /** Its number stands in its first two bytes. */
  private static RtpPacket packet(int number, long units, int length, long ssrc) {
    byte[] payload = new byte[length];
    payload[0] = (byte) (number >> 8);
    payload[1] = (byte) number;
    return new RtpPacket(
        false,
        0,
        FIRST_SEQUENCE + number & 0xffff,
        FIRST_TIMESTAMP + units & 0xffff_ffffL,
        ssrc,
        payload);
  }

  private void come(int from, int to, IntToDoubleFunction ms, IntPredicate isLost) {
    for (int number = from; number < to; number++) {
      if (!isLost.test(number)) {
        arrivals.add(new Arrival(ms.applyAsDouble(number), packet(number)));
      }
    }
  }

  private void takeUntil(double ms, boolean isQuiet) {
    takeUntil(ms, 20, isQuiet);
  }

  private void takeUntil(double ms, double eachMs, boolean isQuiet) {
    arrivals.sort(Comparator.comparingDouble(Arrival::ms));
    for (; takenUntilMs < ms; takenUntilMs += eachMs) {
      while (!arrivals.isEmpty() && arrivals.getFirst().ms <= takenUntilMs) {
        var next = arrivals.removeFirst();
        buffer.arrived(next.packet, nanos(next.ms));
      }
      Piece piece = buffer.next(nanos(takenUntilMs), isQuiet);
      pieces.add(piece);
      if (piece instanceof Piece.Sound(var packets)) {
        packets.forEach(
            packet -> given.add((packet.payload()[0] & 0xff) << 8 | packet.payload()[1] & 0xff));
      }
    }
  }

  private static long nanos(double ms) {
    return (long) (ms * 1_000_000) - 5_000_000_000L;
  }

  private long lostPieces() {
    return pieces.stream().filter(piece -> piece instanceof Piece.Lost).count();
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  @Test
  void givesNothingBeforeAnythingCame() {
    takeUntil(100, false);

    assertThat(pieces).allMatch(piece -> piece instanceof Piece.Silence);
  }

  /** Across the wraps of sequence and timestamp. */
  @Test
  void givesEachPacketInItsTurnAndHoldsBackLittleOnACleanLine() {
    come(0, 500, number -> 20 * number + 3, _ -> false);
    takeUntil(10_100, true);

    // what is left out in the quiet brings the delay down from the beginning's caution
    assertThat(given).isSorted().doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(497);
    assertThat(buffer.statistics().targetMs()).isEqualTo(40);
    assertThat(buffer.statistics().late()).isZero();
  }

  @Test
  void leavesNothingOutOfSpeechOnACleanLine() {
    come(0, 500, number -> 20 * number + 3, _ -> false);
    takeUntil(10_100, false);

    assertThat(given).isEqualTo(numbers(0, 500));
    assertThat(buffer.statistics().delayMs()).isBetween(30, 80);
  }

  @Test
  void putsPacketsInOrderThatOvertookOneAnother() {
    come(0, 100, number -> 20 * number + (number % 3 == 0 ? 45 : 0), _ -> false);
    takeUntil(2_200, false);

    assertThat(given).isEqualTo(numbers(0, 100));
  }

  @Test
  void passesOverWhatComesTwice() {
    come(0, 100, number -> 20 * number, _ -> false);
    come(0, 100, number -> 20 * number + 7, _ -> false);
    takeUntil(2_200, false);

    assertThat(given).isEqualTo(numbers(0, 100));
    assertThat(buffer.statistics().duplicates()).isEqualTo(100);
  }

  @Test
  void tellsWhatIsLostAndWhetherTheNextIsThere() {
    come(0, 100, number -> 20 * number, number -> number == 50 || number == 70 || number == 71);
    takeUntil(2_100, false);

    var lost =
        pieces.stream()
            .filter(piece -> piece instanceof Piece.Lost)
            .map(piece -> ((Piece.Lost) piece).next().map(RtpPacket::sequence).orElse(-1))
            .toList();
    assertThat(lost.subList(0, 3))
        .containsExactly(FIRST_SEQUENCE + 51 & 0xffff, -1, FIRST_SEQUENCE + 72 & 0xffff);
    assertThat(given).hasSize(97).isSorted();
  }

  @Test
  void asksForWhatIsMissingAndMayStillCome() {
    come(0, 10, number -> 20 * number, number -> number == 8);
    takeUntil(185, false);

    assertThat(buffer.missing()).containsExactly(FIRST_SEQUENCE + 8 & 0xffff);
  }

  /** 80 ms of jitter, evenly spread: after some seconds nearly nothing is too late. */
  @Test
  void holdsBackLongerWhereTheNetworkNeedsIt() {
    var random = new Random(1);
    come(0, 1_500, number -> 20 * number + 80 * random.nextDouble(), _ -> false);
    takeUntil(10_000, true);
    long lateBefore = buffer.statistics().late();
    long lostBefore = buffer.statistics().lostMs();
    takeUntil(30_000, true);

    assertThat(buffer.statistics().targetMs()).isBetween(80, 120);
    assertThat(buffer.statistics().late() - lateBefore).isLessThan(10);
    assertThat(buffer.statistics().lostMs() - lostBefore).isLessThan(400);
    assertThat(given).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void comesBackToLittleWhenTheNetworkIsCalmAgain() {
    var random = new Random(1);
    come(0, 500, number -> 20 * number + 80 * random.nextDouble(), _ -> false);
    come(500, 2_500, number -> 20 * number, _ -> false);
    takeUntil(50_000, true);

    assertThat(buffer.statistics().targetMs()).isEqualTo(40);
    assertThat(buffer.statistics().delayMs()).isLessThan(70);
  }

  @Test
  void holdsBackNoMoreThanItsLimitHoweverUnevenPacketsCome() {
    var random = new Random(1);
    come(0, 1_000, number -> 20 * number + 400 * random.nextDouble(), _ -> false);
    takeUntil(20_000, false);

    assertThat(buffer.statistics().targetMs()).isEqualTo(120);
    assertThat(buffer.statistics().delayMs()).isLessThan(320);
    assertThat(buffer.statistics().late()).isGreaterThan(100);
  }

  /** A sender who is silent sends nothing: no loss, and its next word comes in time. */
  @Test
  void takesASendersPauseForSilence() {
    come(0, 50, number -> 20 * number, _ -> false);
    for (int number = 50; number < 100; number++) {
      arrivals.add(new Arrival(20 * number + 3_000, packet(number, 160L * (number + 150), 160, 1)));
    }
    takeUntil(5_200, false);

    assertThat(given).isEqualTo(numbers(0, 100));
    assertThat(lostPieces()).isEqualTo(AT_EACH_END + AT_EACH_END);
  }

  @Test
  void passesOverKeysThatHaveAPlaceInTheSequence() {
    come(0, 50, number -> 20 * number, _ -> false);
    for (int number = 50; number < 60; number++) {
      var event =
          new RtpPacket(
              false,
              101,
              FIRST_SEQUENCE + number & 0xffff,
              FIRST_TIMESTAMP + 160 * 50 & 0xffff_ffffL,
              1,
              new byte[4]);
      arrivals.add(new Arrival(20 * number, event));
    }
    come(60, 100, number -> 20 * number, _ -> false);
    takeUntil(2_200, false);

    assertThat(given).hasSize(90);
    assertThat(lostPieces()).isEqualTo(AT_EACH_END + AT_EACH_END);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.0005, 0.0005})
  void keepsUpWithAClockThatDrifts(double drift) {
    come(0, 3_000, number -> 20 * number * (1 + drift), _ -> false);
    takeUntil(60_000, true);

    assertThat(given).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(2_950);
    assertThat(buffer.statistics().delayMs()).isBetween(15, 90);
    assertThat(buffer.statistics().late()).isLessThan(5);
  }

  @Test
  void followsAnotherSourceFromItsSecondPacketOn() {
    come(0, 50, number -> 20 * number, _ -> false);
    for (int number = 50; number < 100; number++) {
      arrivals.add(new Arrival(20 * number, packet(number, 9_999_000 + 160L * number, 160, 2)));
    }
    // one packet of a stranger's changes nothing
    arrivals.add(new Arrival(500, packet(9, 1, 160, 3)));
    takeUntil(2_200, false);

    assertThat(given).contains(60, 99).doesNotContain(50).isSorted();
    assertThat(buffer.statistics().restarts()).isEqualTo(1);
  }

  @Test
  void findsItsWayWhenTheWayBecomesLonger() {
    come(0, 100, number -> 20 * number, _ -> false);
    come(100, 400, number -> 20 * number + 500, _ -> false);
    takeUntil(9_000, false);

    assertThat(given).isSorted().doesNotHaveDuplicates().contains(399);
    assertThat(given.size()).isGreaterThan(370);
  }

  @Test
  void findsItsWayWhenTheSendersClockIsSet() {
    come(0, 100, number -> 20 * number, _ -> false);
    for (int number = 100; number < 200; number++) {
      arrivals.add(new Arrival(20 * number, packet(number, 80_000_000 + 160L * number, 160, 1)));
    }
    takeUntil(4_200, false);

    assertThat(given).contains(199).hasSizeGreaterThan(180);
    assertThat(buffer.statistics().restarts()).isEqualTo(1);
  }

  /** A network that stood still for a second and gives all at once. */
  @Test
  void doesNotStayBehindAfterAStandstill() {
    come(0, 100, number -> 20 * number, _ -> false);
    come(100, 150, _ -> 3_000, _ -> false);
    come(150, 400, number -> 20 * number, _ -> false);
    takeUntil(8_200, false);

    assertThat(given).isSorted().doesNotHaveDuplicates().contains(399);
    assertThat(buffer.statistics().delayMs()).isLessThan(220);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 30, 40, 60})
  void takesPacketsOfAnyLength(int milliseconds) {
    int units = milliseconds * 8;
    int count = 3_000 / milliseconds;
    for (int number = 0; number < count; number++) {
      arrivals.add(
          new Arrival(
              milliseconds * (number + 1), packet(number, (long) units * number, units, 1)));
    }
    takeUntil(3_000, false);

    assertThat(given).hasSizeGreaterThan(count - 100 / milliseconds - 3);
    assertThat(given).isEqualTo(numbers(0, given.size()));
    assertThat(lostPieces()).isZero();
  }

  @Property(tries = 150)
  void neverGivesAFrameTwiceNorOneBeforeAnotherThatWasSentEarlier(
      @ForAll long seed,
      @ForAll @IntRange(max = 300) int jitterMs,
      @ForAll @IntRange(max = 40) int lossPercent,
      @ForAll @IntRange(max = 30) int twicePercent,
      @ForAll boolean isQuiet) {
    var random = new Random(seed);
    var network = new JitterBufferTest();
    for (int number = 0; number < 400; number++) {
      if (random.nextInt(100) >= lossPercent) {
        double ms = 20 * number + jitterMs * random.nextDouble();
        network.arrivals.add(new Arrival(ms, packet(number)));
        if (random.nextInt(100) < twicePercent) {
          network.arrivals.add(new Arrival(ms + 500 * random.nextDouble(), packet(number)));
        }
      }
    }

    network.takeUntil(9_000, isQuiet);

    assertThat(network.given).doesNotHaveDuplicates().isSorted();
    assertThat(network.buffer.statistics().delayMs()).isLessThan(320);
  }
}
