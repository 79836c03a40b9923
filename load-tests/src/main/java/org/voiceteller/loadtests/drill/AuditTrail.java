package org.voiceteller.loadtests.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The bank's audit log, as {@code ./teller audit export} and {@code verify} give it. */
final class AuditTrail {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_MINUTES = 3;

  /** One entry of a call. */
  record Entry(String sessionId, long number, String action, String resource, String result) {}

  private final Path home;
  private final Path data;
  private final Path file;

  /**
   * @param home the project's directory, built
   * @param data where the bank keeps everything
   */
  AuditTrail(Path home, Path data) throws IOException {
    this.home = home;
    this.data = data;
    this.file = Files.createTempDirectory("voice-teller-audit").resolve("audit.jsonl");
  }

  /** All entries as they are now, in the ledger's order. */
  List<Entry> export() throws IOException, InterruptedException {
    var exported = teller("export", "--data", data.toString(), "--out", file.toString());
    if (exported.exitCode() != 0) {
      throw new IOException("audit export: " + exported.output());
    }
    try (Stream<String> lines = Files.lines(file)) {
      var entries = new ArrayList<Entry>();
      for (String line : (Iterable<String>) lines::iterator) {
        JsonNode node = JSON.readTree(line);
        if (node.path("type").asText().equals("entry")) {
          JsonNode entry = node.path("entry");
          entries.add(
              new Entry(
                  entry.path("sessionId").asText(),
                  entry.path("auditNumber").asLong(),
                  entry.path("action").asText(),
                  entry.path("resource").asText(""),
                  entry.path("result").asText()));
        }
      }
      return entries;
    }
  }

  /** What {@code verify} says of the latest export, and with which exit code. */
  record Verdict(int exitCode, String output) {}

  /** Checks the latest export with the bank's public key. */
  Verdict verify() throws IOException, InterruptedException {
    Path key = file.resolveSibling("bank.pem");
    Files.writeString(key, teller("public-key", "--data", data.toString()).output());
    return teller("verify", file.toString(), "--public-key", key.toString());
  }

  private Verdict teller(String... arguments) throws IOException, InterruptedException {
    Path target = home.resolve("http-api/target");
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xlog:disable",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                target.resolve("http-api-0.1.0-SNAPSHOT.jar")
                    + File.pathSeparator
                    + Files.readString(target.resolve("class-path.txt")).strip(),
                "org.voiceteller.http.laptop.Teller",
                "audit"));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile("voice-teller-audit", ".txt");
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("audit " + arguments[0] + " took too long");
    }
    return new Verdict(process.exitValue(), Files.readString(out).strip());
  }
}
