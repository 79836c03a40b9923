package org.voiceteller.loadtests.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The bank's audit log, as {@code ./teller audit export} and {@code verify} give it. */
final class AuditTrail {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** One entry of a call. */
  record Entry(String sessionId, long number, String action, String resource, String result) {}

  private final TellerCommand command;
  private final Path data;
  private final Path file;

  /**
   * @param home the project's directory, built
   * @param data where the bank keeps everything
   */
  AuditTrail(Path home, Path data) throws IOException {
    this.command = new TellerCommand(home);
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

  /** Checks the latest export with the bank's public key; what {@code verify} says of it. */
  TellerCommand.Ended verify() throws IOException, InterruptedException {
    Path key = file.resolveSibling("bank.pem");
    Files.writeString(key, teller("public-key", "--data", data.toString()).output());
    return teller("verify", file.toString(), "--public-key", key.toString());
  }

  private TellerCommand.Ended teller(String... arguments) throws IOException, InterruptedException {
    var all = new ArrayList<>(List.of("audit"));
    all.addAll(List.of(arguments));
    return command.run(all.toArray(String[]::new));
  }
}
