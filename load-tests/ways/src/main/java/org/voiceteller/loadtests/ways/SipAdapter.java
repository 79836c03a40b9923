package org.voiceteller.loadtests.ways;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The SIP trunks' adapter as {@code ./teller sip} starts it, in front of the bank. */
final class SipAdapter implements AutoCloseable {

  private static final String JAR = "sip-trunk-0.1.0-SNAPSHOT.jar";
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final CompletableFuture<InetSocketAddress> sip = new CompletableFuture<>();
  private final CompletableFuture<URI> health = new CompletableFuture<>();

  private SipAdapter(Process process) {
    this.process = process;
    Thread.ofPlatform().daemon().name("sip adapter's output").start(this::follow);
  }

  /**
   * Returns when it answers calls.
   *
   * @param home the project's directory, built
   * @param bank as {@code ws://127.0.0.1:8080/v1/calls}
   * @param mostCalls at once
   */
  static SipAdapter start(Path home, URI bank, int mostCalls)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    Path settings = Files.createTempFile("sip-adapter", ".conf");
    settings.toFile().deleteOnExit();
    Files.writeString(
        settings,
        """
        voice-teller.sip {
          listen.port = 0
          health.port = 0
          bank.url = "%s"
          calls { max = %d, retry-after = 1 s }
        }
        """
            .formatted(bank, mostCalls));
    Path target = home.resolve("sip-trunk/target");
    var adapter =
        new SipAdapter(
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-Xms64m",
                    "-Xmx512m",
                    "-Xss512k",
                    "-Xlog:disable",
                    "-Dlogback.configurationFile=sip-trunk-logback.xml",
                    "-Dconfig.file=" + settings,
                    "-cp",
                    target.resolve(JAR)
                        + File.pathSeparator
                        + Files.readString(target.resolve("class-path.txt")).strip(),
                    "org.voiceteller.siptrunk.SipTrunkMain")
                .redirectErrorStream(true)
                .start());
    Runtime.getRuntime().addShutdownHook(new Thread(adapter::close, "stop-sip-adapter"));
    adapter.health.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return adapter;
  }

  private void follow() {
    var said = new StringBuilder();
    try (var lines = process.inputReader()) {
      lines
          .lines()
          .forEach(
              line -> {
                if (line.startsWith("ready sip:")) {
                  String[] where = line.substring("ready sip:".length()).split(":", 2);
                  sip.complete(new InetSocketAddress(where[0], Integer.parseInt(where[1])));
                } else if (line.startsWith("health ")) {
                  health.complete(URI.create(line.substring("health ".length())));
                } else if (!health.isDone()) {
                  said.append(line).append('\n');
                }
              });
    } catch (IOException | UncheckedIOException ended) {
      // its output breaks off when it does
    }
    var ended = new IllegalStateException("The SIP adapter ended; it said: " + said);
    sip.completeExceptionally(ended);
    health.completeExceptionally(ended);
  }

  long pid() {
    return process.pid();
  }

  /** Where SIP is answered. */
  InetSocketAddress address() {
    return sip.join();
  }

  URI metrics() {
    return URI.create(health.join() + "/metrics");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
