package org.voiceteller.loadtests.drill;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What another process will come to, and does not tell by itself. */
public final class Soon {

  private Soon() {}

  /**
   * Asks until it holds.
   *
   * @return whether it did in time; what the question throws is thrown
   */
  public static boolean holds(Duration patience, Duration every, Callable<Boolean> question) {
    try {
      Awaitility.await()
          .atMost(patience)
          .pollDelay(Duration.ZERO)
          .pollInterval(every)
          .until(question);
      return true;
    } catch (ConditionTimeoutException never) {
      return false;
    }
  }
}
