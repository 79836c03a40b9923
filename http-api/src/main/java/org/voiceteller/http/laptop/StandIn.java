package org.voiceteller.http.laptop;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.http.StartException;

/**
 * The model's stand-in as a child process on a port of its own, which stays the same when it has to
 * be started again: at most five times in ten minutes, then its death is left to be seen. Ctrl-C in
 * a terminal reaches the whole process group, so the child ignores it and ends with its standard
 * input, when calls are over. Thread-safe.
 */
final class StandIn {

  private static final Logger LOG = LoggerFactory.getLogger(StandIn.class);
  private static final int MAX_RESTARTS = 5;
  private static final Duration RESTARTS_COUNT_FOR = Duration.ofMinutes(10);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  private final List<String> command;
  private final Path log;
  private final int port;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final Deque<Long> restarts = new ArrayDeque<>();
  private @Nullable Process process;
  private boolean stopping;

  private StandIn(List<String> command, Path log, int port) {
    this.command = command;
    this.log = log;
    this.port = port;
  }

  /**
   * Begins to start it and returns at once.
   *
   * @param home the project's directory, built
   * @param log takes what it says
   * @param speech whether it hears and speaks
   * @throws StartException in one sentence when it is not built or cannot be started
   */
  static StandIn start(Path home, Path log, boolean speech) {
    int port = freePort();
    var standIn = new StandIn(command(home, port, speech), log, port);
    standIn.launch();
    return standIn;
  }

  private static List<String> command(Path home, int port, boolean speech) {
    Path target = home.resolve("local-sonic/target");
    Path classPath = target.resolve("class-path.txt");
    Path jar = target.resolve("local-sonic-0.1.0-SNAPSHOT.jar");
    try {
      List<String> command = new ArrayList<>();
      command.addAll(List.of("/bin/sh", "-c", "trap '' INT; exec \"$0\" \"$@\""));
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(
          List.of(
              "-XX:+UseSerialGC",
              "-Xms64m",
              "-Xmx768m",
              "-Xshare:auto",
              "-XX:SharedArchiveFile=" + home.resolve("target/local-sonic.jsa"),
              "-XX:+AutoCreateSharedArchive",
              "-Xlog:disable",
              "--enable-native-access=ALL-UNNAMED",
              "--sun-misc-unsafe-memory-access=allow"));
      command.addAll(
          List.of("-cp", jar + File.pathSeparator + Files.readString(classPath).strip()));
      command.addAll(List.of("org.voiceteller.localsonic.LocalSonic", "--exit-with-parent"));
      command.addAll(List.of("--port", Integer.toString(port)));
      if (!speech) {
        command.add("--no-speech");
      }
      return command;
    } catch (IOException missing) {
      throw new StartException(
          "The model's stand-in is not built: "
              + classPath
              + " is missing; ./teller builds it, or set VOICE_TELLER_MODEL_ENDPOINT.");
    }
  }

  /** Where it answers, known before it does. */
  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Completes when it answers for the first time; fails with {@link StartException}. */
  CompletionStage<Void> whenReady() {
    return ready.copy();
  }

  private synchronized void launch() {
    if (stopping) {
      return;
    }
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      Process started =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      process = started;
      Thread.ofPlatform().daemon().name("local-sonic-output").start(() -> follow(started));
    } catch (IOException failed) {
      ready.completeExceptionally(
          new StartException("The model's stand-in cannot be started: " + failed.getMessage()));
    }
  }

  private void follow(Process started) {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains(" ready http")) {
          LOG.info("The model's stand-in answers at {}", endpoint());
          ready.complete(null);
        }
      }
    } catch (IOException broken) {
      LOG.warn("The stand-in's output broke: {}", broken.getMessage());
    }
    started.onExit().thenAccept(this::died);
  }

  private synchronized void died(Process dead) {
    if (stopping) {
      return;
    }
    if (!ready.isDone()) {
      ready.completeExceptionally(
          new StartException(
              "The model's stand-in ended with status %d before it answered; %s says why."
                  .formatted(dead.exitValue(), log)));
      return;
    }
    long now = System.nanoTime();
    restarts.removeIf(at -> now - at > RESTARTS_COUNT_FOR.toNanos());
    if (restarts.size() >= MAX_RESTARTS) {
      LOG.error(
          "The model's stand-in died {} times in {} minutes and is left alone; {} says why",
          restarts.size() + 1,
          RESTARTS_COUNT_FOR.toMinutes(),
          log);
      return;
    }
    restarts.add(now);
    LOG.warn(
        "The model's stand-in died with status {} and is started again; calls go on when it answers",
        dead.exitValue());
    launch();
  }

  /** Ends it. Returns when it is gone. */
  void stop() {
    Process running;
    synchronized (this) {
      stopping = true;
      running = process;
    }
    if (running == null) {
      return;
    }
    try {
      running.getOutputStream().close();
      if (!running.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        running.destroyForcibly().waitFor();
      }
    } catch (IOException alreadyGone) {
      running.destroyForcibly();
    } catch (InterruptedException interrupted) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() {
    try (var probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return probe.getLocalPort();
    } catch (IOException none) {
      throw new StartException("No free port was found on this machine: " + none.getMessage());
    }
  }
}
