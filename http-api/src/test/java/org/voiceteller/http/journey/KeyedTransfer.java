package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** A transfer of five dollars by telephone, with a code that the customer keys. */
final class KeyedTransfer {

  private final RunningTeller teller;
  private final PhoneCustomer<?> caller;
  private final String number;
  private String code = "";

  /**
   * @param number of the customer's, as it is keyed
   */
  KeyedTransfer(RunningTeller teller, PhoneCustomer<?> caller, String number) {
    this.teller = teller;
    this.caller = caller;
    this.number = number;
  }

  /** To the call's end. */
  void talk() throws Exception {
    caller.saysUntilAnswered(
        "I want to transfer $5 from checking to savings", "may I have your phone number");
    caller.keys(number + "#");
    caller.hears("verification code");
    code = caller.keysTheCode();
    caller.hears("Shall I go ahead?");
    caller.saysUntilAnswered("Yes, please", "Transfer complete!");
    caller.telephone().hangUp();
  }

  /** Nothing that is kept or told holds the code, but the line that takes the SMS's place. */
  void keepsNothingOfTheCode(Path directory, String... more) throws Exception {
    new KeyedCode(code).isKeptNowhere(teller, caller.callId(), directory, more);
  }

  /** No keypad's tone is in the sound that the model was given, or in the call's recording. */
  void leavesNoTones() throws Exception {
    ModelInput.of(teller.data()).holdsNoTones();
    RecordedCall recording = RecordedCall.of(caller.callId(), StaffMember.of(teller));
    assertThat(KeyTones.in(recording.callersSound(), ModelInput.RATE_HZ)).isEmpty();
    assertThat(recording.agentSeconds()).as("it was recorded").isGreaterThan(5);
  }

  String audit() throws Exception {
    return StaffMember.of(teller).get("/v1/admin/calls/" + caller.callId() + "/audit").text();
  }
}
