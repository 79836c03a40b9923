package org.voiceteller.loadtests.drill;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Some time that somebody ends; who lives in it may pause, and learns at once that it is over. */
final class Span {

  private final CountDownLatch end = new CountDownLatch(1);

  void end() {
    end.countDown();
  }

  boolean isOver() {
    return end.getCount() == 0;
  }

  /** Returns after this time, or when it is over: whether it is. */
  boolean isOverAfter(Duration time) throws InterruptedException {
    return end.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }
}
