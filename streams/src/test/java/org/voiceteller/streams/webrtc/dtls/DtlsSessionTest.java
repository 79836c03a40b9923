package org.voiceteller.streams.webrtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voiceteller.streams.srtp.SrtpProfile;
import org.voiceteller.streams.webrtc.sdp.Fingerprint;

class DtlsSessionTest {

  private static final Handshakes HANDSHAKES =
      Handshakes.create(4, Duration.ofSeconds(5), InstantSource.system());

  private final AtomicReference<@Nullable DtlsSession> session = new AtomicReference<>();
  private final DtlsCaller caller =
      new DtlsCaller(datagram -> Objects.requireNonNull(session.get()).arrived(datagram));

  private DtlsSession answerTo(Fingerprint expected) {
    DtlsSession answering = new DtlsSession(HANDSHAKES, List.of(expected), caller::arrived);
    session.set(answering);
    return answering;
  }

  private AgreedKeys shakeHands(SrtpProfile profile) throws IOException {
    return caller.shakeHands(HANDSHAKES.identity().fingerprint(), List.of(profile));
  }

  private static AgreedKeys keysOf(DtlsSession session) throws Exception {
    return session.keys().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void bothSidesHaveTheSameKeysForEachProfile(SrtpProfile profile) throws Exception {
    DtlsSession answering = answerTo(caller.fingerprint());

    AgreedKeys ofCaller = shakeHands(profile);

    AgreedKeys ours = keysOf(answering);
    assertThat(ours.profile()).isEqualTo(profile);
    assertThat(ours.theirs().key()).isEqualTo(ofCaller.theirs().key());
    assertThat(ours.ours().salt()).isEqualTo(ofCaller.ours().salt());
    assertThat(ours.ours().key()).isNotEqualTo(ours.theirs().key());
  }

  @Test
  void whoseCertificateIsNotTheOffersIsRefused() {
    DtlsSession answering = answerTo(HANDSHAKES.identity().fingerprint());

    assertThatThrownBy(() -> shakeHands(SrtpProfile.AEAD_AES_128_GCM))
        .isInstanceOf(IOException.class);

    assertThat(answering.keys().toCompletableFuture()).failsWithin(Duration.ofSeconds(5));
  }

  @Test
  void aCallerWhoClosesIsNoticed() throws Exception {
    DtlsSession answering = answerTo(caller.fingerprint());
    shakeHands(SrtpProfile.AEAD_AES_128_GCM);
    keysOf(answering);

    caller.close();

    assertThat(answering.closed().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(5));
  }

  @Test
  void garbageBeforeAndAfterTheHandshakeDoesNoHarm() throws Exception {
    DtlsSession answering = answerTo(caller.fingerprint());
    answering.arrived(new byte[] {22, 1, 2, 3});
    answering.arrived(new byte[100]);

    shakeHands(SrtpProfile.AEAD_AES_128_GCM);
    keysOf(answering);
    answering.arrived(new byte[] {23, (byte) 254, (byte) 253, 0, 1, 0, 0, 0, 0, 0, 9, 0, 1, 7});
    answering.arrived(new byte[] {21, 0});
    caller.close();

    assertThat(answering.closed().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(5));
  }
}
