package org.voiceteller.streams.call;

import org.voiceteller.streams.nova.NovaFailure;

/**
 * How often in a row a call's streams to the model failed, and whether another one is worth trying.
 * Each further model or region is worth one more. Not thread-safe.
 */
final class Retries {

  private final int most;
  private final boolean elsewhere;
  private int inARow;
  private boolean stable;

  /**
   * @param retries streams after the first that failed
   * @param targets models and regions that there are
   */
  Retries(int retries, int targets) {
    this.most = retries + targets - 1;
    this.elsewhere = targets > 1;
  }

  void streamBegins() {
    stable = false;
  }

  /** It has lived for a while: what fails later is another matter. */
  void streamIsStable() {
    stable = true;
    inARow = 0;
  }

  /**
   * A stream failed. What went well for long did not break on a mistake of ours, whatever the
   * service calls it.
   *
   * @return true when another one is to be opened, which counts from now on
   */
  boolean isWorthAnother(NovaFailure why) {
    boolean mayWork =
        switch (why.category()) {
          case RETRY, LATER -> true;
          case GIVE_UP -> stable || elsewhere;
          case ASK_A_PERSON -> elsewhere;
        };
    if (!mayWork || inARow >= most) {
      return false;
    }
    inARow++;
    return true;
  }

  int inARow() {
    return inARow;
  }
}
