package org.voiceteller.streams.call;

import org.voiceteller.core.call.CallTransfer;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.streams.recording.LegRecorder;

/**
 * What comes from the caller's leg: each kind goes to those parts of the call that mind it. Not
 * thread-safe.
 */
final class FromCaller {

  private final CallParts parts;
  private final LegRecorder recorder;
  private final CallLogic logic;

  FromCaller(CallParts parts, LegRecorder recorder, CallLogic logic) {
    this.parts = parts;
    this.recorder = recorder;
    this.logic = logic;
  }

  void take(CallerFrame frame) {
    switch (frame) {
      case CallerFrame.Audio(var pcm) -> {
        recorder.callerSounds(pcm);
        parts.ears.callerSounds(pcm);
        parts.input.heard(pcm);
      }
      case CallerFrame.TextTyped(var text) -> parts.words.typed(text);
      case CallerFrame.KeyPressed(var digits) -> {
        parts.silence.callerHeard();
        if (!parts.staff.isInsteadOfAgent()) {
          parts.input.keyed(digits);
        }
      }
      case CallerFrame.PlaybackPosition(var turnId, var playedMs) -> {
        parts.agent.played(turnId, playedMs);
        parts.turns.earMoved();
      }
      case CallerFrame.Transferring(var transfer) -> transferring(transfer);
      case CallerFrame.HungUp _ -> logic.end(EndReason.CALLER_HUNG_UP, false);
    }
  }

  private void transferring(CallTransfer transfer) {
    switch (transfer.state()) {
      case BEGUN, FAILED -> parts.desk.noteTransfer(transfer);
      case DONE -> logic.endTransferred(transfer);
    }
  }
}
