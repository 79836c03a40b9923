package org.voiceteller.persistence.journal;

/** An event that was not written, because this node may not write now ({@link WriteFence}). */
public final class ClosedJournalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ClosedJournalException(String why) {
    super(why);
  }
}
