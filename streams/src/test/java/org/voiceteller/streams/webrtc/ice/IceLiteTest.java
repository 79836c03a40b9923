package org.voiceteller.streams.webrtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class IceLiteTest {

  private static final IceCredentials OURS = new IceCredentials("ourUfrag", "our".repeat(10));
  private static final IceCredentials THEIRS = new IceCredentials("theirs", "their".repeat(6));
  private static final InetSocketAddress HOME = new InetSocketAddress("192.0.2.1", 4000);
  private static final InetSocketAddress AWAY = new InetSocketAddress("198.51.100.9", 5000);
  private static final long SECOND = 1_000_000_000L;

  private final IceLite ice = new IceLite(OURS, THEIRS, Duration.ofSeconds(30), 0);

  private static byte[] request(IceCredentials of, UnaryOperator<StunWriter> more) {
    return more.apply(
            new StunWriter(StunMessage.BINDING_REQUEST, new byte[12])
                .text(StunMessage.USERNAME, of.ufrag() + ":" + THEIRS.ufrag()))
        .sealedWith(of.password())
        .bytes();
  }

  private static byte[] nominating() {
    return request(OURS, it -> it.attribute(StunMessage.USE_CANDIDATE, new byte[0]));
  }

  private IceLite.Check.Answered check(byte[] datagram, InetSocketAddress from, long now) {
    return (IceLite.Check.Answered) ice.check(datagram, from, now);
  }

  private static int errorOf(IceLite.Check.Answered answered) {
    StunMessage message = StunMessage.parse(answered.answer()).orElseThrow();
    assertThat(message.type()).isEqualTo(StunMessage.BINDING_ERROR);
    StunMessage.Attribute error =
        message.attributes().stream()
            .filter(it -> it.type() == StunMessage.ERROR_CODE)
            .findFirst()
            .orElseThrow();
    int code = ByteBuffer.wrap(message.bytes()).getInt(error.at());
    return (code >> 8) * 100 + (code & 0xff);
  }

  @Test
  void answersACheckWithWhereItCameFrom() {
    IceLite.Check.Answered answered = check(request(OURS, it -> it), HOME, 1);

    StunMessage answer = StunMessage.parse(answered.answer()).orElseThrow();
    assertThat(answer.type()).isEqualTo(StunMessage.BINDING_SUCCESS);
    assertThat(answer.isSealedWith(OURS.password())).isTrue();
    assertThat(answer.hasRightFingerprint()).isTrue();
    assertThat(answered.isValid()).isTrue();
    assertThat(ice.peer()).contains(HOME);
  }

  @Test
  void findsTheCallByTheNameInTheCheck() {
    assertThat(IceLite.ufragOf(nominating())).contains("ourUfrag");
    assertThat(IceLite.ufragOf(new byte[20])).isEmpty();
  }

  @Test
  void whoDoesNotKnowThePasswordMovesNothing() {
    byte[] forged = request(new IceCredentials(OURS.ufrag(), "wrong".repeat(5)), it -> it);

    IceLite.Check.Answered answered = check(forged, AWAY, SECOND);

    assertThat(errorOf(answered)).isEqualTo(401);
    assertThat(answered.isValid()).isFalse();
    assertThat(ice.peer()).isEmpty();
  }

  @Test
  void weAreAlwaysTheControlledOne() {
    byte[] controlled = request(OURS, it -> it.attribute(StunMessage.ICE_CONTROLLED, new byte[8]));

    assertThat(errorOf(check(controlled, HOME, 1))).isEqualTo(487);
  }

  @Test
  void whatMustBeUnderstoodAndIsNotIsRefused() {
    assertThat(errorOf(check(request(OURS, it -> it.attribute(0x7001, new byte[4])), HOME, 1)))
        .isEqualTo(420);
  }

  @Test
  void whatHasNoFingerprintIsNoCheck() {
    byte[] whole = nominating();
    byte[] without = java.util.Arrays.copyOf(whole, whole.length - 8);
    ByteBuffer.wrap(without).putShort(2, (short) (without.length - 20));

    assertThat(ice.check(without, HOME, 1)).isEqualTo(new IceLite.Check.Ignored());
  }

  @Test
  void soundFollowsTheNominatedAddress() {
    assertThat(check(nominating(), HOME, 1).isMoved()).isFalse();
    assertThat(check(request(OURS, it -> it), AWAY, 2).isMoved()).isFalse();
    assertThat(ice.peer()).contains(HOME);

    assertThat(check(nominating(), AWAY, 3).isMoved()).isTrue();
    assertThat(ice.peer()).contains(AWAY);
  }

  @Test
  void consentLastsThirtySecondsFromTheLastCheck() {
    check(nominating(), HOME, 10 * SECOND);

    assertThat(ice.hasConsent(39 * SECOND)).isTrue();
    assertThat(ice.hasConsent(40 * SECOND)).isFalse();

    check(nominating(), AWAY, 41 * SECOND);
    assertThat(ice.hasConsent(70 * SECOND)).isTrue();
  }

  @Test
  void aForgedCheckGivesNoConsent() {
    check(nominating(), HOME, 0);
    check(
        request(new IceCredentials(OURS.ufrag(), "wrong".repeat(5)), it -> it), HOME, 29 * SECOND);

    assertThat(ice.hasConsent(31 * SECOND)).isFalse();
  }

  @Test
  void afterARestartBothGenerationsAreAnswered() {
    IceCredentials next = new IceCredentials("nextUfrag", "next".repeat(8));
    ice.restart(next, THEIRS);

    assertThat(ice.ours()).isEqualTo(next);
    assertThat(ice.ufrags()).containsExactly("nextUfrag", "ourUfrag");
    assertThat(check(nominating(), HOME, 1).isValid()).isTrue();
    assertThat(check(request(next, it -> it), HOME, 2).isValid()).isTrue();
  }
}
