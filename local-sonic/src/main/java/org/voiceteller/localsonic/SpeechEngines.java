package org.voiceteller.localsonic;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.localsonic.speech.Endpointer;
import org.voiceteller.localsonic.speech.Recognizer;
import org.voiceteller.localsonic.speech.Synthesizer;

/**
 * Ears and mouth of the stand-in, each of them there, still loading, failed or left out. Without
 * ears it still reads texts and keypad cues, without a mouth it answers in text only.
 */
public final class SpeechEngines {

  private static final Logger LOG = LoggerFactory.getLogger(SpeechEngines.class);

  private final @Nullable CompletableFuture<Recognizer> recognizer;
  private final @Nullable CompletableFuture<Synthesizer> synthesizer;
  private final @Nullable Supplier<? extends Endpointer> endpointers;

  private SpeechEngines(
      @Nullable CompletableFuture<Recognizer> recognizer,
      @Nullable CompletableFuture<Synthesizer> synthesizer,
      @Nullable Supplier<? extends Endpointer> endpointers) {
    this.recognizer = recognizer;
    this.synthesizer = synthesizer;
    this.endpointers = endpointers;
  }

  /** Text only. */
  public static SpeechEngines none() {
    return new SpeechEngines(null, null, null);
  }

  /** A mouth and no ears. */
  public static SpeechEngines of(Synthesizer synthesizer) {
    return new SpeechEngines(null, CompletableFuture.completedFuture(synthesizer), null);
  }

  /**
   * Ears and a mouth that are there already.
   *
   * @param endpointers makes a new one for each conversation
   */
  public static SpeechEngines of(
      Recognizer recognizer, Synthesizer synthesizer, Supplier<? extends Endpointer> endpointers) {
    return new SpeechEngines(
        CompletableFuture.completedFuture(recognizer),
        CompletableFuture.completedFuture(synthesizer),
        endpointers);
  }

  /** Loads both at once in the background; one that fails is logged and left out. */
  public static SpeechEngines load(
      Supplier<? extends Recognizer> recognizer,
      Supplier<? extends Synthesizer> synthesizer,
      Supplier<? extends Endpointer> endpointers) {
    return new SpeechEngines(
        loading("recognition", recognizer, "typed text and the keypad are served"),
        loading("synthesis", synthesizer, "answers are sent as text only"),
        endpointers);
  }

  private static <T> CompletableFuture<T> loading(
      String what, Supplier<? extends T> engine, String consequence) {
    var loaded = new CompletableFuture<T>();
    Thread.ofPlatform()
        .daemon()
        .name("load-" + what)
        .start(
            () -> {
              try {
                loaded.complete(engine.get());
              } catch (RuntimeException | LinkageError e) {
                LOG.warn("speech {} is not available ({}): {}", what, e.toString(), consequence);
                loaded.completeExceptionally(e);
              }
            });
    return loaded;
  }

  /** Waits until each engine is loaded or has failed. */
  public void awaitLoaded() {
    for (var engine : new CompletableFuture<?>[] {recognizer, synthesizer}) {
      if (engine != null) {
        engine.handle((loaded, failure) -> failure == null).join();
      }
    }
  }

  Optional<Recognizer> recognizer() {
    return now(recognizer);
  }

  Optional<Synthesizer> synthesizer() {
    return now(synthesizer);
  }

  /** A new end-pointer, if there are ears. */
  Optional<Endpointer> endpointer() {
    return recognizer().isPresent() && endpointers != null
        ? Optional.of(endpointers.get())
        : Optional.empty();
  }

  /** {@code loaded}, {@code loading}, {@code failed} or {@code off}. */
  String recognizerState() {
    return state(recognizer);
  }

  String synthesizerState() {
    return state(synthesizer);
  }

  private static <T> Optional<T> now(@Nullable CompletableFuture<T> engine) {
    return engine != null && engine.isDone() && !engine.isCompletedExceptionally()
        ? Optional.of(engine.join())
        : Optional.empty();
  }

  private static String state(@Nullable CompletableFuture<?> engine) {
    if (engine == null) {
      return "off";
    }
    if (!engine.isDone()) {
      return "loading";
    }
    return engine.isCompletedExceptionally() ? "failed" : "loaded";
  }
}
