package org.voiceteller.localsonic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.voiceteller.localsonic.dialogue.Expectation;
import org.voiceteller.localsonic.speech.Recognizer;

class EnginesTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final short[] UTTERANCE = new short[1_600];
  private static final Expectation WISH = new Expectation.Wish();

  private final CompletableFuture<Optional<Recognizer>> loading = new CompletableFuture<>();
  private final CompletableFuture<Void> begun = new CompletableFuture<>();
  private final Engines engines =
      Engines.load(
          () -> {
            begun.complete(null);
            return loading.join();
          },
          () -> Optional.of(_ -> new short[1]));
  private final SpeechPool voice = new SpeechPool(engines, 1);

  @AfterEach
  void stop() {
    loading.complete(Optional.empty());
    voice.stop();
  }

  @Test
  void speaksBeforeItListens() {
    engines.awaitMouth();

    assertThat(engines.synthesizerState()).isEqualTo("loaded");
    assertThat(engines.recognizerState()).isEqualTo("waiting");
    assertThat(begun).isNotDone();
  }

  @Test
  void loadsItsEarsWhenTold() {
    engines.listen();

    assertThat(begun).succeedsWithin(SOON);
    assertThat(engines.recognizerState()).isEqualTo("loading");

    loading.complete(Optional.of((_, _) -> Optional.of("yes")));
    engines.awaitEars();

    assertThat(engines.recognizerState()).isEqualTo("loaded");
  }

  @Test
  void loadsItsEarsForTheFirstConversationAndUnderstandsWhatWasSaidMeanwhile() {
    assertThat(voice.endpointer()).isPresent();
    assertThat(begun).succeedsWithin(SOON);
    var understood = voice.recognize(UTTERANCE, WISH).toCompletableFuture();
    assertThat(understood).isNotDone();

    loading.complete(Optional.of((_, _) -> Optional.of("my balance")));

    assertThat(understood).succeedsWithin(SOON).isEqualTo(Optional.of("my balance"));
  }

  @Test
  void speaksAndReadsOnWhenItsEarsCannotBeLoaded() {
    engines.listen();
    loading.completeExceptionally(new IllegalStateException("broken"));
    engines.awaitEars();

    assertThat(engines.recognizerState()).isEqualTo("off");
    assertThat(voice.endpointer()).isEmpty();
    assertThat(voice.recognize(UTTERANCE, WISH)).succeedsWithin(SOON).isEqualTo(Optional.empty());
    assertThat(voice.synthesize("Hello.")).succeedsWithin(SOON);
  }

  @Test
  void hasNoEarsWhereNoneWereAskedFor() {
    var silent = Engines.none();

    silent.listen();

    assertThat(silent.recognizerState()).isEqualTo("off");
    assertThat(silent.endpointer()).isEmpty();
  }
}
