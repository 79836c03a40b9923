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

  /** Held for good: java.util.logging forgets the level of a logger that nobody holds. */
  private static final List<Logger> LOGGERS =
      List.of(
          Logger.getLogger("edu.cmu.sphinx"),
          Logger.getLogger("com.sun.speech.freetts"),
          Logger.getLogger("marytts"),
          Logger.getLogger("de.dfki"));

  private LibraryLogs() {}

  static void silence() {
    LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
      LOGGERS.forEach(
          logger -> logback.getLogger(logger.getName()).setLevel(ch.qos.logback.classic.Level.OFF));
    }
  }
}
