package org.voiceteller.loadtests.drill;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What {@code ./teller} does beside a running bank.
 *
 * @param home the project's directory, built
 */
record TellerCommand(Path home) {

  private static final long PATIENCE_MINUTES = 10;

  /** What a command says, and with which exit code. */
  record Said(int exitCode, String output) {}

  Said run(String... arguments) throws IOException, InterruptedException {
    Path target = home.resolve("http-api/target");
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xlog:disable",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dvoice-teller.persistence.modules=" + home.resolve("persistence"),
                "-cp",
                target.resolve("http-api-0.1.0-SNAPSHOT.jar")
                    + File.pathSeparator
                    + Files.readString(target.resolve("class-path.txt")).strip(),
                "org.voiceteller.http.laptop.Teller"));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile("voice-teller-said", ".txt");
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", arguments) + " took too long");
    }
    var said = new Said(process.exitValue(), Files.readString(out).strip());
    Files.delete(out);
    return said;
  }
}
