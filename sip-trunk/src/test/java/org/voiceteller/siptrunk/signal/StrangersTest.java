package org.voiceteller.siptrunk.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.voiceteller.siptrunk.signal.Phone.Heard;

/** Who is in no trunk, or does not know its password, gets no call. */
class StrangersTest {

  private static final URI NOBODY = URI.create("ws://127.0.0.1:9/v1/calls");
  private static final String ELSEWHERE = "trunks = [{ name = t, addresses = \"127.0.0.7\" }]";

  @Test
  void hearNothing() throws Exception {
    try (SipTrunks trunks = TrialTrunks.start(NOBODY, ELSEWHERE);
        Phone stranger = new Phone(trunks.port("udp"));
        Phone peer = new Phone(trunks.port("udp"), "127.0.0.7")) {
      stranger.invite(stranger.offer());
      peer.request("OPTIONS", "");
      peer.expect(200);
      assertThat(stranger.heard).isEmpty();
      assertThat(trunks.counts().strangers()).isEqualTo(1);
    }
  }

  @Test
  void areToldSoOnlySoOftenWhereTheyAreToldAnything() throws Exception {
    try (SipTrunks trunks =
            TrialTrunks.start(
                NOBODY, ELSEWHERE, "unknown-address = forbid, forbidden-per-second = 2");
        Phone stranger = new Phone(trunks.port("udp"))) {
      for (int i = 0; i < 20; i++) {
        stranger.request("INVITE", "");
      }
      stranger.expect(403);
      stranger.heard.poll(300, TimeUnit.MILLISECONDS);
      assertThat(stranger.heard.size()).isLessThan(5);
    }
  }

  @Test
  void mustKnowThePassword() throws Exception {
    String secret =
        "trunks = [{ name = t, addresses = \"127.0.0.1\", user = sbc, password = right }]";
    try (SipTrunks trunks = TrialTrunks.start(NOBODY, secret);
        Phone phone = new Phone(trunks.port("udp"))) {
      phone.request("OPTIONS", "");
      Heard challenge = phone.expect(401);
      assertThat(challenge.headers().stream().filter(h -> h.startsWith("WWW-Authenticate")))
          .hasSize(2);
      String nonce = challenge.header("WWW-Authenticate").orElseThrow();
      nonce = nonce.replaceAll(".*nonce=\"([^\"]+)\".*", "$1");

      phone.pretend("");
      authorize(phone, nonce, "wrong");
      phone.expect(401);
      phone.pretend("");
      authorize(phone, nonce, "right");
      phone.expect(200);
      phone.pretend("");
      authorize(phone, nonce, "right");
      phone.expect(401);
    }
  }

  private static void authorize(Phone phone, String nonce, String password) throws Exception {
    String secret = sha256("sbc:t:" + password);
    String what = sha256("OPTIONS:sip:bank@127.0.0.1");
    String response = sha256(secret + ":" + nonce + ":00000001:c:auth:" + what);
    phone.request(
        "OPTIONS",
        "",
        ("Authorization: Digest username=\"sbc\", realm=\"t\", nonce=\"%s\","
                + " uri=\"sip:bank@127.0.0.1\", qop=auth, nc=00000001, cnonce=\"c\","
                + " algorithm=SHA-256, response=\"%s\"")
            .formatted(nonce, response));
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes("ISO-8859-1")));
  }

  @Test
  void aPeerHearsThatTheBankDoesNotAnswer() throws IOException, InterruptedException {
    try (SipTrunks trunks = TrialTrunks.start(NOBODY);
        Phone phone = new Phone(trunks.port("udp"))) {
      phone.invite(phone.offer());
      assertThat(phone.expect(503).header("Retry-After")).hasValue("5");
      phone.ackOfRefusal();
    }
  }
}
