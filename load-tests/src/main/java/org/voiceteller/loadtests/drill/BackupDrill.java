package org.voiceteller.loadtests.drill;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Callers move money, a backup is taken meanwhile, the bank and all that it kept are thrown away,
 * and another one is made from the backup. Starts both by {@code ./teller}'s own commands.
 *
 * <p>Exit codes: 0 everything held, 1 something did not, in a sentence each.
 */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = "A backup under calls, and a bank that is made from it.")
public final class BackupDrill implements Callable<Integer> {

  @Option(names = "--home", required = true, description = "the project's directory, built")
  private Path home = Path.of("");

  @Option(names = "--minutes", required = true, description = "how long callers call")
  private int minutes;

  @Option(names = "--calls", required = true, description = "how many at once")
  private int calls;

  @Option(names = "--seed", required = true, description = "of the callers; 0 for any")
  private long seed;

  public static void main(String[] args) {
    System.exit(new CommandLine(new BackupDrill()).execute(args));
  }

  /**
   * What is known of the bank that is lost.
   *
   * @param exitCode of its callers' own report
   * @param committed its journal when the backup was begun
   * @param last its journal at the end
   * @param end when that was
   * @param held what each customer's accounts held together before all began, in cents
   */
  record Lost(
      int exitCode, JournalNow committed, JournalNow last, Instant end, Map<String, Long> held) {}

  @Override
  public Integer call() throws Exception {
    Path place = Files.createTempDirectory("voice-teller-backup");
    try {
      var teller = new TellerCommand(home);
      Path backup = place.resolve("backup");
      Path keys = place.resolve("keys");
      var findings = new Findings();
      var lost = untilTheLoss(teller, place.resolve("lost"), backup, keys, place, findings);
      delete(place.resolve("lost"));
      IO.println("");
      IO.println("Everything but the backup and the keys is gone.");
      Path data = place.resolve("restored");
      long begun = System.nanoTime();
      var restored =
          teller.run(
              "restore", backup.toString(), "--data", data.toString(), "--keys", keys.toString());
      IO.println("");
      IO.println("```\n" + restored.output() + "\n```");
      IO.println("");
      if (restored.exitCode() != 0) {
        findings.add("the backup was not restored: " + restored.output());
        return findings.conclude();
      }
      int codes = freePort();
      try (var bank = LaptopBank.start(teller, data, codes, place.resolve("restored.log"))) {
        IO.println(
            "From the beginning of the restore to the first call that would be answered: %.1f s."
                .formatted((System.nanoTime() - begun) / 1e9));
        new RestoredBank(bank, teller, data, lost, findings).judge();
      }
      return Math.max(lost.exitCode(), findings.conclude());
    } finally {
      delete(place);
    }
  }

  private Lost untilTheLoss(
      TellerCommand teller, Path data, Path backup, Path keys, Path place, Findings beforeAll)
      throws Exception {
    long chosen = Crowd.seed(seed);
    IO.println(
        "%d calls at once for %d minutes, a backup after half of them; seed %d."
            .formatted(calls, minutes, chosen));
    int codes = freePort();
    try (var bank = LaptopBank.start(teller, data, codes, place.resolve("lost.log"));
        var plain = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      // The sample customers' money is on its way into the tables when the first call is answered.
      IO.println("Before all: " + new TablesProof(teller, data).areEqual(beforeAll));
      var held = held(LaptopTables.of(plain, data));
      var span = Duration.ofMinutes(minutes);
      var taken = new AtomicReference<@Nullable TakenBackup>();
      List<URI> doors = List.of(bank.home());
      int exitCode =
          new Crowd(
                  options(bank, data, codes),
                  bank::pid,
                  doors,
                  Doors.of(doors),
                  span,
                  calls,
                  chosen)
              .calls(
                  findings -> {
                    var backupUnderCalls =
                        TakenBackup.begin(teller, data, backup, keys, span.dividedBy(2), findings);
                    taken.set(backupUnderCalls);
                    return backupUnderCalls;
                  });
      var made = taken.get();
      if (made == null) {
        throw new IOException("No backup was begun");
      }
      return new Lost(exitCode, made.committed(), JournalNow.of(data), Instant.now(), held);
    }
  }

  private BankOptions options(LaptopBank bank, Path data, int codes) {
    return CommandLine.populateCommand(
        new BankOptions(),
        "--bank=" + bank.home(),
        "--bank-pid=" + bank.pid(),
        "--codes-port=" + codes,
        "--home=" + home,
        "--data=" + data);
  }

  /** What each customer's accounts hold together, in cents. */
  static Map<String, Long> held(LaptopTables tables) throws IOException, InterruptedException {
    var held = new TreeMap<String, Long>();
    for (JsonNode account : tables.items("Banking_Accounts")) {
      held.merge(
          account.at("/customerId/S").asText(),
          account.at("/availableMinorUnits/N").asLong(),
          Long::sum);
    }
    return held;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
