package org.voiceteller.localsonic.speech;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ears and the mouth that come with the stand-in. Each takes some seconds to load and may be
 * loaded while the other is; a library that is absent shows as a {@link LinkageError}.
 */
public final class OfflineSpeech {

  private static final Logger LOG = LoggerFactory.getLogger(OfflineSpeech.class);
  private static final int MOST_RECOGNIZERS = 4;
  private static final int SENTENCE_CACHE_MS = 120_000;

  private OfflineSpeech() {}

  /** A recogniser per core, but no more than four, since each takes some 250 MB once it is used. */
  public static Recognizer recognizer() {
    try {
      return SphinxRecognizer.load(
          Math.min(MOST_RECOGNIZERS, Runtime.getRuntime().availableProcessors()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The smoother voice, or the robotic one if only that loads, behind a cache of sentences. */
  public static Synthesizer synthesizer() {
    return SentenceCache.create(voice(), SENTENCE_CACHE_MS);
  }

  private static Synthesizer voice() {
    try {
      return MarySynthesizer.load();
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.warn("the smoother voice is not available ({}): the robotic one speaks", e.toString());
      return roboticVoice();
    }
  }

  private static Synthesizer roboticVoice() {
    try {
      return FreeTtsSynthesizer.load();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
