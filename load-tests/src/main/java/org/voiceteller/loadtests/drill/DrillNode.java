package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A node of the bank or of its Cassandra, or the whole bank, that a drill starts, ends and starts
 * again, each time on the same ports.
 */
public final class DrillNode implements AutoCloseable {

  private static final Duration READY = Duration.ofMinutes(3);
  private static final Duration LOOKS_EVERY = Duration.ofMillis(200);
  private static final int NO_ANSWER = -1;

  private final String name;
  private final URI home;
  private final Path command;
  private volatile @Nullable Process process;

  private DrillNode(String name, URI home, Path command) {
    this.name = name;
    this.home = home;
    this.command = command;
    Runtime.getRuntime().addShutdownHook(new Thread(this::destroy, "stop " + name));
  }

  /**
   * @param text as {@code voice=http://127.0.0.1:8081=/tmp/voice.command}: its name, its doors
   *     (those of Cassandra as {@code cql://127.0.0.2:9042}), and a file with what runs it, an
   *     argument a line
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

  /** Returns at once. */
  public void start() throws IOException {
    process =
        new ProcessBuilder(Files.readAllLines(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
  }

  private Path log() {
    return command.resolveSibling(name + ".log");
  }

  /** Of the process that runs now, or ran last; 0 before. */
  public long pid() {
    var latest = process;
    return latest == null ? 0 : latest.pid();
  }

  /** Whether it comes to answer calls, or to do what it is there for. */
  public boolean isReady(HttpClient http) {
    return Soon.holds(
        READY, LOOKS_EVERY, () -> isOfCassandra() ? isOpen() : status(http, home) == 200);
  }

  /** Whether it comes to write a line that begins so, since it was first started. */
  boolean says(String beginning) {
    return Soon.holds(
        READY,
        LOOKS_EVERY,
        () -> Files.readString(log()).lines().anyMatch(line -> line.startsWith(beginning)));
  }

  private boolean isOfCassandra() {
    return home.getScheme().equals("cql");
  }

  /** Cassandra opens its door when it answers. */
  private boolean isOpen() {
    try (var probe = new Socket()) {
      probe.connect(new InetSocketAddress(home.getHost(), home.getPort()));
      return true;
    } catch (IOException notThere) {
      return false;
    }
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

  /** As {@code kill -9}, of its children too. Returns when they are gone. */
  public void kill() throws InterruptedException {
    for (var each : destroy()) {
      each.onExit().join();
    }
  }

  /** The parent first, which would start its children again. */
  private List<ProcessHandle> destroy() {
    var latest = process;
    if (latest == null) {
      return List.of();
    }
    var all = new ArrayList<>(List.of(latest.toHandle()));
    latest.descendants().forEach(all::add);
    all.forEach(ProcessHandle::destroyForcibly);
    return all;
  }

  /** By SIGTERM. Whether it was gone in this time. */
  public boolean endsWithin(Duration time) throws InterruptedException {
    var latest = process;
    if (latest != null) {
      latest.destroy();
    }
    return isGoneWithin(time);
  }

  /** Whether it ends by itself in this time, or has ended. */
  boolean isGoneWithin(Duration time) throws InterruptedException {
    var latest = process;
    return latest == null || latest.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * @param signal as {@code kill} takes it
   */
  void signal(String signal) throws IOException, InterruptedException {
    var latest = process;
    if (latest == null) {
      return;
    }
    var kill = new ProcessBuilder("kill", signal, Long.toString(latest.pid())).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new IOException("The signal " + signal + " could not be given to " + name);
    }
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
