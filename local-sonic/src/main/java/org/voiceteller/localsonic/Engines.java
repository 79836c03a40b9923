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
 * Ears and mouth of the stand-in: there, still loading or left out. Without ears it still reads
 * texts and keypad cues, without a mouth it answers in text only.
 */
public final class Engines {

  /**
   * What could be loaded.
   *
   * @param endpointers makes a new one for each conversation
   */
  public record Parts(
      @Nullable Recognizer recognizer,
      @Nullable Synthesizer synthesizer,
      @Nullable Supplier<? extends Endpointer> endpointers) {

    private static final Parts NONE = new Parts(null, null, null);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Engines.class);

  private final CompletableFuture<Parts> parts;

  private Engines(CompletableFuture<Parts> parts) {
    this.parts = parts;
  }

  /** Text only. */
  public static Engines none() {
    return of(Parts.NONE);
  }

  /** A mouth and no ears. */
  public static Engines of(Synthesizer synthesizer) {
    return of(new Parts(null, synthesizer, null));
  }

  /** Ears and a mouth that are there already. */
  public static Engines of(
      Recognizer recognizer, Synthesizer synthesizer, Supplier<? extends Endpointer> endpointers) {
    return of(new Parts(recognizer, synthesizer, endpointers));
  }

  public static Engines of(Parts parts) {
    return new Engines(CompletableFuture.completedFuture(parts));
  }

  /** Loads in the background; when that fails, text is served and the log says so. */
  public static Engines load(Supplier<Parts> loader) {
    var loading = new CompletableFuture<Parts>();
    Thread.ofPlatform()
        .daemon()
        .name("load-speech")
        .start(
            () -> {
              try {
                loading.complete(loader.get());
              } catch (RuntimeException | Error e) {
                // a library that is absent shows as an Error
                LOG.warn("no speech, only text and keypad are served: {}", e.toString());
                loading.complete(Parts.NONE);
              }
            });
    return new Engines(loading);
  }

  /** Waits until everything is loaded or has failed. */
  public void awaitLoaded() {
    parts.join();
  }

  Optional<Recognizer> recognizer() {
    return Optional.ofNullable(now().recognizer());
  }

  Optional<Synthesizer> synthesizer() {
    return Optional.ofNullable(now().synthesizer());
  }

  /** A new end-pointer, if there are ears. */
  Optional<Endpointer> endpointer() {
    var loaded = now();
    var endpointers = loaded.endpointers();
    return loaded.recognizer() == null || endpointers == null
        ? Optional.empty()
        : Optional.of(endpointers.get());
  }

  /** {@code loaded}, {@code loading} or {@code off}. */
  String recognizerState() {
    return state(now().recognizer());
  }

  /** {@code loaded}, {@code loading} or {@code off}. */
  String synthesizerState() {
    return state(now().synthesizer());
  }

  private Parts now() {
    return parts.getNow(Parts.NONE);
  }

  private String state(@Nullable Object part) {
    if (!parts.isDone()) {
      return "loading";
    }
    return part == null ? "off" : "loaded";
  }
}
