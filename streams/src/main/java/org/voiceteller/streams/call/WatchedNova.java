package org.voiceteller.streams.call;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.voiceteller.streams.nova.Nova;
import org.voiceteller.streams.nova.NovaEnd;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaOutput;

/** The model as one call has it, with somebody who looks on. */
record WatchedNova(Nova nova, CallWatch watch) implements Nova {

  @Override
  public Flow<NovaInput, NovaOutput, CompletionStage<NovaEnd>> converse() {
    return watched(nova.converse());
  }

  @Override
  public Flow<NovaInput, NovaOutput, CompletionStage<NovaEnd>> converse(int failuresInARow) {
    return watched(nova.converse(failuresInARow));
  }

  @Override
  public int targets() {
    return nova.targets();
  }

  private Flow<NovaInput, NovaOutput, CompletionStage<NovaEnd>> watched(
      Flow<NovaInput, NovaOutput, CompletionStage<NovaEnd>> conversation) {
    return Flow.of(NovaInput.class)
        .map(watch::toModel)
        .viaMat(conversation, Keep.right())
        .map(watch::fromModel);
  }
}
