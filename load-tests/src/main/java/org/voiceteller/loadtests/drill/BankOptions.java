package org.voiceteller.loadtests.drill;

import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which bank a drill is about: {@code ./teller drill} starts one and tells where it is. */
final class BankOptions {

  @Option(names = "--bank", required = true, description = "as http://127.0.0.1:8080")
  private URI bank = URI.create("");

  @Option(names = "--bank-pid", description = "whose memory counts")
  private long pid;

  @Option(names = "--codes-port", required = true, description = "where one-time codes come to")
  private int codesPort;

  @Option(names = "--home", required = true, description = "the project's directory")
  private Path home = Path.of("");

  @Option(names = "--data", required = true, description = "where the bank keeps everything")
  private Path data = Path.of("");

  URI bank() {
    return bank;
  }

  /** Its voice WebSocket. */
  URI door() {
    return URI.create("ws://" + bank.getAuthority() + "/v1/calls");
  }

  long pid() {
    return pid;
  }

  int codesPort() {
    return codesPort;
  }

  Path home() {
    return home;
  }

  Path data() {
    return data;
  }
}
