package org.voiceteller.siptrunk.bank;

/** The bank does not take a call now. */
public final class LineRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final int retryAfterSeconds;

  LineRefusedException(int status, int retryAfterSeconds) {
    super(
        status == 0 ? "Nobody answers at the bank." : "The bank answers with HTTP " + status + ".",
        null,
        false,
        false);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Whether it is because all lines are busy, or it starts or drains: it will be over. */
  public boolean isBusy() {
    return status == 503;
  }

  /** What the bank asks to wait; 0 when it does not say. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
