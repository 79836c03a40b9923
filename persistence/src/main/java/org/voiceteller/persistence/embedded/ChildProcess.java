package org.voiceteller.persistence.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a program in a process of its own. This process holds the pipe to the child's standard
 * input open; the child ends as soon as that pipe does, so it never outlives its parent, however
 * that ends.
 */
final class ChildProcess {

  private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);

  /** In the line with which a store says that it answers. */
  static final String STORE_READY = "child ready ";

  private static final long LOG_LIMIT_BYTES = 8L * 1024 * 1024;
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private final String name;
  private final String readyWords;
  private final Process process;
  private final ChildLog log;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private volatile boolean stopping;

  private ChildProcess(RestartedChild.Program program, Process process, ChildLog log) {
    this.name = program.name();
    this.readyWords = program.readyWords();
    this.process = process;
    this.log = log;
  }

  /** Starts the child, after a child that an earlier parent left behind there is gone. */
  static ChildProcess start(RestartedChild.Program program) {
    try {
      Files.createDirectories(program.directory());
      LeftBehind.await(program.directory());
      ProcessBuilder builder = new ProcessBuilder(program.command()).redirectErrorStream(true);
      builder.environment().putAll(program.environment());
      ChildLog log = new ChildLog(program.directory().resolve("output.log"), LOG_LIMIT_BYTES);
      Process process = builder.start();
      LeftBehind.remember(program.directory(), process);
      ChildProcess child = new ChildProcess(program, process, log);
      // A virtual thread would hold its carrier while the pipe is silent, and on a small machine no
      // other virtual thread would ever run.
      Thread.ofPlatform().daemon().name(program.name() + "-output").start(child::readOutput);
      child.ready.orTimeout(program.startTimeout().toMillis(), TimeUnit.MILLISECONDS);
      child.ready.whenComplete(child::endIfNotReady);
      return child;
    } catch (IOException e) {
      throw new EmbeddedStoreException(
          "Expected to start " + program.name() + ", but: " + e.getMessage(), e);
    }
  }

  /** Completes when the child answers requests; fails with {@link EmbeddedStoreException}. */
  CompletionStage<Void> whenReady() {
    return ready
        .handle(
            (done, failure) ->
                failure instanceof TimeoutException
                    ? CompletableFuture.<Void>failedFuture(
                        new EmbeddedStoreException(
                            "Expected "
                                + name
                                + " to answer in time, but it does not. Its log: "
                                + log.file()))
                    : ready)
        .thenCompose(stage -> stage);
  }

  /** Completes when the child is gone, wanted or not. */
  CompletionStage<Void> whenStopped() {
    return stopped.copy();
  }

  long pid() {
    return process.pid();
  }

  /** Returns when the child is gone. */
  void stop() {
    stopping = true;
    try {
      process.getOutputStream().close();
      if (!process.waitFor(STOP_TIMEOUT)) {
        LOG.warn("{} did not stop in time and is ended by force", name);
        process.destroyForcibly().waitFor(STOP_TIMEOUT);
      }
    } catch (IOException e) {
      LOG.warn("{} has closed its input before: {}", name, e.getMessage());
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void endIfNotReady(@Nullable Void ready, @Nullable Throwable failure) {
    if (failure != null) {
      process.destroyForcibly();
    }
  }

  private void readOutput() {
    try (log;
        BufferedReader output =
            new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        log.write(line);
        if (line.contains(readyWords)) {
          LOG.info("{} is ready, process {}, log {}", name, pid(), log.file());
          ready.complete(null);
        }
      }
    } catch (IOException e) {
      LOG.warn("The output of {} cannot be read any more: {}", name, e.getMessage());
    }
    process.onExit().thenAccept(this::ended);
  }

  private void ended(Process ended) {
    String what = name + " ended with status " + ended.exitValue();
    if (!stopping) {
      LOG.error("{} unexpectedly. Its log: {}", what, log.file());
    }
    ready.completeExceptionally(
        new EmbeddedStoreException(
            "Expected "
                + name
                + " to start, but "
                + what
                + ". Its log: "
                + log.file()
                + "\n"
                + log.lastLines()));
    stopped.complete(null);
  }
}
