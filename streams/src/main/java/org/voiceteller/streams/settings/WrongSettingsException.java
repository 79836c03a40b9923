package org.voiceteller.streams.settings;

import java.util.List;

/** Some settings cannot be used. The message holds one sentence for each, in a line of its own. */
public final class WrongSettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public WrongSettingsException(List<String> sentences) {
    super(String.join(System.lineSeparator(), sentences));
  }
}
