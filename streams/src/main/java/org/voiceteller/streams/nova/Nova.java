package org.voiceteller.streams.nova;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Flow;

/** Where conversations with the model come from. */
@FunctionalInterface
public interface Nova {

  /**
   * A conversation; each materialization opens a stream of its own.
   *
   * <p>The flow fails with {@link NovaException}. Its stage never fails; it completes when the
   * stream is over, and tells how.
   */
  Flow<NovaInput, NovaOutput, CompletionStage<NovaEnd>> converse();

  /**
   * A conversation for a call whose last streams failed: it may go elsewhere than they did.
   *
   * @param failuresInARow 0 when nothing failed
   */
  default Flow<NovaInput, NovaOutput, CompletionStage<NovaEnd>> converse(int failuresInARow) {
    return converse();
  }

  /** How many models or regions there are to go to. */
  default int targets() {
    return 1;
  }
}
