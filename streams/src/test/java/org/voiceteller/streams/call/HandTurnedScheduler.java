package org.voiceteller.streams.call;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.actor.AbstractScheduler;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.event.LoggingAdapter;
import org.jspecify.annotations.Nullable;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/**
 * A scheduler whose time the test moves, and which runs what is due on the test's thread: with a
 * calling thread's dispatcher all that follows has happened when {@link #timePasses} returns.
 */
public final class HandTurnedScheduler extends AbstractScheduler {

  /** With this scheduler, and streams that run on whatever thread wakes them. */
  public static final String CONFIG =
      """
      pekko.scheduler.implementation = "%s"
      pekko.stream.materializer.dispatcher = "pekko.test.calling-thread-dispatcher"
      """
          .formatted(HandTurnedScheduler.class.getName());

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::dueNanos).thenComparing(Task::order));
  private long nowNanos;
  private long order;

  /** As Pekko makes its scheduler. */
  public HandTurnedScheduler(Config config, LoggingAdapter log, ThreadFactory threads) {
    super();
  }

  private static final class Task implements Cancellable {
    private final Runnable work;
    private final long dueNanos;
    private final long order;
    private volatile boolean over;

    private Task(Runnable work, long dueNanos, long order) {
      this.work = work;
      this.dueNanos = dueNanos;
      this.order = order;
    }

    private long dueNanos() {
      return dueNanos;
    }

    private long order() {
      return order;
    }

    @Override
    public boolean cancel() {
      boolean cancelled = !over;
      over = true;
      return cancelled;
    }

    @Override
    public boolean isCancelled() {
      return over;
    }
  }

  @Override
  public synchronized Cancellable scheduleOnce(
      FiniteDuration delay, Runnable work, ExecutionContext executor) {
    order++;
    Task task = new Task(work, nowNanos + delay.toNanos(), order);
    tasks.add(task);
    return task;
  }

  /** At a fixed rate, which Pekko's own timers come to in the end. */
  @Override
  @SuppressWarnings("deprecation") // abstract still, though nobody calls it by this name any more
  public Cancellable schedule(
      FiniteDuration initialDelay,
      FiniteDuration interval,
      Runnable work,
      ExecutionContext executor) {
    Repeated repeated = new Repeated(interval, work, executor);
    repeated.next = scheduleOnce(initialDelay, repeated, executor);
    return repeated;
  }

  private final class Repeated implements Runnable, Cancellable {
    private final FiniteDuration interval;
    private final Runnable work;
    private final ExecutionContext executor;
    private @Nullable Cancellable next;
    private boolean over;

    private Repeated(FiniteDuration interval, Runnable work, ExecutionContext executor) {
      this.interval = interval;
      this.work = work;
      this.executor = executor;
    }

    @Override
    public void run() {
      next = scheduleOnce(interval, this, executor);
      work.run();
    }

    @Override
    public boolean cancel() {
      boolean cancelled = !over;
      over = true;
      if (next != null) {
        next.cancel();
      }
      return cancelled;
    }

    @Override
    public boolean isCancelled() {
      return over;
    }
  }

  @Override
  public double maxFrequency() {
    return 1_000;
  }

  public void timePasses(Duration duration) {
    long until = nowNanos + duration.toNanos();
    for (Task next = due(until); next != null; next = due(until)) {
      if (next.cancel()) {
        next.work.run();
      }
    }
    nowNanos = until;
  }

  private synchronized @Nullable Task due(long until) {
    Task next = tasks.peek();
    if (next == null || next.dueNanos > until) {
      return null;
    }
    nowNanos = Math.max(nowNanos, next.dueNanos);
    return tasks.poll();
  }
}
