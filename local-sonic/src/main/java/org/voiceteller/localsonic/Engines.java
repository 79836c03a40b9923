package org.voiceteller.localsonic;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.localsonic.speech.Endpointer;
import org.voiceteller.localsonic.speech.EnergyEndpointer;
import org.voiceteller.localsonic.speech.Recognizer;
import org.voiceteller.localsonic.speech.Synthesizer;

/**
 * Ears and mouth of the stand-in: there, still loading or left out. Without ears it still reads
 * texts and keypad cues, without a mouth it answers in text only. Ears that are not loaded yet are
 * waited for by what they are to hear: whoever speaks too early is understood a little later.
 */
public final class Engines {

  private static final Logger LOG = LoggerFactory.getLogger(Engines.class);

  private final CompletableFuture<Optional<Recognizer>> ears;
  private final CompletableFuture<Optional<Synthesizer>> mouth;
  private final Supplier<Optional<Recognizer>> earsLoader;
  private final AtomicBoolean listening = new AtomicBoolean();

  private Engines(
      CompletableFuture<Optional<Recognizer>> ears,
      CompletableFuture<Optional<Synthesizer>> mouth,
      Supplier<Optional<Recognizer>> earsLoader) {
    this.ears = ears;
    this.mouth = mouth;
    this.earsLoader = earsLoader;
  }

  /** Text only. */
  public static Engines none() {
    return deaf(Optional.empty());
  }

  /** A mouth and no ears. */
  public static Engines of(Synthesizer synthesizer) {
    return deaf(Optional.of(synthesizer));
  }

  private static Engines deaf(Optional<Synthesizer> mouth) {
    return new Engines(
        CompletableFuture.completedFuture(Optional.empty()),
        CompletableFuture.completedFuture(mouth),
        Optional::empty);
  }

  /**
   * Loads the mouth in the background, and the ears once {@link #listen} is called. What cannot be
   * loaded is left out, and the log says so.
   */
  public static Engines load(
      Supplier<Optional<Recognizer>> ears, Supplier<Optional<Synthesizer>> mouth) {
    var engines = new Engines(new CompletableFuture<>(), new CompletableFuture<>(), ears);
    inBackground("load-mouth", mouth, engines.mouth);
    return engines;
  }

  private static <E> void inBackground(
      String name, Supplier<Optional<E>> loader, CompletableFuture<Optional<E>> loading) {
    Thread.ofPlatform()
        .daemon()
        .name(name)
        .start(
            () -> {
              try {
                loading.complete(loader.get());
              } catch (RuntimeException | Error e) {
                // a library that is absent shows as an Error
                LOG.warn("{} failed, and the stand-in goes on without: {}", name, e.toString());
                loading.complete(Optional.empty());
              }
            });
  }

  /** Begins to load the ears, unless that has begun. */
  public void listen() {
    if (!ears.isDone() && listening.compareAndSet(false, true)) {
      inBackground("load-ears", earsLoader, ears);
    }
  }

  /** Waits until the ears are loaded or have failed. */
  public void awaitEars() {
    ears.join();
  }

  /** Waits until the mouth is loaded or has failed. */
  public void awaitMouth() {
    mouth.join();
  }

  /** When it is there: empty without ears. */
  CompletionStage<Optional<Recognizer>> recognizer() {
    listen();
    return ears.copy();
  }

  Optional<Synthesizer> synthesizer() {
    return mouth.getNow(Optional.empty());
  }

  /** A new end-pointer, unless it is known that there are no ears. */
  Optional<Endpointer> endpointer() {
    listen();
    return ears.isDone() && ears.join().isEmpty()
        ? Optional.empty()
        : Optional.of(EnergyEndpointer.create());
  }

  /** {@code waiting} to be told, {@code loading}, {@code loaded} or {@code off}. */
  String recognizerState() {
    return ears.isDone() || listening.get() ? state(ears) : "waiting";
  }

  /** {@code loading}, {@code loaded} or {@code off}. */
  String synthesizerState() {
    return state(mouth);
  }

  private static <E> String state(CompletableFuture<Optional<E>> part) {
    return part.thenApply(loaded -> loaded.isPresent() ? "loaded" : "off").getNow("loading");
  }
}
