package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A bank in a process of its own, which the drill starts and may kill, and its callers. */
final class ApartBank {

  @Mixin private BankOptions options = new BankOptions();

  @Option(
      names = "--bank-node",
      required = true,
      description = "what runs it, as bank=http://127.0.0.1:8080=/tmp/bank.command")
  private String node = "";

  @Option(names = "--minutes", required = true, description = "how long things go wrong")
  private int minutes;

  @Option(names = "--calls", required = true, description = "how many at once")
  private int calls;

  @Option(names = "--seed", required = true, description = "0 for any")
  private long seed;

  /** What goes wrong with it. */
  @FunctionalInterface
  interface Misfortune {

    /**
     * @param bank that runs
     * @param seed of what is at random
     */
    Trouble begin(DrillNode bank, HttpClient http, long seed, Findings findings)
        throws IOException, InterruptedException;
  }

  BankOptions options() {
    return options;
  }

  Duration span() {
    return Duration.ofMinutes(minutes);
  }

  /**
   * Starts it, has it called while things go wrong, and ends it.
   *
   * @param during what goes wrong, to go on a sentence
   * @return the drill's exit code
   */
  int drill(String during, Misfortune misfortune) throws IOException, InterruptedException {
    long chosen = Crowd.seed(seed);
    try (var http = HttpClient.newHttpClient();
        var bank = DrillNode.parse(node)) {
      bank.start();
      // its doors open before its first tables and customers are there
      if (!bank.says("ready ") || !bank.isReady(http)) {
        IO.println("The bank has not become ready.");
        return 1;
      }
      IO.println(
          "%d calls at once for %d minutes, while %s; seed %d."
              .formatted(calls, minutes, during, chosen));
      List<URI> nodes = List.of(options.bank());
      return new Crowd(options, bank::pid, nodes, Doors.of(nodes), span(), calls, chosen)
          .calls(findings -> misfortune.begin(bank, http, chosen, findings));
    }
  }
}
