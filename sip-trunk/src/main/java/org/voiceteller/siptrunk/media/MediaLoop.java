package org.voiceteller.siptrunk.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that carries the sound of many calls: it waits for their packets, and serves each call
 * every 20 ms. A tick that comes late is made up for, one after the other, up to 100 ms; what is
 * more is skipped, for nobody wants to hear it any more.
 */
public final class MediaLoop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MediaLoop.class);
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int MOST_TICKS_BEHIND = 5;

  /** A call on this loop. All of it runs on the loop's thread, and none of it may wait. */
  interface Rider {

    /** Packets wait. */
    void readable(DatagramChannel channel);

    /** 20 ms have passed. */
    void tick(long nowNanos);
  }

  private final Selector selector;
  private final Queue<Runnable> errands = new ConcurrentLinkedQueue<>();
  private final Set<Rider> riders = new LinkedHashSet<>();
  private final Thread thread;
  private volatile boolean closed;
  private volatile int load;
  private volatile long skippedTicks;

  public MediaLoop(String name) {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = Thread.ofPlatform().name(name).daemon().start(this::run);
  }

  /** Runs something on the loop's thread, in order, soon. */
  void run(Runnable errand) {
    errands.add(errand);
    if (Thread.currentThread() != thread) {
      selector.wakeup();
    }
  }

  /** For the next 20 ms: as {@link #run}, when it does not matter that it waits for the tick. */
  void runAtTick(Runnable errand) {
    errands.add(errand);
  }

  /** On the loop's thread only. */
  void board(Rider rider, List<DatagramChannel> channels) throws IOException {
    for (DatagramChannel channel : channels) {
      channel.register(selector, SelectionKey.OP_READ, rider);
    }
    riders.add(rider);
    load = riders.size();
  }

  /** On the loop's thread only; closing its channels takes them from the selector. */
  void leave(Rider rider) {
    riders.remove(rider);
    load = riders.size();
  }

  int load() {
    return load;
  }

  /** 20 ms that no call was served in, since this machine had no time. */
  public long skippedTicks() {
    return skippedTicks;
  }

  private void run() {
    long nextTick = System.nanoTime() + TICK_NANOS;
    while (!closed) {
      try {
        select(nextTick);
        runErrands();
        long now = System.nanoTime();
        int ticks = 0;
        while (now - nextTick >= 0 && ticks < MOST_TICKS_BEHIND) {
          nextTick += TICK_NANOS;
          ticks++;
          tick(now);
        }
        if (now - nextTick >= 0) {
          long skipped = (now - nextTick) / TICK_NANOS + 1;
          skippedTicks += skipped;
          nextTick += skipped * TICK_NANOS;
        }
      } catch (IOException | RuntimeException unexpected) {
        LOG.error("The loop of sound goes on after a failure.", unexpected);
      }
    }
    closeSelector();
  }

  private void select(long nextTick) throws IOException {
    long waitMs = TimeUnit.NANOSECONDS.toMillis(nextTick - System.nanoTime());
    if (waitMs > 0) {
      selector.select(this::readable, waitMs);
    } else {
      selector.selectNow(this::readable);
      parkUntil(nextTick);
    }
  }

  /** A selector waits for whole milliseconds. */
  private static void parkUntil(long nextTick) {
    long rest = nextTick - System.nanoTime();
    if (rest > 0) {
      java.util.concurrent.locks.LockSupport.parkNanos(rest);
    }
  }

  private void readable(SelectionKey key) {
    try {
      if (key.attachment() instanceof Rider rider && key.isReadable()) {
        rider.readable((DatagramChannel) key.channel());
      }
    } catch (CancelledKeyException gone) {
      // its call has ended meanwhile
    } catch (RuntimeException unexpected) {
      LOG.error("A packet could not be taken.", unexpected);
    }
  }

  private void runErrands() {
    @Nullable Runnable errand = errands.poll();
    while (errand != null) {
      try {
        errand.run();
      } catch (RuntimeException unexpected) {
        LOG.error("An errand of a call failed.", unexpected);
      }
      errand = errands.poll();
    }
  }

  private void tick(long now) {
    for (Rider rider : new ArrayList<>(riders)) {
      try {
        rider.tick(now);
      } catch (RuntimeException unexpected) {
        LOG.error("A call could not be served in its turn.", unexpected);
      }
    }
  }

  private void closeSelector() {
    try {
      selector.close();
    } catch (IOException e) {
      LOG.debug("The selector could not be closed.", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
  }
}
