package org.voiceteller.core.call;

import org.jspecify.annotations.Nullable;

/**
 * Somebody of the bank who hears a call beside its caller. Told by the leg, on its own thread; must
 * not block. While the bank waits for a secret neither side is heard.
 */
@FunctionalInterface
public interface CallEar {

  void hears(Heard heard);

  /** What is heard or read. */
  sealed interface Heard {

    /** At 16 kHz. */
    record CallerSound(Pcm sound) implements Heard {}

    /** The agent's, or that of whoever has the call, at 24 kHz. */
    record AgentSound(Pcm sound) implements Heard {}

    /** What has come of it and was not heard yet, the caller will not hear: they spoke. */
    record AgentCleared() implements Heard {}

    /** As the caller reads it, secrets taken out; the newest of a turn counts. */
    record Words(String turnId, Turn.Speaker speaker, String text, boolean isFinal)
        implements Heard {}

    /**
     * @param kind null when the bank waits no longer
     */
    record SecretAwaited(Challenge.@Nullable Kind kind) implements Heard {}
  }
}
