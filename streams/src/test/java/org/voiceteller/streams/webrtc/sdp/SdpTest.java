package org.voiceteller.streams.webrtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceteller.streams.webrtc.ice.IceCredentials;

class SdpTest {

  private static final String PRINT = "sha-256 " + "AB:".repeat(31) + "CD";

  /** As Chromium offers it, with a data channel beside the sound; shortened. */
  static final String OFFER =
      """
      v=0
      o=- 4611731400430051336 2 IN IP4 127.0.0.1
      s=-
      t=0 0
      a=group:BUNDLE 0 1
      a=extmap-allow-mixed
      a=msid-semantic: WMS
      m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126
      c=IN IP4 0.0.0.0
      a=rtcp:9 IN IP4 0.0.0.0
      a=ice-ufrag:4ZcD
      a=ice-pwd:2/1muCWoOi3uLifh0NuRHlcD
      a=ice-options:trickle
      a=fingerprint:PRINT
      a=setup:actpass
      a=mid:0
      a=sendrecv
      a=rtcp-mux
      a=rtpmap:111 opus/48000/2
      a=rtcp-fb:111 transport-cc
      a=fmtp:111 minptime=10;useinbandfec=1
      a=rtpmap:63 red/48000/2
      a=rtpmap:9 G722/8000
      a=rtpmap:0 PCMU/8000
      a=rtpmap:110 telephone-event/48000
      a=rtpmap:126 telephone-event/8000
      m=application 9 UDP/DTLS/SCTP webrtc-datachannel
      c=IN IP4 0.0.0.0
      a=mid:1
      a=sctp-port:5000
      """
          .replace("PRINT", PRINT)
          .replace("\n", "\r\n");

  private static Answer answer(Offer offer) {
    return new Answer(
        offer,
        new IceCredentials("ours", "p".repeat(32)),
        Fingerprint.of("certificate".getBytes(StandardCharsets.UTF_8)),
        List.of(
            new InetSocketAddress("203.0.113.7", 3478), new InetSocketAddress("2001:db8::7", 3478)),
        7,
        99);
  }

  @Test
  void readsWhatABrowserOffers() throws Exception {
    Offer offer = Offer.read(OFFER);

    assertThat(offer.credentials())
        .isEqualTo(new IceCredentials("4ZcD", "2/1muCWoOi3uLifh0NuRHlcD"));
    assertThat(offer.opus().number()).isEqualTo(111);
    assertThat(offer.events()).extracting(Offer.PayloadType::number).containsExactly(110, 126);
    assertThat(offer.fingerprints()).hasSize(1);
  }

  @Test
  void answersItsSoundAndRefusesTheRest() throws Exception {
    String answer = answer(Offer.read(OFFER)).text();

    assertThat(answer.lines())
        .contains(
            "a=ice-lite",
            "a=group:BUNDLE 0",
            "m=audio 3478 UDP/TLS/RTP/SAVPF 111 110 126",
            "a=rtcp-mux",
            "a=setup:passive",
            "a=rtpmap:111 opus/48000/2",
            "a=fmtp:111 minptime=10;useinbandfec=1;stereo=0",
            "a=rtpmap:110 telephone-event/48000",
            "a=candidate:1 1 udp 2130706431 203.0.113.7 3478 typ host",
            "a=candidate:2 1 udp 2130706175 2001:db8:0:0:0:0:0:7 3478 typ host",
            "m=application 0 UDP/DTLS/SCTP webrtc-datachannel");
    assertThat(answer).endsWith("\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "v=0, w=0, v=0",
    "a=ice-pwd:2/1muCWoOi3uLifh0NuRHlcD, a=ice-pwd:short, ice-pwd",
    "a=fingerprint:, a=finger:, fingerprint",
    "fingerprint:sha-256, fingerprint:sha-1, sha-256 or stronger",
    "a=setup:actpass, a=setup:passive, setup",
    "a=rtcp-mux, a=no-mux, rtcp-mux",
    "a=sendrecv, a=inactive, inactive",
    "s=-, nonsense, one letter"
  })
  void tellsWhatIsWrongWithAnOffer(String right, String wrong, String told) {
    assertThatThrownBy(() -> Offer.read(OFFER.replace(right, wrong)))
        .isInstanceOfSatisfying(
            SdpException.class,
            refused -> assertThat(refused.kind()).isEqualTo(SdpException.Kind.BAD))
        .hasMessageContaining(told);
  }

  @ParameterizedTest
  @CsvSource({
    "opus/48000/2, vorbis/48000/2",
    "m=audio 9, m=video 9",
    "m=audio 9 UDP/TLS/RTP/SAVPF, m=audio 9 RTP/AVP"
  })
  void whatWeDoNotSpeakIsUnsupported(String right, String wrong) {
    assertThatThrownBy(() -> Offer.read(OFFER.replace(right, wrong)))
        .isInstanceOfSatisfying(
            SdpException.class,
            refused -> assertThat(refused.kind()).isEqualTo(SdpException.Kind.UNSUPPORTED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hello", "v=0", "v=0\r\nm=", "v=0\r\nm=audio\r\na=rtpmap:x", "a=\r\n"})
  void nonsenseIsRefusedAndThrowsNothingElse(String nonsense) {
    assertThatThrownBy(() -> Offer.read(nonsense)).isInstanceOf(SdpException.class);
  }

  @Test
  void aFragmentTellsTheCredentialsThatItsCandidatesGoWith() throws Exception {
    String fragment =
        "a=ice-ufrag:EsAw\r\na=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\n"
            + "m=audio 9 RTP/AVP 0\r\na=mid:0\r\n"
            + "a=candidate:1387637174 1 udp 2122260223 192.0.2.1 61764 typ host\r\n"
            + "a=end-of-candidates\r\n";

    assertThat(Fragment.read(fragment).credentials().ufrag()).isEqualTo("EsAw");
    assertThatThrownBy(() -> Fragment.read("a=mid:0")).isInstanceOf(SdpException.class);
  }

  @Test
  void aFingerprintKnowsItsCertificate() {
    byte[] certificate = "certificate".getBytes(StandardCharsets.UTF_8);
    Fingerprint print = Fingerprint.of(certificate);

    assertThat(print.isOf(certificate)).isTrue();
    assertThat(print.isOf(new byte[] {1})).isFalse();
    assertThat(
            Fingerprint.read(
                print.algorithm() + " " + print.hex().toLowerCase(java.util.Locale.ROOT)))
        .contains(print);
  }
}
