package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Customers who call over the bank's SIP trunks: one over a trunk whose word about the caller's
 * number is believed, with keys as events of RFC 4733, and one over a trunk whose word is not, with
 * keys as tones in the sound.
 */
@ExtendWith(SharedTeller.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("a teller of its own")
class SipTrunkIT {

  private static final String BELIEVED = "127.0.0.21";
  private static final String NOT_BELIEVED = "127.0.0.22";
  private static final String NOT_THE_CUSTOMERS = "+15559990000";
  private static final String TRUNKS =
      """
      trunks = [
        { name = believed, addresses = "127.0.0.21", trust-identity = true, jurisdiction = US-CO },
        { name = not-believed, addresses = "127.0.0.22", jurisdiction = US-CO }
      ]
      """;

  @Test
  void ringsUntilTheAgentSpeaksAndServesWhoeverCalls(RunningTeller teller, @TempDir Path directory)
      throws Exception {
    try (var trunk = RunningSipTrunk.start(teller, directory, TRUNKS);
        var taylor = caller(teller, trunk, BELIEVED, SipPhone.Keys.EVENTS, Customer.TAYLOR_BROOKS);
        var jamie =
            caller(teller, trunk, NOT_BELIEVED, SipPhone.Keys.TONES, Customer.JAMIE_GARCIA)) {
      var transfer = new KeyedTransfer(teller, jamie, "15553210987");
      SideBySide.talk(() -> isToldTheBalance(teller, taylor), transfer::talk);
      transfer.keepsNothingOfTheCode(directory, trunk.output(), trunk.metrics());
      transfer.leavesNoTones();
      assertThat(transfer.audit()).doesNotContain("CALLER_ID_MISMATCH");
      assertThat(trunk.metrics())
          .contains("voiceteller_sip_calls_ended_total{end=\"caller_hung_up\"} 2.0");
    }
  }

  private static PhoneCustomer<SipPhone> caller(
      RunningTeller teller,
      RunningSipTrunk trunk,
      String address,
      SipPhone.Keys keys,
      String number)
      throws Exception {
    SipPhone phone = SipPhone.call(trunk, address, NOT_THE_CUSTOMERS, keys);
    return new PhoneCustomer<>(teller, phone, number);
  }

  private static void isToldTheBalance(RunningTeller teller, PhoneCustomer<SipPhone> caller)
      throws Exception {
    assertThat(caller.telephone().loudest).as("the greeting").hasValueGreaterThan(2_000);
    caller.saysUntilAnswered("What's my checking balance?", "may I have your phone number");
    caller.keys("15557890123#");
    caller.hears(PhoneCustomer.UNMOVED_BALANCE);
    caller.telephone().hangUp();
    Health.await(
        "the call's end",
        caller::steps,
        steps -> steps.stream().anyMatch(step -> step.contains("The call ended")));
    assertThat(caller.steps()).anyMatch(step -> step.contains("The call began by sip"));
    String audit =
        StaffMember.of(teller).get("/v1/admin/calls/" + caller.callId() + "/audit").text();
    assertThat(audit).contains("CALLER_ID_MISMATCH");
  }
}
