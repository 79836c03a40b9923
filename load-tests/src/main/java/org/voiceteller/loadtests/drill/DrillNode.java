package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A node of the bank that a drill starts, ends and starts again, each time on the same ports and in
 * the same network namespace.
 */
final class DrillNode implements AutoCloseable {

  private static final Duration READY = Duration.ofMinutes(3);
  private static final Duration LOOKS_EVERY = Duration.ofMillis(200);
  private static final int NO_ANSWER = -1;

  private final String name;
  private final URI home;
  private final Path arguments;
  private final @Nullable String namespace;
  private @Nullable Process process;

  private DrillNode(String name, URI home, Path arguments, @Nullable String namespace) {
    this.name = name;
    this.home = home;
    this.arguments = arguments;
    this.namespace = namespace;
  }

  /**
   * @param text as {@code voice=http://127.0.0.1:8081=/tmp/voice.arguments}: its name, its doors,
   *     and a file with what {@code java} is told; then the network namespace that it runs in, if
   *     that is not this process's
   */
  static DrillNode parse(String text) {
    String[] parts = text.split("=", 4);
    if (parts.length < 3) {
      throw new IllegalArgumentException("Expected name=url=file, but got " + text);
    }
    return new DrillNode(
        parts[0], URI.create(parts[1]), Path.of(parts[2]), parts.length > 3 ? parts[3] : null);
  }

  String name() {
    return name;
  }

  URI home() {
    return home;
  }

  /** Returns at once. */
  void start() throws IOException {
    var command = new ArrayList<String>();
    if (namespace != null) {
      command.addAll(List.of("ip", "netns", "exec", namespace));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + arguments);
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(arguments.resolveSibling(name + ".log").toFile()))
            .start();
  }

  /** Whether it comes to answer calls, or to do what it is there for. */
  boolean isReady(HttpClient http) {
    return Soon.holds(READY, LOOKS_EVERY, () -> status(http, home) == 200);
  }

  /** Whether its doors come to be shut, as of a node that has ended. */
  static boolean isShutWithin(Duration time, HttpClient http, URI home) {
    return Soon.holds(time, LOOKS_EVERY, () -> status(http, home) == NO_ANSWER);
  }

  private static int status(HttpClient http, URI home) throws InterruptedException {
    try {
      return http.send(
              HttpRequest.newBuilder(home.resolve("/health/ready"))
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    } catch (IOException notThere) {
      return NO_ANSWER;
    }
  }

  /** As {@code kill -9}. Returns when it is gone. */
  void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  /** By SIGTERM. Whether it was gone in this time. */
  boolean endsWithin(Duration time) throws InterruptedException {
    if (process != null) {
      process.destroy();
    }
    return isGoneWithin(time);
  }

  /** Whether it ends by itself in this time, or has ended. */
  boolean isGoneWithin(Duration time) throws InterruptedException {
    return process == null || process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * @param signal as {@code kill} takes it
   */
  void signal(String signal) throws IOException, InterruptedException {
    if (process == null) {
      return;
    }
    var kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new IOException("The signal " + signal + " could not be given to " + name);
    }
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
