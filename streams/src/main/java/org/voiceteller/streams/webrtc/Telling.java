package org.voiceteller.streams.webrtc;

import org.voiceteller.streams.call.AgentFrame;
import org.voiceteller.streams.media.ToCaller;
import org.voiceteller.streams.media.VoiceTellerV1;

/**
 * What a call tells its caller: sound, and where it begins and ends, by the leg, all else beside
 * it.
 */
record Telling(SoundLeg sound, EventLink events, VoiceTellerV1 wire) {

  void tell(ToCaller told) {
    switch (told) {
      case ToCaller.Started _ -> events.started(wire.encode(told));
      case ToCaller.GoingAway _, ToCaller.Checked _ -> events.tell(wire.encode(told));
      case ToCaller.Frame(var frame) -> tell(frame);
    }
  }

  private void tell(AgentFrame frame) {
    switch (frame) {
      case AgentFrame.Audio(var turnId, var pcm) -> sound.play(turnId, pcm);
      case AgentFrame.AudioStarted _, AgentFrame.AudioEnded _ -> sound.mark(frame);
      case AgentFrame.AudioCleared cleared -> sound.clear(cleared);
      case AgentFrame.ChallengeOpened _ -> {
        sound.awaitSecret(true);
        events.tell(wire.encode(frame));
      }
      case AgentFrame.ChallengeClosed _ -> {
        sound.awaitSecret(false);
        events.tell(wire.encode(frame));
      }
      case AgentFrame.Transcript _,
          AgentFrame.Unheard _,
          AgentFrame.ToolStarted _,
          AgentFrame.ToolFinished _,
          AgentFrame.LevelReached _,
          AgentFrame.HandOffChanged _,
          AgentFrame.CallEnded _,
          AgentFrame.Notice _,
          AgentFrame.Problem _ ->
          events.tell(wire.encode(frame));
    }
  }
}
