package org.voiceteller.localsonic.speech;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.localsonic.dialogue.Expectation;

/**
 * Sphinx4 with a grammar per state of the dialogue. Thread-safe: each call borrows one of a pool of
 * contexts, which serve all conversations since none keeps anything of an utterance.
 *
 * <p>The pool begins with one context and grows in the background, up to its limit, when a caller
 * finds all of them busy; until then that caller waits for the next free one, since a recognition
 * takes less time than loading a context.
 */
public final class SphinxRecognizer implements Recognizer {

  private static final Logger LOG = LoggerFactory.getLogger(SphinxRecognizer.class);

  /** Shorter is no word: 100 ms at 16 kHz. */
  private static final int SHORTEST_SAMPLES = 1_600;

  /** Some −55 dBFS. */
  private static final int QUIET_LINE = 58;

  /**
   * What is compiled before the first call; other lengths of digits follow when they are needed.
   */
  private static final List<Expectation> PREPARED =
      List.of(
          new Expectation.Wish(),
          new Expectation.YesOrNo(),
          new Expectation.Amount(),
          new Expectation.Name(),
          new Expectation.Digits(10, 11),
          new Expectation.Digits(6, 6));

  private final BlockingQueue<SphinxContext> free = new LinkedBlockingQueue<>();
  private final AtomicInteger contexts = new AtomicInteger(1);
  private final int maxContexts;

  private SphinxRecognizer(SphinxContext first, int maxContexts) {
    this.maxContexts = maxContexts;
    free.add(first);
  }

  /**
   * Loads the first context, which takes some seconds and about 300 MB of heap; each further one as
   * much again.
   *
   * @param maxContexts how many utterances are recognised at the same time at most
   * @throws IOException if the models cannot be read
   */
  public static SphinxRecognizer load(int maxContexts) throws IOException {
    if (maxContexts < 1) {
      throw new IllegalArgumentException("Expected at least one context, but found " + maxContexts);
    }
    LibraryLogs.silence();
    return new SphinxRecognizer(prepared(), maxContexts);
  }

  @Override
  public Optional<String> recognize(short[] utterance, Expectation expectation) {
    if (utterance.length < SHORTEST_SAMPLES || isSilent(utterance)) {
      return Optional.empty();
    }
    var context = borrowed();
    try {
      return context
          .decode(utterance, SpokenGrammar.of(expectation))
          .map(words -> HeardNumbers.asDigits(words, expectation));
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to compile a grammar, but it failed", e);
    } finally {
      free.add(context);
    }
  }

  /**
   * Nothing in it is louder than a quiet line: a grammar would hear one of its words all the same.
   */
  private static boolean isSilent(short[] utterance) {
    for (short sample : utterance) {
      if (Math.abs(sample) > QUIET_LINE) {
        return false;
      }
    }
    return true;
  }

  private SphinxContext borrowed() {
    var context = free.poll();
    if (context != null) {
      return context;
    }
    growIfAllowed();
    try {
      return free.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while all recognisers were busy", e);
    }
  }

  private void growIfAllowed() {
    int before = contexts.getAndUpdate(count -> Math.min(maxContexts, count + 1));
    if (before < maxContexts) {
      Thread.ofPlatform().daemon().name("recognizer-" + (before + 1)).start(this::grow);
    }
  }

  /** A failed growth is not tried again: the pool stays as it is. */
  private void grow() {
    try {
      free.add(prepared());
      LOG.info("One more recogniser is ready");
    } catch (IOException | OutOfMemoryError e) {
      LOG.warn("No further recogniser can be loaded; utterances wait for those that are", e);
    }
  }

  /** One at a time: the library keeps its statistics in static maps while it compiles. */
  private static synchronized SphinxContext prepared() throws IOException {
    var context = SphinxContext.load();
    for (var expectation : PREPARED) {
      context.prepare(SpokenGrammar.of(expectation));
    }
    return context;
  }
}
