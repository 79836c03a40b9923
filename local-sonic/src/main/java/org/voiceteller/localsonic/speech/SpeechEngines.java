package org.voiceteller.localsonic.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The ears and the mouth that this machine has. Without them the stand-in still serves text and
 * keypad. Loading never throws for a library that is absent or broken: then {@link Loaded#missing}
 * says so.
 */
public final class SpeechEngines {

  private static final int MOST_RECOGNIZERS = 4;

  /** What a recogniser takes with all its grammars, and what everything else takes. */
  private static final long RECOGNIZER_MB = 340;

  private static final long ALL_ELSE_MB = 150;

  private SpeechEngines() {}

  /**
   * What came of loading.
   *
   * @param missing a sentence for each part that did not load, to be shown to whoever started us
   */
  public record Loaded<E>(Optional<E> engine, List<String> missing) {

    public Loaded {
      missing = List.copyOf(missing);
    }
  }

  /**
   * A recogniser per core, but no more than four, and no more than the heap has room for: one too
   * many leaves nobody any time but for collecting garbage.
   */
  public static int fittingRecognizers() {
    int cores = Runtime.getRuntime().availableProcessors();
    long heapMb = Runtime.getRuntime().maxMemory() >> 20;
    int fitting = (int) Math.max(1, (heapMb - ALL_ELSE_MB) / RECOGNIZER_MB);
    return Math.min(fitting, Math.min(MOST_RECOGNIZERS, cores));
  }

  /** Returns when the first of so many recognisers is loaded, some seconds later. */
  public static Loaded<Recognizer> recognizer(int most) {
    var missing = new ArrayList<String>();
    // A lambda, not a method reference: a class whose library is absent may only be touched inside.
    Optional<Recognizer> recognizer =
        tried("Speech is not recognised", () -> SphinxRecognizer.load(most), missing);
    return new Loaded<>(recognizer, missing);
  }

  /**
   * The smoother voice, or the robotic one if only that loads; some seconds later.
   *
   * @param cacheMs how much of what it said is kept, in milliseconds of sound
   */
  public static Loaded<Synthesizer> synthesizer(int cacheMs) {
    var missing = new ArrayList<String>();
    Optional<Synthesizer> voice =
        tried("The smoother voice is missing", () -> MarySynthesizer.load(), missing);
    if (voice.isEmpty()) {
      voice = tried("Nothing is spoken aloud", () -> FreeTtsSynthesizer.load(), missing);
    }
    return new Loaded<>(voice.map(spoken -> SentenceCache.create(spoken, cacheMs)), missing);
  }

  /** Also an Error is a reason: a library that is absent shows as NoClassDefFoundError. */
  private static <E> Optional<E> tried(
      String consequence, Callable<? extends E> load, List<String> missing) {
    try {
      return Optional.of(load.call());
    } catch (Exception | LinkageError e) {
      missing.add("%s: %s".formatted(consequence, rootCause(e)));
      return Optional.empty();
    }
  }

  private static Throwable rootCause(Throwable failure) {
    var cause = failure;
    for (var next = cause.getCause(); next != null; next = cause.getCause()) {
      cause = next;
    }
    return cause;
  }
}
