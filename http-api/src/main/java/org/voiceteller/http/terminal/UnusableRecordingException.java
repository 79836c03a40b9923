package org.voiceteller.http.terminal;

import java.nio.file.Path;

/** A recording cannot be played. The message is one sentence for the person who named the file. */
public final class UnusableRecordingException extends Exception {

  private static final long serialVersionUID = 1L;

  public UnusableRecordingException(Path file, String why) {
    super(file + " cannot be played: " + why);
  }
}
