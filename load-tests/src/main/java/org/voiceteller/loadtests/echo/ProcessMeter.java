package org.voiceteller.loadtests.echo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What another JVM on this machine uses: processor time, and the live heap after a collection. */
public final class ProcessMeter {

  private final ProcessHandle process;

  public ProcessMeter(long pid) {
    this.process =
        ProcessHandle.of(pid)
            .orElseThrow(() -> new IllegalArgumentException("There is no process " + pid));
  }

  /** User and system time since the process began. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Objects that are still alive after a full collection, in bytes; it stops meanwhile. */
  public long liveHeapBytes() {
    var used = 0L;
    for (var line : jcmd("GC.class_histogram")) { // it collects before it counts
      var words = line.trim().split("\\s+");
      if (words.length == 3 && words[0].equals("Total")) {
        used = Long.parseLong(words[2]);
      }
    }
    if (used == 0) {
      throw new IllegalStateException("Expected a total in the class histogram, but there is none");
    }
    return used;
  }

  /** Memory that the operating system holds for it, in bytes; Linux only. */
  public long residentBytes() {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> jcmd(String command) {
    try {
      var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
      var run =
          new ProcessBuilder(jcmd, Long.toString(process.pid()), command)
              .redirectErrorStream(true)
              .start();
      List<String> lines;
      try (var output = run.inputReader()) {
        lines = output.lines().toList();
      }
      if (!run.waitFor(60, TimeUnit.SECONDS) || run.exitValue() != 0) {
        throw new IllegalStateException("jcmd " + command + " failed: " + lines);
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking the process", e);
    }
  }
}
