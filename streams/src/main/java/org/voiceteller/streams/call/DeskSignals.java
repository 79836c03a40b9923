package org.voiceteller.streams.call;

import java.util.function.Consumer;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.streams.recording.LegRecorder;

/** What a call tells its leg: shown to the caller, and minded. Not thread-safe. */
final class DeskSignals {

  static final AgentFrame SUPERSEDED =
      new AgentFrame.Problem("superseded", "The call goes on with another connection.", false);

  private final SecretGate gate;
  private final LegRecorder recorder;
  private final Consumer<AgentFrame> caller;
  private final Consumer<EndReason> ended;
  private final Runnable superseded;
  private final StaffSide staff;
  private final CallEars ears;

  DeskSignals(
      SecretGate gate,
      LegRecorder recorder,
      StaffSide staff,
      CallEars ears,
      Consumer<AgentFrame> caller,
      Consumer<EndReason> ended,
      Runnable superseded) {
    this.gate = gate;
    this.recorder = recorder;
    this.staff = staff;
    this.ears = ears;
    this.caller = caller;
    this.ended = ended;
    this.superseded = superseded;
  }

  void signalled(Signal signal) {
    switch (signal) {
      case Signal.LevelReached(var level) -> {
        gate.reached(level);
        caller.accept(new AgentFrame.LevelReached(level));
      }
      case Signal.ChallengeOpened(var kind, var destination) -> {
        gate.opened(kind);
        caller.accept(new AgentFrame.ChallengeOpened(kind, destination));
      }
      case Signal.ChallengeClosed _ -> {
        gate.closed();
        caller.accept(new AgentFrame.ChallengeClosed());
      }
      case Signal.RecordingConsent(var given) -> recorder.consent(given);
      case Signal.HandOffChanged(var handOff, var summary) -> staff.changed(handOff, summary);
      case Signal.StaffSaid(var turn) -> staff.said(turn);
      case Signal.StaffMicrophone(var takeId, var on) -> staff.microphone(takeId, on);
      case Signal.StaffSound(var takeId, var sound) -> staff.sound(takeId, sound);
      case Signal.HeardBy(var all) -> ears.heardBy(all);
      case Signal.CallEnded(var reason) -> ended.accept(reason);
      case Signal.Superseded _ -> superseded.run();
    }
  }
}
