package org.voiceteller.persistence.embedded;

/**
 * A store could not be started or died. The message is a sentence for the person who started it.
 */
public final class EmbeddedStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EmbeddedStoreException(String message) {
    super(message);
  }

  EmbeddedStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
