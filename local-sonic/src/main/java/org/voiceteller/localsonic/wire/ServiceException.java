package org.voiceteller.localsonic.wire;

/**
 * An error as the client is told of it. The message names the problem and never holds what was said
 * in the conversation.
 */
public final class ServiceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ServiceError error;

  public ServiceException(ServiceError error, String message) {
    super(message, null, false, false);
    this.error = error;
  }

  /** The client broke the protocol. */
  public static ServiceException validation(String message) {
    return new ServiceException(ServiceError.VALIDATION, message);
  }

  public ServiceError error() {
    return error;
  }

  /** The text that goes to the client. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
