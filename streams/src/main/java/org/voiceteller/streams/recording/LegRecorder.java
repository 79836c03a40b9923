package org.voiceteller.streams.recording;

import java.time.Duration;
import java.time.Instant;
import org.apache.pekko.util.ByteString;

/**
 * Hears what one leg's call sounds like and what is known of it; keeps of that what may be kept.
 * Never blocks, never throws. Not thread-safe.
 */
public interface LegRecorder {

  /** The consent to a recording of the call is kept in the journal, or lost. */
  void consent(boolean given);

  /**
   * The bank waits for a secret.
   *
   * @param kind a short name of it
   */
  void secretAwaited(String kind);

  /** It waits no longer. */
  void secretSettled();

  /**
   * @param pcm s16le, mono, 16 kHz
   */
  void callerSounds(ByteString pcm);

  /** The agent begins to speak. */
  void agentSpeaks();

  /**
   * Sound of the agent's went to the leg.
   *
   * @param heardFrom when the ear gets it
   * @param pcm s16le, mono, 24 kHz
   */
  void agentSounds(String turnId, Instant heardFrom, ByteString pcm);

  /** Of this turn's sound only so much was heard. */
  void agentCut(String turnId, long heardMs);

  /** The ear is later, or earlier, than was reckoned. */
  void earMoved(Duration by);

  /**
   * The caller's words since their turn before are known.
   *
   * @param secret whether a secret is among them
   */
  void callerSaid(boolean secret);

  /** A secret is among the words of this turn, heard or not. */
  void agentSaidSecret(String turnId);

  /**
   * Nothing more is recorded; a second time changes nothing.
   *
   * @param allHeard whether what was sent to the leg is heard to its end
   * @param reason a short name
   */
  void end(boolean allHeard, String reason);

  /** A recorder of nothing. */
  static LegRecorder none() {
    return NoRecorder.INSTANCE;
  }
}
