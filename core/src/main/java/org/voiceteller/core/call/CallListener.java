package org.voiceteller.core.call;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.authentication.Level;

/** How a leg hears from its call. Called from any thread, never concurrently; must not block. */
@FunctionalInterface
public interface CallListener {

  void onSignal(Signal signal);

  /** What a call tells the leg that is joined to it. */
  sealed interface Signal {

    record LevelReached(Level level) implements Signal {}

    /**
     * The bank waits for a secret: what the caller keys or types is one, until this is closed.
     *
     * @param destination where a code went, masked; null for anything else
     */
    record ChallengeOpened(Challenge.Kind kind, @Nullable String destination) implements Signal {}

    record ChallengeClosed() implements Signal {}

    /**
     * Whether the caller waits for a person, or has one.
     *
     * @param handOff null when the agent has the call
     * @param summary of the call for whoever takes the caller over, as long as they wait; else null
     */
    record HandOffChanged(@Nullable HandOff handOff, @Nullable String summary) implements Signal {

      /** Nobody is waited for. */
      public HandOffChanged(@Nullable HandOff handOff) {
        this(handOff, null);
      }
    }

    /** The person who has the call says something; it is kept. */
    record StaffSaid(Turn turn) implements Signal {}

    /**
     * The microphone of whoever has the call opened or closed.
     *
     * @param takeId under which they have it
     */
    record StaffMicrophone(String takeId, boolean on) implements Signal {}

    /** At 24 kHz, at most 100 ms. */
    record StaffSound(String takeId, Pcm sound) implements Signal {}

    /** Who hears the call from now on, beside the caller. Told on the leg's own node only. */
    record HeardBy(List<CallEar> ears) implements Signal {
      public HeardBy {
        ears = List.copyOf(ears);
      }
    }

    /** Whether the consent to a recording of the call is kept; it is not before this says so. */
    record RecordingConsent(boolean given) implements Signal {}

    /** The call is over; nothing follows. */
    record CallEnded(EndReason reason) implements Signal {}

    /** The caller came back on another leg; nothing follows. */
    record Superseded() implements Signal {}
  }
}
