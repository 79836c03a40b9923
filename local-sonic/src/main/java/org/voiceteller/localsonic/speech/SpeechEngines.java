package org.voiceteller.localsonic.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The ears and the mouth that this machine has. Without them the stand-in still serves text and
 * keypad.
 *
 * @param recognizer empty if none loaded
 * @param synthesizer the smoother voice, or the robotic one if only that loaded, behind a cache;
 *     empty if none did
 * @param missing a sentence for each part that did not load, to be shown to whoever started us
 */
public record SpeechEngines(
    Optional<Recognizer> recognizer, Optional<Synthesizer> synthesizer, List<String> missing) {

  /** How much is loaded and kept. */
  public record Settings(int maxRecognizers, int sentenceCacheMs) {

    private static final int MOST_RECOGNIZERS = 4;
    private static final int TWO_MINUTES_MS = 120_000;

    /** What a recogniser takes with all its grammars, and what everything else takes. */
    private static final long RECOGNIZER_MB = 340;

    private static final long ALL_ELSE_MB = 150;

    /**
     * A recogniser per core, but no more than four, and no more than the heap has room for: one too
     * many leaves nobody any time but for collecting garbage.
     */
    public static Settings create() {
      int cores = Runtime.getRuntime().availableProcessors();
      long heapMb = Runtime.getRuntime().maxMemory() >> 20;
      int fitting = (int) Math.max(1, (heapMb - ALL_ELSE_MB) / RECOGNIZER_MB);
      return new Settings(Math.min(fitting, Math.min(MOST_RECOGNIZERS, cores)), TWO_MINUTES_MS);
    }
  }

  public SpeechEngines {
    missing = List.copyOf(missing);
  }

  public static SpeechEngines load() {
    return load(Settings.create());
  }

  /**
   * Loads both at the same time and returns when both are done, some seconds later. Never throws
   * for a library that is absent or broken: then {@link #missing} says so.
   */
  public static SpeechEngines load(Settings settings) {
    // Lambdas, not method references: a class whose library is absent may only be touched inside.
    var ears = started("recognizer", () -> SphinxRecognizer.load(settings.maxRecognizers()));
    var mouth = started("synthesizer", () -> MarySynthesizer.load());
    var missing = new ArrayList<String>();
    Optional<Recognizer> recognizer =
        finished(ears, "Speech is not recognised", missing).map(Recognizer.class::cast);
    Optional<Synthesizer> synthesizer =
        finished(mouth, "The smoother voice is missing", missing).map(Synthesizer.class::cast);
    if (synthesizer.isEmpty()) {
      var robotic = started("synthesizer", () -> FreeTtsSynthesizer.load());
      synthesizer =
          finished(robotic, "Nothing is spoken aloud", missing).map(Synthesizer.class::cast);
    }
    return new SpeechEngines(
        recognizer,
        synthesizer.map(voice -> SentenceCache.create(voice, settings.sentenceCacheMs())),
        missing);
  }

  private static <T> FutureTask<T> started(String name, Callable<T> load) {
    var task = new FutureTask<>(load);
    Thread.ofPlatform().daemon().name("load-" + name).start(task);
    return task;
  }

  /** Also an Error is a reason: a library that is absent shows as NoClassDefFoundError. */
  private static <T> Optional<T> finished(
      FutureTask<T> task, String consequence, List<String> missing) {
    try {
      return Optional.of(task.get());
    } catch (ExecutionException e) {
      missing.add("%s: %s".formatted(consequence, rootCause(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      missing.add(consequence + ": interrupted while loading");
    }
    return Optional.empty();
  }

  private static Throwable rootCause(Throwable failure) {
    var cause = failure;
    for (var next = cause.getCause(); next != null; next = cause.getCause()) {
      cause = next;
    }
    return cause;
  }
}
