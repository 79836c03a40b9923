package org.voiceteller.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.call.CallTransfer.State;
import org.voiceteller.core.call.CallTransfer.Way;

/** What becomes of a call whose caller is brought to a person on another line. */
class TransferRulesTest {

  private final PlayedCall call = PlayedCall.atLevelOne();

  private void is(State state, Way way, @Nullable Integer status) {
    CallTransfer told = new CallTransfer(state, way, status);
    call.journal.keep(Journal.CALLS.noteTransfer(call.journal.call(), "LEG-1", told, call.now));
  }

  private List<String> audited() {
    return call.journal.events(CallEvent.Audited.class).stream()
        .map(CallEvent.Audited::entry)
        .filter(entry -> entry.action().startsWith("CALL_"))
        .map(entry -> entry.action() + " " + entry.result() + " " + entry.resource())
        .skip(1)
        .toList();
  }

  @Test
  void aTransferThatIsDoneEndsTheCall() {
    call.callerSays("I want to speak to a person");
    is(State.BEGUN, Way.REFER, null);
    is(State.BEGUN, Way.REFER, null);
    is(State.DONE, Way.REFER, 200);

    assertThat(call.journal.call())
        .isInstanceOfSatisfying(
            Call.Over.class, over -> assertThat(over.reason()).isEqualTo(EndReason.TRANSFERRED));
    assertThat(audited())
        .containsExactly(
            "CALL_TRANSFER_BEGUN SUCCESS REFER",
            "CALL_TRANSFERRED SUCCESS REFER 200",
            "CALL_ENDED SUCCESS TRANSFERRED");
  }

  @Test
  void afterAFailureTheAgentHasTheCallerWhoMayAskAgain() {
    call.callerSays("I want to speak to a person");
    is(State.BEGUN, Way.BRIDGE, null);
    is(State.FAILED, Way.BRIDGE, 486);

    assertThat(call.live().handOff()).isNull();
    assertThat(audited()).endsWith("CALL_TRANSFER_FAILED FAILED BRIDGE 486");

    call.callerSays("A human, please!");
    assertThat(call.live().handOff()).isNotNull();
    is(State.BEGUN, Way.BRIDGE, null);
    assertThat(call.live().isBeingTransferred()).isTrue();
  }

  @Test
  void whoHasNoAgentWaitsOnAfterAFailure() {
    call.journal.keep(
        Journal.CALLS
            .handOff()
            .queue(call.journal.call(), "LEG-1", HandOff.Reason.MODEL_UNAVAILABLE, call.now));
    is(State.BEGUN, Way.REFER, null);
    is(State.FAILED, Way.REFER, 503);

    assertThat(call.live().handOff()).isNotNull();
  }

  @Test
  void whoWaitsForNobodyIsNotTransferred() {
    is(State.BEGUN, Way.REFER, null);
    is(State.FAILED, Way.REFER, 486);
    assertThat(call.journal.events(CallEvent.TransferNoted.class)).isEmpty();

    is(State.DONE, Way.REFER, 200);
    assertThat(call.journal.call())
        .isInstanceOfSatisfying(
            Call.Over.class, over -> assertThat(over.reason()).isEqualTo(EndReason.CALLER_HUNG_UP));
  }

  @Test
  void theSummaryHasWhatWasDoneAndNothingOfTheCallers() {
    call.use("checkBalanceTool", "{\"accountType\":\"checking\"}");
    assertThat(call.live().summary()).isEmpty();
    call.callerSays("I want to speak to a person");

    assertThat(call.live().summary())
        .hasValue(
            "call=CALL-20260115-1;level=1;reason=asked-for-person;"
                + "done=authenticateTool:succeeded,checkBalanceTool:succeeded");
  }
}
