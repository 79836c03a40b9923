package org.voiceteller.localsonic;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.voiceteller.localsonic.conversation.Voice;
import org.voiceteller.localsonic.dialogue.Expectation;
import org.voiceteller.localsonic.speech.Endpointer;
import org.voiceteller.localsonic.speech.Synthesizer;

/**
 * Recognition and synthesis for all conversations on as many threads as there are cores. At most
 * {@value #MAX_QUEUED} pieces of work wait; beyond that a piece fails at once, so that an overload
 * is heard as missing words and not as minutes of delay.
 */
final class SpeechPool implements Voice {

  private static final int MAX_QUEUED = 1024;

  private final Engines engines;
  private final ThreadPoolExecutor pool;

  SpeechPool(Engines engines, int threads) {
    this.engines = engines;
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(MAX_QUEUED),
            Thread.ofPlatform().daemon().name("speech-", 0).factory());
  }

  @Override
  public Optional<Endpointer> endpointer() {
    return engines.endpointer();
  }

  @Override
  public boolean speaks() {
    return engines.synthesizer().isPresent();
  }

  @Override
  public CompletionStage<Optional<String>> recognize(short[] utterance, Expectation expectation) {
    return engines
        .recognizer()
        .thenCompose(
            recognizer ->
                recognizer.isEmpty()
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : onPool(() -> recognizer.get().recognize(utterance, expectation)));
  }

  @Override
  public CompletionStage<short[]> synthesize(String sentence) {
    Optional<Synthesizer> synthesizer = engines.synthesizer();
    return synthesizer.isEmpty()
        ? CompletableFuture.failedFuture(new IllegalStateException("no synthesizer is loaded"))
        : onPool(() -> synthesizer.get().synthesize(sentence));
  }

  private <T> CompletionStage<T> onPool(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, pool);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  void stop() {
    pool.shutdownNow();
  }
}
