package org.voiceteller.localsonic.speech;

/**
 * How soon a pause is the end of what the caller says. The service's values are about 1.5, 1.75 and
 * 2 s; ours keep their proportion and are shorter, so that tests are.
 */
public enum Sensitivity {
  HIGH(6),
  MEDIUM(7),
  LOW(8);

  private final int sevenths;

  Sensitivity(int sevenths) {
    this.sevenths = sevenths;
  }

  /** The pause for what is this long at {@link #MEDIUM}. */
  int patienceMs(int mediumMs) {
    return mediumMs * sevenths / 7;
  }
}
