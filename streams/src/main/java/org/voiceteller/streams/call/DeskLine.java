package org.voiceteller.streams.call;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
import org.voiceteller.streams.observe.CallObserver;

/**
 * One leg's line to the desk: says on which call and for which leg each time.
 *
 * @param told called when the desk has heard, or will not hear, that the leg is gone
 */
record DeskLine(
    CallDesk desk, String callId, String legId, CallObserver observer, Consumer<Boolean> told) {

  private static final Logger LOG = LoggerFactory.getLogger(DeskLine.class);

  /**
   * Each lasts as long as the desk waits for a session, 5 s: together longer than it takes until a
   * session whose node died is back.
   */
  private static final int LAST_ATTEMPTS = 9;

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
  void transferred(List<Turn> last, CallTransfer done) {
    leave(last, () -> desk.noteTransfer(callId, legId, done));
  }

  void end(List<Turn> last, EndReason reason) {
    leave(last, () -> desk.end(callId, legId, reason));
  }

  void legLost(List<Turn> last) {
    leave(last, () -> desk.legLost(callId, legId));
  }

  private void leave(List<Turn> last, Supplier<CompletionStage<Void>> goodbye) {
    attempt(last, goodbye, LAST_ATTEMPTS)
        .whenComplete(
            (_, thrown) -> {
              if (thrown != null) {
                LOG.warn("Call {}: the desk did not hear that its leg is gone.", callId, thrown);
                last.forEach(_ -> observer.turnNotRecorded());
              }
              told.accept(thrown == null);
            });
  }

  /** All in this order each time: what a session has heard already changes nothing. */
  private CompletionStage<Void> attempt(
      List<Turn> last, Supplier<CompletionStage<Void>> goodbye, int attempts) {
    last.forEach(this::recordTurn);
    return goodbye
        .get()
        .exceptionallyCompose(
            thrown ->
                attempts > 1
                    ? attempt(last, goodbye, attempts - 1)
                    : CompletableFuture.failedStage(thrown));
  }
}
