package org.voiceteller.loadtests.drill;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.voiceteller.loadtests.caller.SampleCustomers;

/** Judges a bank that was made from a backup, and prints what was seen as Markdown. */
final class RestoredBank {

  private static final String CALLS = "call|";

  /** Callers who are gone are waited for, and the last entries come to the ledger. */
  private static final Duration CALLS_END = Duration.ofSeconds(120);

  private static final Duration LOOKS_EVERY = Duration.ofSeconds(2);

  private final LaptopBank bank;
  private final TellerCommand teller;
  private final Path data;
  private final BackupDrill.Lost lost;
  private final Findings findings;

  RestoredBank(
      LaptopBank bank, TellerCommand teller, Path data, BackupDrill.Lost lost, Findings findings) {
    this.bank = bank;
    this.teller = teller;
    this.data = data;
    this.lost = lost;
    this.findings = findings;
  }

  void judge() throws IOException, InterruptedException {
    var restored = JournalNow.of(data).until(lost.end());
    journal(restored);
    audit(restored);
    try (var plain = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      money(LaptopTables.of(plain, data));
    }
  }

  /** All that was committed, nothing else, and of no entity a later event without an earlier. */
  private void journal(JournalNow restored) {
    IO.println("");
    IO.println(
        "The journal: %d events were committed when the backup was begun, %d when the bank was lost, %d are restored."
            .formatted(lost.committed().size(), lost.last().size(), restored.size()));
    lost.committed()
        .events()
        .forEach(
            (id, events) ->
                findings.expect(
                    restored.of(id).keySet().containsAll(events.keySet()),
                    "%s had %d events before the backup, and has %d"
                        .formatted(id, events.size(), restored.of(id).size())));
    restored
        .events()
        .forEach(
            (id, events) -> {
              findings.expect(
                  events.lastKey() == events.size(), id + " lacks events before its last");
              findings.expect(
                  events.entrySet().stream()
                      .allMatch(
                          event -> event.getValue().equals(lost.last().of(id).get(event.getKey()))),
                  id + " has events that the lost bank had not, or others");
            });
  }

  private void audit(JournalNow restored) throws IOException, InterruptedException {
    Set<String> calls = new HashSet<>();
    restored.events().keySet().stream()
        .filter(id -> id.startsWith(CALLS))
        .forEach(id -> calls.add(id.substring(CALLS.length())));
    long cut =
        calls.stream()
            .map(call -> CALLS + call)
            .filter(id -> restored.of(id).size() < lost.last().of(id).size())
            .count();
    var audit = new AuditTrail(teller, data);
    var ended =
        Soon.holds(CALLS_END, LOOKS_EVERY, () -> ends(audit.export()).keySet().containsAll(calls));
    var entries = audit.export();
    var ends = ends(entries);
    findings.expect(
        ended,
        "%d calls have not ended"
            .formatted(calls.stream().filter(c -> !ends.containsKey(c)).count()));
    ends.forEach(
        (call, reasons) ->
            findings.expect(reasons.size() == 1, call + " has ended " + reasons.size() + " times"));
    var reasons = new TreeMap<String, Integer>();
    ends.values().forEach(each -> reasons.merge(each.getFirst(), 1, Integer::sum));
    IO.println(
        "Calls: %d, of which %d were cut by the loss; how all have ended: %s"
            .formatted(calls.size(), cut, reasons));
    var last = new TreeMap<String, Long>();
    for (var entry : entries) {
      long before = last.getOrDefault(entry.sessionId(), 0L);
      findings.expect(
          !calls.contains(entry.sessionId()) || entry.number() == before + 1,
          "%s: audit number %d follows %d".formatted(entry.sessionId(), entry.number(), before));
      last.put(entry.sessionId(), entry.number());
    }
    var verdict = audit.verify();
    IO.println("`audit verify`: " + verdict.output());
    findings.expect(verdict.exitCode() == 0, "audit verify says: " + verdict.output());
  }

  private static Map<String, List<String>> ends(List<AuditTrail.Entry> entries) {
    var ends = new TreeMap<String, List<String>>();
    entries.stream()
        .filter(entry -> entry.action().equals("CALL_ENDED"))
        .forEach(
            entry ->
                ends.merge(
                    entry.sessionId(),
                    List.of(entry.resource()),
                    (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
    return ends;
  }

  /** What callers are told is what the journal says; the tables must say the same. */
  private void money(LaptopTables tables) throws IOException, InterruptedException {
    var held = BackupDrill.held(tables);
    lost.held()
        .forEach(
            (customer, before) ->
                findings.expect(
                    before.equals(held.get(customer)),
                    "%s held %d cents together, and the tables say %s"
                        .formatted(customer, before, held.get(customer))));
    var balances = balances(tables);
    var books = new TreeMap<String, Long>();
    TransfersTable.of(tables)
        .read()
        .completed()
        .forEach(
            (customer, amounts) ->
                books.put(
                    customer,
                    amounts.entrySet().stream().mapToLong(e -> e.getKey() * e.getValue()).sum()));
    int compared = 0;
    try (var clock = Executors.newScheduledThreadPool(1);
        var http = HttpClient.newHttpClient()) {
      var doors = Doors.of(List.of(bank.home()));
      var accounts =
          new AccountsNow(() -> EnduringCall.open(http, doors, clock, findings), findings);
      for (int i = 0; i < SampleCustomers.NUMBERS.size(); i++) {
        var customer = "CUST-%d".formatted(10_001 + i);
        var told = accounts.of(new Wallet(customer, SampleCustomers.NUMBERS.get(i)));
        if (told.isPresent()) {
          compared++;
          var inTables = balances.getOrDefault(customer, new AccountsNow.Held(0, 0));
          findings.expect(
              told.get().equals(inTables),
              "%s is told of %s, and the tables hold %s".formatted(customer, told.get(), inTables));
        }
      }
      clock.shutdownNow();
    }
    IO.println(
        "Money: %d customers hold together what they held before all began, and are told of the balances that the tables hold (%d asked). %d cents were moved between their accounts."
            .formatted(
                held.size(), compared, books.values().stream().mapToLong(Long::longValue).sum()));
  }

  private static Map<String, AccountsNow.Held> balances(LaptopTables tables)
      throws IOException, InterruptedException {
    var balances = new TreeMap<String, AccountsNow.Held>();
    for (JsonNode account : tables.items("Banking_Accounts")) {
      long cents = account.at("/availableMinorUnits/N").asLong();
      var one =
          switch (account.at("/kind/S").asText()) {
            case "CHECKING" -> new AccountsNow.Held(cents, 0);
            case "SAVINGS" -> new AccountsNow.Held(0, cents);
            default -> new AccountsNow.Held(0, 0);
          };
      balances.merge(
          account.at("/customerId/S").asText(),
          one,
          (some, more) ->
              new AccountsNow.Held(
                  some.checking() + more.checking(), some.savings() + more.savings()));
    }
    return balances;
  }
}
