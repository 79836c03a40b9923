package org.voiceteller.siptrunk.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import javax.sip.SipFactory;
import javax.sip.message.Request;
import org.junit.jupiter.api.Test;
import org.voiceteller.siptrunk.trunk.CallerIdentity.Attestation;

class CallerIdentityTest {

  private static CallerIdentity of(boolean trusted, String... headers) throws Exception {
    return of(trusted, false, headers);
  }

  private static CallerIdentity of(boolean trusted, boolean signed, String... headers)
      throws Exception {
    SipFactory factory = SipFactory.getInstance();
    factory.setPathName("gov.nist");
    Request request =
        factory
            .createMessageFactory()
            .createRequest(
                "INVITE sip:b@x SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\n"
                    + "From: <sip:+15550001111@a>;tag=1\r\nTo: <sip:b@x>\r\nCall-ID: 1\r\n"
                    + "CSeq: 1 INVITE\r\nMax-Forwards: 70\r\n"
                    + String.join("\r\n", headers)
                    + "\r\n\r\n");
    return CallerIdentity.of(
        request,
        new Trunk(
            "t",
            List.of(),
            Optional.empty(),
            trusted,
            signed,
            Trunk.Srtp.NEVER,
            Optional.empty(),
            Trunk.TransferBy.REFER,
            Optional.empty()));
  }

  @Test
  void believesATrustedPeersAssertionAndNothingElse() throws Exception {
    String asserted = "P-Asserted-Identity: \"Ada\" <sip:+1-555-234-5678@sbc;user=phone>";
    assertThat(of(true, asserted).number()).hasValue("+15552345678");
    assertThat(of(false, asserted).number()).isEmpty();
    assertThat(of(true, "P-Preferred-Identity: <sip:+15552345678@sbc>").number()).isEmpty();
  }

  @Test
  void takesTheNumberOfTwoIdentities() throws Exception {
    var identity =
        of(
            true,
            "P-Asserted-Identity: <sip:ada@sbc.example>",
            "P-Asserted-Identity: <tel:+15552345678;verstat=TN-Validation-Passed-B>");
    assertThat(identity.number()).hasValue("+15552345678");
    assertThat(identity.attestation()).hasValue(Attestation.PARTIAL);
  }

  @Test
  void aFailedSignatureIsToldAndNoneIsNot() throws Exception {
    assertThat(
            of(true, "P-Asserted-Identity: <tel:+15552345678;verstat=TN-Validation-Failed>")
                .attestation())
        .hasValue(Attestation.FAILED);
    assertThat(
            of(true, "P-Asserted-Identity: <tel:+15552345678;verstat=No-TN-Validation>")
                .attestation())
        .isEmpty();
  }

  @Test
  void aNumberThatNobodySignedIsToldWhereThatIsDemanded() throws Exception {
    String unsigned = "P-Asserted-Identity: <tel:+15552345678;verstat=No-TN-Validation>";
    String signed = "P-Asserted-Identity: <tel:+15552345678;verstat=TN-Validation-Passed-C>";
    assertThat(of(true, true, unsigned).attestation()).hasValue(Attestation.MISSING);
    assertThat(of(true, true).attestation()).hasValue(Attestation.MISSING);
    assertThat(of(true, true, signed).attestation()).hasValue(Attestation.GATEWAY);
    assertThat(of(false, true, signed).attestation()).as("of a trunk without trust").isEmpty();
  }

  @Test
  void aShortNumberIsNoCaller() throws Exception {
    assertThat(of(true, "P-Asserted-Identity: <sip:100@sbc>").number()).isEmpty();
    assertThat(of(true, "P-Asserted-Identity: <sip:anonymous@anonymous.invalid>").number())
        .isEmpty();
  }
}
