package org.voiceteller.streams.call;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.pekko.util.ByteString;
import org.voiceteller.core.call.CallEar;
import org.voiceteller.core.call.CallEar.Heard;
import org.voiceteller.core.call.Pcm;

/**
 * Those of the bank who hear the call beside its caller. While the bank waits for a secret nobody's
 * sound reaches them; words come as the caller reads them. Not thread-safe.
 */
final class CallEars {

  private final BooleanSupplier isSecretAwaited;
  private List<CallEar> ears = List.of();

  CallEars(BooleanSupplier isSecretAwaited) {
    this.isSecretAwaited = isSecretAwaited;
  }

  void heardBy(List<CallEar> all) {
    ears = all;
  }

  /** At 16 kHz. */
  void callerSounds(ByteString pcm) {
    if (!ears.isEmpty() && !isSecretAwaited.getAsBoolean()) {
      tell(new Heard.CallerSound(new Pcm(pcm.toArrayUnsafe())));
    }
  }

  /** What goes to the caller. */
  void told(AgentFrame frame) {
    if (ears.isEmpty()) {
      return;
    }
    switch (frame) {
      case AgentFrame.Audio(_, var pcm) -> {
        if (!isSecretAwaited.getAsBoolean()) {
          tell(new Heard.AgentSound(new Pcm(pcm.toArrayUnsafe())));
        }
      }
      case AgentFrame.AudioCleared _ -> tell(new Heard.AgentCleared());
      case AgentFrame.Transcript(var turnId, var speaker, var text, var isFinal) ->
          tell(new Heard.Words(turnId, speaker, text, isFinal));
      case AgentFrame.ChallengeOpened(var kind, _) -> tell(new Heard.SecretAwaited(kind));
      case AgentFrame.ChallengeClosed _ -> tell(new Heard.SecretAwaited(null));
      case AgentFrame.AudioStarted _,
          AgentFrame.AudioEnded _,
          AgentFrame.Unheard _,
          AgentFrame.ToolStarted _,
          AgentFrame.ToolFinished _,
          AgentFrame.LevelReached _,
          AgentFrame.HandOffChanged _,
          AgentFrame.CallEnded _,
          AgentFrame.Notice _,
          AgentFrame.Problem _ -> {
        // the caller's alone
      }
    }
  }

  private void tell(Heard heard) {
    ears.forEach(ear -> ear.hears(heard));
  }
}
