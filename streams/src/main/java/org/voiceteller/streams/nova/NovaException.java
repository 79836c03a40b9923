package org.voiceteller.streams.nova;

import org.jspecify.annotations.Nullable;

/** How a conversation's flow fails; always carries its category. */
public final class NovaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient NovaFailure failure;

  public NovaException(NovaFailure failure, @Nullable Throwable cause) {
    super(failure.type() + ": " + failure.message(), cause);
    this.failure = failure;
  }

  public NovaFailure failure() {
    return failure;
  }
}
