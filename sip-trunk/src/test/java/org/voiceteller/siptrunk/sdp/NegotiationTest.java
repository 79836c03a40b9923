package org.voiceteller.siptrunk.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.voiceteller.streams.sound.SpeechCodec;

class NegotiationTest {

  private static final List<SpeechCodec> ALL =
      List.of(SpeechCodec.OPUS, SpeechCodec.G722, SpeechCodec.PCMU, SpeechCodec.PCMA);
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[30]);

  private static Negotiation with(boolean srtpAllowed, boolean srtpNeeded) {
    return new Negotiation(
        new Negotiation.Ours("192.0.2.9", 20_000, ALL, srtpAllowed, srtpNeeded), 7);
  }

  private static String offer(String media) {
    return "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n" + media;
  }

  @Test
  void takesTheCodecThatWeLikeBestUnderTheOfferersNumber() throws SdpException {
    var answer =
        with(false, false)
            .answer(
                offer(
                    "m=audio 4000 RTP/AVP 0 8 96 97 98\r\na=rtpmap:96 opus/48000/2\r\n"
                        + "a=rtpmap:97 telephone-event/48000\r\n"
                        + "a=rtpmap:98 telephone-event/8000\r\n"));
    assertThat(answer.agreement().codec()).isEqualTo(SpeechCodec.OPUS);
    assertThat(answer.agreement().payloadType()).isEqualTo(96);
    assertThat(answer.agreement().events()).hasValue(new Agreement.Events(97, 48_000));
    assertThat(answer.description())
        .contains("m=audio 20000 RTP/AVP 96 97\r\n")
        .contains("a=rtpmap:96 opus/48000/2\r\n")
        .contains("a=fmtp:97 0-15\r\n");
  }

  @Test
  void aDynamicNumberThatMeansSomethingElseIsNotTheStaticOne() {
    assertThatThrownBy(
            () ->
                with(false, false)
                    .answer(offer("m=audio 4000 RTP/AVP 99\r\na=rtpmap:99 iLBC/8000\r\n")))
        .isInstanceOf(SdpException.class)
        .hasMessageContaining("PCMU/8000");
  }

  @Test
  void declinesWhatIsNoSoundAtItsPlace() throws SdpException {
    var answer =
        with(false, false).answer(offer("m=video 5000 RTP/AVP 31\r\nm=audio 4000 RTP/AVP 8\r\n"));
    assertThat(answer.description())
        .containsSubsequence("m=video 0 RTP/AVP 31\r\n", "m=audio 20000 RTP/AVP 8\r\n");
  }

  @Test
  void theVersionGrowsOnlyWithAChange() throws SdpException {
    Negotiation negotiation = with(false, false);
    String offer = offer("m=audio 4000 RTP/AVP 0\r\n");
    String first = negotiation.answer(offer).description();
    assertThat(negotiation.answer(offer).description()).isEqualTo(first);
    assertThat(negotiation.answer(offer("m=audio 4000 RTP/AVP 0\r\na=sendonly\r\n")).description())
        .contains("o=- 7 2 IN IP4")
        .contains("a=recvonly");
  }

  @Test
  void anAddressOfZerosIsAHold() throws SdpException {
    var held =
        with(false, false)
            .answer("v=0\r\nc=IN IP4 0.0.0.0\r\nm=audio 4000 RTP/AVP 0\r\n")
            .agreement();
    assertThat(held.direction()).isEqualTo(Direction.RECVONLY);
  }

  @Test
  void encryptsWithAKeyOfItsOwnUnderTheOfferersTag() throws SdpException {
    String offer =
        offer(
            "m=audio 4000 RTP/SAVP 0\r\na=crypto:1 AES_256_CM_HMAC_SHA1_80 inline:"
                + KEY
                + "\r\na=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:"
                + KEY
                + "|2^31\r\n");
    Negotiation negotiation = with(true, true);
    var answer = negotiation.answer(offer);
    var keys = answer.agreement().keys().orElseThrow();
    assertThat(answer.description())
        .contains("RTP/SAVP 0\r\n")
        .contains("a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:")
        .doesNotContain(KEY);
    assertThat(negotiation.answer(offer).agreement().keys()).hasValue(keys);
  }

  @Test
  void refusesWhatIsNotEncryptedWhereItMustBeAndWhatIsWhereItMustNot() {
    String plain = offer("m=audio 4000 RTP/AVP 0\r\n");
    String secret =
        offer("m=audio 4000 RTP/SAVP 0\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY);
    assertThatThrownBy(() -> with(true, true).answer(plain)).isInstanceOf(SdpException.class);
    assertThatThrownBy(() -> with(false, false).answer(secret)).isInstanceOf(SdpException.class);
  }

  @Test
  void settlesOnTheAnswerToItsOwnOffer() throws SdpException {
    Negotiation negotiation = with(true, true);
    String offer = negotiation.offer();
    assertThat(offer).contains("RTP/SAVP 111 9 0 8 101");
    var settled =
        negotiation.settle(
            offer("m=audio 4000 RTP/SAVP 9\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY));
    assertThat(settled.codec()).isEqualTo(SpeechCodec.G722);
    assertThat(offer).contains(settled.keys().orElseThrow().ours().attribute());
    assertThat(settled.events()).isEqualTo(Optional.empty());
  }

  @Test
  void saysInASentenceWhatCannotBeRead() {
    for (String wrong :
        List.of(
            "", "hello", "v=0\r\nm=audio x RTP/AVP 0", "v=0\r\nc=somewhere", "v=0\r\nnothing")) {
      assertThatThrownBy(() -> with(true, false).answer(wrong))
          .isInstanceOf(SdpException.class)
          .hasMessageStartingWith("Expected");
    }
  }
}
