package org.voiceteller.http;

/** The server cannot start. The message is one sentence for the person who started it. */
public final class StartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StartException(String message) {
    super(message);
  }
}
