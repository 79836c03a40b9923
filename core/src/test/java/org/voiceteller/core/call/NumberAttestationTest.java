package org.voiceteller.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voiceteller.core.authentication.Level;

/** What a number opens of which its own network says how far it vouches for it. */
class NumberAttestationTest {

  private static final String BALANCE = "{\"accountType\":\"checking\"}";

  private static PlayedCall callWith(NumberAttestation attestation) {
    PlayedCall call =
        new PlayedCall(new CallOrigin("sip", "+15552345678", "US-CO", "en-US", null, attestation));
    call.use("authenticateTool", PlayedCall.PHONE);
    return call;
  }

  private static boolean isFlagged(PlayedCall call) {
    return call.journal.events(CallEvent.Audited.class).stream()
        .anyMatch(audited -> audited.entry().flags().contains("NUMBER_UNVERIFIED"));
  }

  @ParameterizedTest
  @EnumSource(names = {"GATEWAY", "FAILED", "MISSING"})
  void aDoubtfulNumberOpensNothingWithoutTheCode(NumberAttestation attestation) {
    PlayedCall call = callWith(attestation);
    assertThat(call.live().level()).isEqualTo(Level.PHONE);
    assertThat(isFlagged(call)).isTrue();

    call.use("checkBalanceTool", BALANCE);
    assertThat(call.works).isEmpty();
    assertThat(call.codesSent).hasSize(1);

    call.enterCode();
    assertThat(call.works).as("what was asked for is done after the code").hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"FULL", "PARTIAL", "PASSED"})
  void anotherChangesNothing(NumberAttestation attestation) {
    PlayedCall call = callWith(attestation);

    call.use("checkBalanceTool", BALANCE);

    assertThat(call.works).hasSize(1);
    assertThat(call.codesSent).isEmpty();
    assertThat(isFlagged(call)).isFalse();
  }

  @Test
  void aCardIsFrozenForWhoeverGivesTheNumberAllTheSame() {
    PlayedCall call = callWith(NumberAttestation.FAILED);

    call.use("freezeCardTool", "{\"cardEnding\":\"4521\"}");

    assertThat(call.codesSent).isEmpty();
    assertThat(call.works).hasSize(1);
  }

  @Test
  void theDoubtStaysWhenTheCallerComesFromElsewhere() {
    PlayedCall call = callWith(NumberAttestation.GATEWAY);
    call.journal.keep(
        Journal.CALLS.resume(
            call.journal.call(),
            Journal.TOKEN.hash(),
            "LEG-2",
            new ResumeOrigin("US-CA", null),
            call.now));

    assertThat(call.live().origin().isDoubtful()).isTrue();
  }
}
