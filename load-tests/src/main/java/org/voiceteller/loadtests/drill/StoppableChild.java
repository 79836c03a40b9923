package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A child process of the bank's that can be stopped for a while and let go on. Linux only. */
final class StoppableChild {

  private final long pid;

  private StoppableChild(long pid) {
    this.pid = pid;
  }

  /** The one whose command line holds this word. */
  static StoppableChild of(long bankPid, String word) throws IOException {
    for (var child : (Iterable<ProcessHandle>) handles(bankPid)::iterator) {
      Path commandLine = Path.of("/proc", Long.toString(child.pid()), "cmdline");
      if (Files.exists(commandLine) && Files.readString(commandLine).contains(word)) {
        return new StoppableChild(child.pid());
      }
    }
    throw new IOException("The bank has no child process with " + word);
  }

  private static Stream<ProcessHandle> handles(long bankPid) {
    return ProcessHandle.of(bankPid)
        .orElseThrow(() -> new IllegalArgumentException("There is no process " + bankPid))
        .descendants();
  }

  void stop() throws IOException, InterruptedException {
    signal("-STOP");
  }

  void goOn() throws IOException, InterruptedException {
    signal("-CONT");
  }

  /** Whoever has started it may start it again. */
  void kill() throws IOException, InterruptedException {
    signal("-KILL");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", signal, Long.toString(pid)).inheritIO().start();
    if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
      throw new IOException("The signal " + signal + " could not be given");
    }
  }
}
