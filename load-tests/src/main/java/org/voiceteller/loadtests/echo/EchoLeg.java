package org.voiceteller.loadtests.echo;

import java.util.concurrent.CompletionStage;

/** One call's way to the echo and back. */
public interface EchoLeg {

  /** Completes when frames will be echoed. */
  CompletionStage<Void> opened();

  /** Sends a frame of its way's marks; never blocks. */
  void send(byte[] frame);

  /** Whether its echoes are listened to; where that costs too much, some calls stand for all. */
  default boolean isHeard() {
    return true;
  }

  /** Ends the call; completes when it is over. */
  CompletionStage<Void> close();

  /**
   * Where the echoed bytes go, in the order in which they arrive; called from one thread a time.
   */
  @FunctionalInterface
  interface Echoes {
    void onAudio(byte[] audio);
  }

  /** Opens a leg whose echoes go to the given place. */
  @FunctionalInterface
  interface Opener {
    EchoLeg open(Echoes echoes);
  }
}
