package org.voiceteller.persistence.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program in a process of its own that is started again, with the same command, when it dies
 * unasked: at most five times in ten minutes, then its death is left to be seen. A first start that
 * fails is not repeated, since it would fail again for the same reason. Thread-safe.
 */
public final class RestartedChild {

  private static final Logger LOG = LoggerFactory.getLogger(RestartedChild.class);
  private static final int MAX_RESTARTS = 5;
  private static final Duration RESTARTS_COUNT_FOR = Duration.ofMinutes(10);

  private final Program program;
  private final CompletableFuture<Void> ready;
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private final Deque<Long> restarts = new ArrayDeque<>();
  private ChildProcess child;
  private boolean stopping;

  /**
   * What to run, always the same way.
   *
   * @param name as it is told to people
   * @param readyWords stand in the line of its output that says that it answers
   * @param directory holds its log and the file with its process id
   * @param startTimeout after so long without those words it is ended
   */
  public record Program(
      String name,
      String readyWords,
      List<String> command,
      Map<String, String> environment,
      Path directory,
      Duration startTimeout) {}

  private RestartedChild(Program program, ChildProcess first) {
    this.program = program;
    this.child = first;
    this.ready = first.whenReady().toCompletableFuture();
  }

  /**
   * Begins to start it and returns at once.
   *
   * @throws EmbeddedStoreException when it cannot be started
   */
  public static RestartedChild start(Program program) {
    ChildProcess first = ChildProcess.start(program);
    RestartedChild child = new RestartedChild(program, first);
    first.whenStopped().thenRun(child::died);
    return child;
  }

  /** Completes when it answers for the first time; fails with {@link EmbeddedStoreException}. */
  public CompletionStage<Void> whenReady() {
    return ready.copy();
  }

  /** Completes when it is gone and will not be started again, wanted or not. */
  public CompletionStage<Void> whenStopped() {
    return stopped.copy();
  }

  /** Of the process that runs now, or ran last. */
  public synchronized long pid() {
    return child.pid();
  }

  private synchronized void died() {
    if (stopping || ready.isCompletedExceptionally() || !ready.isDone()) {
      stopped.complete(null);
      return;
    }
    long now = System.nanoTime();
    restarts.removeIf(at -> now - at > RESTARTS_COUNT_FOR.toNanos());
    if (restarts.size() >= MAX_RESTARTS) {
      LOG.error(
          "{} died {} times in {} minutes and is left alone. Its log lies in {}",
          program.name(),
          restarts.size() + 1,
          RESTARTS_COUNT_FOR.toMinutes(),
          program.directory());
      stopped.complete(null);
      return;
    }
    restarts.add(now);
    LOG.warn("{} is started again", program.name());
    try {
      child = ChildProcess.start(program);
      child.whenStopped().thenRun(this::died);
    } catch (EmbeddedStoreException failed) {
      LOG.error("{} cannot be started again", program.name(), failed);
      stopped.complete(null);
    }
  }

  /** Returns when the process is gone, for good. */
  public void stop() {
    ChildProcess running;
    synchronized (this) {
      stopping = true;
      running = child;
    }
    running.stop();
  }
}
