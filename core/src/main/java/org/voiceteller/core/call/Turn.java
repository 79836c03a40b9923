package org.voiceteller.core.call;

/** What one side said, in words. */
public record Turn(String turnId, Speaker speaker, String text) {

  /** Who spoke. */
  public enum Speaker {
    CALLER,
    AGENT,
    /** Somebody of the bank who has taken the call over. */
    STAFF
  }
}
