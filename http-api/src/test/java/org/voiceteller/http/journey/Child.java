package org.voiceteller.http.journey;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of this class path in a process of its own: another node, or the stand-in. */
record Child(Process process, Path log) implements AutoCloseable {

  private static final long PATIENCE_NANOS = RunningTeller.READY.toNanos();

  /** Starts it; what it says goes to the log. */
  static Child start(Path log, String main, List<String> settings, String... arguments)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-Xmx384m"));
    command.addAll(settings);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(arguments));
    return new Child(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(),
        log);
  }

  /** A figure of {@code /metrics}; -1 while nobody answers there or it is not counted yet. */
  static double metric(URI home, String name) throws InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(home.resolve("/metrics")).build(),
              HttpResponse.BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith(name + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
          .findFirst()
          .orElse(-1);
    } catch (IOException notThere) {
      return -1;
    }
  }

  static int status(URI address) throws InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException notThere) {
      return -1;
    }
  }

  /** A condition that is asked until it holds. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws Exception;
  }

  /** Asks ten times a second until it holds, at most as long as a bank may take to start. */
  static void await(String what, Condition condition) throws Exception {
    var giveUp = System.nanoTime() + PATIENCE_NANOS;
    var clock = new Object();
    synchronized (clock) {
      while (!condition.holds()) {
        if (System.nanoTime() > giveUp) {
          throw new AssertionError("Expected " + what);
        }
        clock.wait(100);
      }
    }
  }

  /** As {@code kill -9}. Returns when it is gone. */
  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
