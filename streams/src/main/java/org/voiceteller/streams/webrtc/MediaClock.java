package org.voiceteller.streams.webrtc;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of all calls: ticks of 20 ms on a few threads, each call on one of them. A thread that
 * was held up catches up to 100 ms tick by tick and leaves out what is beyond.
 */
final class MediaClock implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MediaClock.class);
  private static final long TICK_NANOS = 20_000_000L;
  private static final long CATCHES_UP_NANOS = 5 * TICK_NANOS;

  /** A call's share of a tick. */
  interface Ticking {

    /** Must not wait; what it throws ends it. */
    void tick(long nowNanos);

    /** Ticks no more: it threw this. */
    void broke(RuntimeException thrown);
  }

  private final List<Hand> hands;
  private final LongAdder leftOut = new LongAdder();
  private volatile boolean stopped;

  /**
   * @param threads 0 for as many as there are processors
   */
  static MediaClock start(int threads) {
    MediaClock clock =
        new MediaClock(threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
    for (int i = 0; i < clock.hands.size(); i++) {
      Hand hand = clock.hands.get(i);
      Thread.ofPlatform().daemon().name("webrtc-clock-" + i).start(() -> clock.run(hand));
    }
    return clock;
  }

  private MediaClock(int threads) {
    this.hands = IntStream.range(0, threads).mapToObj(_ -> new Hand()).toList();
  }

  private static final class Hand {
    private final List<Ticking> calls = new CopyOnWriteArrayList<>();
  }

  /** From the next tick on, on the thread that has the fewest. */
  synchronized void add(Ticking call) {
    Hand least = hands.getFirst();
    for (Hand each : hands) {
      if (each.calls.size() < least.calls.size()) {
        least = each;
      }
    }
    least.calls.add(call);
  }

  void remove(Ticking call) {
    hands.forEach(each -> each.calls.remove(call));
  }

  /** Ticks that a thread left out because it was held up. */
  long leftOut() {
    return leftOut.sum();
  }

  private void run(Hand hand) {
    long next = System.nanoTime() + TICK_NANOS;
    while (!stopped) {
      LockSupport.parkNanos(next - System.nanoTime());
      long now = System.nanoTime();
      if (now < next) {
        continue;
      }
      if (now - next > CATCHES_UP_NANOS) {
        leftOut.add((now - next) / TICK_NANOS);
        next = now;
      }
      next += TICK_NANOS;
      for (Ticking call : hand.calls) {
        tick(hand, call, now);
      }
    }
  }

  private static void tick(Hand hand, Ticking call, long now) {
    try {
      call.tick(now);
    } catch (RuntimeException thrown) {
      hand.calls.remove(call);
      LOG.error("A call's sound broke", thrown);
      call.broke(thrown);
    }
  }

  @Override
  public void close() {
    stopped = true;
  }
}
