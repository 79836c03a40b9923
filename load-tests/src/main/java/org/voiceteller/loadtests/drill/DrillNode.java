package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A node of the bank that a drill starts, ends and starts again, each time on the same ports. */
public final class DrillNode implements AutoCloseable {

  private static final Duration READY = Duration.ofMinutes(3);
  private static final Duration LOOKS_EVERY = Duration.ofMillis(200);

  private final String name;
  private final URI home;
  private final Path arguments;
  private @Nullable Process process;

  private DrillNode(String name, URI home, Path arguments) {
    this.name = name;
    this.home = home;
    this.arguments = arguments;
  }

  /**
   * @param text as {@code voice=http://127.0.0.1:8081=/tmp/voice.arguments}: its name, its doors,
   *     and a file with what {@code java} is told
   */
  public static DrillNode parse(String text) {
    String[] parts = text.split("=", 3);
    if (parts.length < 3) {
      throw new IllegalArgumentException("Expected name=url=file, but got " + text);
    }
    return new DrillNode(parts[0], URI.create(parts[1]), Path.of(parts[2]));
  }

  public String name() {
    return name;
  }

  public URI home() {
    return home;
  }

  /** Of the process that was started last. */
  public long pid() {
    return Objects.requireNonNull(process, "not started").pid();
  }

  /** Returns at once. */
  public void start() throws IOException {
    process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "@" + arguments))
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(arguments.resolveSibling(name + ".log").toFile()))
            .start();
  }

  /** Whether it comes to answer calls, or to do what it is there for. */
  public boolean isReady(HttpClient http) {
    return Soon.holds(READY, LOOKS_EVERY, () -> status(http) == 200);
  }

  private int status(HttpClient http) throws InterruptedException {
    try {
      return http.send(
              HttpRequest.newBuilder(home.resolve("/health/ready"))
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    } catch (IOException notThere) {
      return -1;
    }
  }

  /** As {@code kill -9}. Returns when it is gone. */
  public void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  /** By SIGTERM. Whether it was gone in this time. */
  public boolean endsWithin(Duration time) throws InterruptedException {
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
