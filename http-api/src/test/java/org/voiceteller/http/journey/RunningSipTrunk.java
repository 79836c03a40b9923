package org.voiceteller.http.journey;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** What {@code ./teller sip} starts, in a process of its own, in front of a running bank. */
final class RunningSipTrunk implements AutoCloseable {

  private static final Path PROGRAM =
      Path.of("../sip-trunk/target/sip-trunk-0.1.0-SNAPSHOT.jar").toAbsolutePath().normalize();
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final CompletableFuture<InetSocketAddress> sip = new CompletableFuture<>();
  private final CompletableFuture<URI> health = new CompletableFuture<>();

  private RunningSipTrunk(Process process) {
    this.process = process;
    Thread.ofPlatform().daemon().name("sip trunk output").start(this::followOutput);
  }

  /**
   * Returns when a call would be answered.
   *
   * @param settings below {@code voice-teller.sip}, in front of the defaults
   */
  static RunningSipTrunk start(RunningTeller teller, Path directory, String settings)
      throws Exception {
    Path file = directory.resolve("sip.conf");
    Files.writeString(
        file,
        """
        voice-teller.sip {
          listen.port = 0
          health.port = 0
          bank.url = "%s"
          media { least-port = 32000, most-port = 32999 }
          %s
        }
        """
            .formatted(teller.calls(), settings));
    var trunk =
        new RunningSipTrunk(
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-Xmx128m",
                    "-XX:TieredStopAtLevel=1",
                    "-Xlog:disable",
                    "-Dlogback.configurationFile=sip-trunk-logback.xml",
                    "-Dconfig.file=" + file,
                    "-cp",
                    PROGRAM
                        + File.pathSeparator
                        + Files.readString(PROGRAM.resolveSibling("class-path.txt")).strip(),
                    "org.voiceteller.siptrunk.SipTrunkMain")
                .redirectErrorStream(true)
                .start());
    trunk.health.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return trunk;
  }

  private void followOutput() {
    try (var lines = process.inputReader()) {
      lines
          .lines()
          .forEach(
              line -> {
                output.add(line);
                if (line.startsWith("ready sip:")) {
                  String[] where = line.substring("ready sip:".length()).split(":", 2);
                  sip.complete(new InetSocketAddress(where[0], Integer.parseInt(where[1])));
                } else if (line.startsWith("health ")) {
                  health.complete(URI.create(line.substring("health ".length())));
                }
              });
    } catch (IOException | UncheckedIOException killed) {
      // its output breaks off
    }
    var ended = new IllegalStateException("It ended; it said: " + String.join("\n", output));
    sip.completeExceptionally(ended);
    health.completeExceptionally(ended);
  }

  /** Where SIP is answered. */
  InetSocketAddress address() {
    return sip.join();
  }

  /** All that it has printed so far. */
  String output() {
    return String.join("\n", output);
  }

  String metrics() throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(health.join() + "/metrics")).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  /** As Ctrl-C, when no call is in progress any more. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
