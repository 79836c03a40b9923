package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A bank as {@code ./teller} starts it, which reads and writes only. */
final class LaptopBank implements AutoCloseable {

  private static final String READY = "ready ";
  private static final Duration READY_WITHIN = Duration.ofMinutes(4);
  private static final Duration LOOKS_EVERY = Duration.ofMillis(200);
  private static final long ENDS_WITHIN_S = 60;

  private final Process process;
  private final Path log;
  private URI home = URI.create("");

  private LaptopBank(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Returns when it answers calls.
   *
   * @param data where it keeps everything
   * @param codesPort where one-time codes go to
   * @param log takes what it says
   */
  static LaptopBank start(TellerCommand teller, Path data, int codesPort, Path log)
      throws IOException {
    var bank =
        new LaptopBank(
            teller.start(
                settings(codesPort),
                log,
                "up",
                "--text-only",
                "--port",
                "0",
                "--data",
                data.toString()),
            log);
    if (!Soon.holds(READY_WITHIN, LOOKS_EVERY, bank::isReady)) {
      bank.process.destroyForcibly();
      throw new IOException("The bank has not become ready; it says so in " + log);
    }
    return bank;
  }

  /** A number may be claimed all the time, and nobody waits long for a caller who is gone. */
  private static Map<String, Object> settings(int codesPort) {
    return Map.of(
        "voice-teller.one-time-code.provider",
        "webhook",
        "voice-teller.one-time-code.webhook.url",
        "http://127.0.0.1:" + codesPort + "/codes",
        "voice-teller.one-time-code.webhook.secret",
        "5e".repeat(32),
        "voice-teller.bank.number-claims.free",
        1_000_000,
        "voice-teller.bank.call.resume-grace",
        "20s");
  }

  private boolean isReady() throws IOException {
    if (!process.isAlive()) {
      throw new IOException("The bank has ended; why stands in " + log);
    }
    try (Stream<String> lines = Files.lines(log)) {
      var ready = lines.filter(line -> line.startsWith(READY)).findFirst();
      ready.ifPresent(line -> home = URI.create(line.substring(READY.length()).strip()));
      return ready.isPresent();
    }
  }

  URI home() {
    return home;
  }

  long pid() {
    return process.pid();
  }

  /** As Ctrl-C does. Returns when it is gone. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(ENDS_WITHIN_S, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
