package org.voiceteller.localsonic.speech;

import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the speech libraries from writing to the console: they tell of every utterance, and what a
 * caller says belongs in no log.
 */
final class LibraryLogs {

  /** Sphinx4 names the loggers of its signal path by simple class names. */
  private static final List<String> NAMES =
      List.of(
          "edu.cmu.sphinx",
          "AutoCepstrum",
          "BatchCMN",
          "DataBlocker",
          "DeltasFeatureExtractor",
          "DiscreteFourierTransform",
          "FeatureTransform",
          "FrontEnd",
          "Preemphasizer",
          "RaisedCosineWindower",
          "SimpleAcousticScorer",
          "StreamDataSource",
          "com.sun.speech.freetts",
          "marytts",
          "de.dfki");

  /** Held for good: java.util.logging forgets the level of a logger that nobody holds. */
  private static final List<Logger> LOGGERS = NAMES.stream().map(Logger::getLogger).toList();

  private LibraryLogs() {}

  static void silence() {
    LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
      LOGGERS.forEach(
          logger -> logback.getLogger(logger.getName()).setLevel(ch.qos.logback.classic.Level.OFF));
    }
  }
}
