package org.voiceteller.streams.call;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.core.call.CallTransfer;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.HandOff;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolUse;

/**
 * One leg's line to the desk: says on which call and for which leg each time.
 *
 * @param told called when the desk has heard, or will not hear, that the leg is gone
 */
record DeskLine(CallDesk desk, String callId, String legId, Consumer<Boolean> told) {

  private static final Logger LOG = LoggerFactory.getLogger(DeskLine.class);

  CompletionStage<Void> recordTurn(Turn turn) {
    return desk.recordTurn(callId, legId, turn);
  }

  CompletionStage<Void> giveSecret(Secret secret) {
    return desk.giveSecret(callId, legId, secret);
  }

  void use(CallTools.Use use, ToolUse wish, Consumer<CallTools.Answer> answered) {
    desk.useTool(callId, legId, wish)
        .whenComplete(
            (outcome, thrown) -> answered.accept(new CallTools.Answer(use, outcome, thrown)));
  }

  /** A desk that cannot be asked leaves the outcome as it is: it is told. */
  void withdraw(CallTools.Use use, ToolOutcome outcome, Consumer<CallTools.Answer> answered) {
    desk.withdraw(callId, legId, use.toolUseId())
        .whenComplete(
            (told, thrown) ->
                answered.accept(new CallTools.Answer(use, thrown == null ? told : outcome, null)));
  }

  void askForPerson(HandOff.Reason reason) {
    desk.askForPerson(callId, legId, reason)
        .whenComplete(
            (_, thrown) -> {
              if (thrown != null) {
                LOG.warn("Call {}: nobody was asked to take it: {}", callId, thrown.toString());
              }
            });
  }

  void noteTransfer(CallTransfer transfer) {
    desk.noteTransfer(callId, legId, transfer)
        .whenComplete(
            (_, thrown) -> {
              if (thrown != null) {
                LOG.warn("Call {}: its transfer was not kept: {}", callId, thrown.toString());
              }
            });
  }

  /** The last that is told. */
  void transferred(CallTransfer done) {
    tell(desk.noteTransfer(callId, legId, done));
  }

  void end(EndReason reason) {
    tell(desk.end(callId, legId, reason));
  }

  void legLost() {
    tell(desk.legLost(callId, legId));
  }

  private void tell(CompletionStage<Void> end) {
    end.whenComplete(
        (_, thrown) -> {
          if (thrown != null) {
            LOG.warn("Call {}: the desk did not hear that its leg is gone.", callId, thrown);
          }
          told.accept(thrown == null);
        });
  }
}
