package org.voiceteller.streams.nova;

import org.jspecify.annotations.Nullable;

/** The service sent something that cannot be read. Says what was expected, never what was said. */
public final class MalformedNovaEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedNovaEventException(String expected, @Nullable Throwable cause) {
    super("Expected " + expected + " in an event of the model.", cause);
  }
}
