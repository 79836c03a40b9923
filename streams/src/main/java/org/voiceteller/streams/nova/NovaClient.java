package org.voiceteller.streams.nova;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Flow;
import org.voiceteller.streams.observe.CallObserver;

/** The one Bedrock client of a process; makes conversations. Thread-safe. */
public final class NovaClient implements Nova, AutoCloseable {

  private final NovaSettings settings;
  private final CallObserver observer;

  public static NovaClient create(NovaSettings settings, CallObserver observer) {
    return new NovaClient(settings, observer);
  }

  private NovaClient(NovaSettings settings, CallObserver observer) {
    this.settings = settings;
    this.observer = observer;
  }

  @Override
  public Flow<NovaInput, NovaOutput, CompletionStage<NovaEnd>> converse() {
    throw new UnsupportedOperationException("not built yet: " + settings + observer);
  }

  /**
   * Opens and ends one conversation without sound, so that the first caller does not wait for what
   * is slow once (1.5 to 4 s).
   *
   * @return never fails; tells whether the model can be reached
   */
  public CompletionStage<NovaEnd> warmUp(ActorSystem<?> system) {
    throw new UnsupportedOperationException("not built yet: " + system);
  }

  /** Breaks off what is still open. */
  @Override
  public void close() {}
}
