package org.voiceteller.core.call;

/** The call's session cannot be reached or cannot persist. Retrying later may help. */
public final class CallUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CallUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
