package org.voiceteller.localsonic.conversation;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.voiceteller.localsonic.dialogue.Expectation;
import org.voiceteller.localsonic.speech.Endpointer;

/**
 * Ears and mouth as a conversation sees them: work that takes time is done elsewhere. A stage that
 * fails means that nothing was understood or that the sentence has no sound.
 */
public interface Voice {

  /** A new end-pointer for one conversation, or empty when nothing can be heard. */
  Optional<Endpointer> endpointer();

  /** Whether {@link #synthesize} gives sound. */
  boolean speaks();

  /** The words of an utterance (PCM s16, mono, 16 kHz), or empty if nothing was understood. */
  CompletionStage<Optional<String>> recognize(short[] utterance, Expectation expectation);

  /** A sentence as PCM s16, mono, 24 kHz. */
  CompletionStage<short[]> synthesize(String sentence);
}
