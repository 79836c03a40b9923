package org.voiceteller.persistence.recording;

import org.jspecify.annotations.Nullable;

/** A recording cannot be taken out: it was erased or changed, or is not there. */
public final class UnreadableRecordingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableRecordingException(String message) {
    this(message, null);
  }

  UnreadableRecordingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
