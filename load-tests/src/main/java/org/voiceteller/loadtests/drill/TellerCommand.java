package org.voiceteller.loadtests.drill;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What {@code ./teller} runs, in a process of its own. */
final class TellerCommand {

  private static final long PATIENCE_MINUTES = 10;

  private final Path home;

  /**
   * @param home the project's directory, built
   */
  TellerCommand(Path home) {
    this.home = home;
  }

  /** With which exit code it ended, and what it said. */
  record Said(int exitCode, String output) {}

  /** Runs one to its end. What it logs comes before what it says when it fails, else nowhere. */
  Said run(String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile("voice-teller-command", ".txt");
    Path log = Files.createTempFile("voice-teller-command", ".log");
    try {
      var process =
          new ProcessBuilder(line(Map.of(), List.of(arguments)))
              .redirectOutput(out.toFile())
              .redirectError(log.toFile())
              .start();
      endsWithTheDrill(process);
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(String.join(" ", arguments) + " took too long");
      }
      String said = Files.readString(out).strip();
      return process.exitValue() == 0
          ? new Said(0, said)
          : new Said(process.exitValue(), (Files.readString(log) + said).strip());
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(log);
    }
  }

  /**
   * Starts one that goes on.
   *
   * @param settings of the bank, besides the usual ones
   * @param output takes what it says
   */
  Process start(Map<String, ?> settings, Path output, String... arguments) throws IOException {
    var process =
        new ProcessBuilder(line(settings, List.of(arguments)))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    endsWithTheDrill(process);
    return process;
  }

  private static void endsWithTheDrill(Process process) {
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop-command"));
  }

  private List<String> line(Map<String, ?> settings, List<String> arguments) throws IOException {
    Path target = home.resolve("http-api/target");
    var line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-Xlog:disable",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dvoice-teller.home=" + home,
                "-Dvoice-teller.persistence.modules=" + home.resolve("persistence")));
    settings.forEach((key, value) -> line.add("-D" + key + "=" + value));
    line.addAll(
        List.of(
            "-cp",
            target.resolve("http-api-0.1.0-SNAPSHOT.jar")
                + File.pathSeparator
                + Files.readString(target.resolve("class-path.txt")).strip(),
            "org.voiceteller.http.laptop.Teller"));
    line.addAll(arguments);
    return line;
  }
}
