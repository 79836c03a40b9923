package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.voiceteller.loadtests.caller.CodeInbox;
import org.voiceteller.loadtests.caller.SampleCustomers;

/**
 * Many callers at once, one call after the other, while something goes wrong; judged when all is
 * well again.
 *
 * @param bankPid whose memory counts; another one after the bank was started again
 * @param nodes of the bank, as {@code http://127.0.0.1:8080}
 * @param doors of those nodes that answer calls
 * @param span how long things go wrong
 * @param calls how many at once
 * @param seed of the callers
 */
record Crowd(
    BankOptions options,
    LongSupplier bankPid,
    List<URI> nodes,
    Doors doors,
    Duration span,
    int calls,
    long seed) {

  /** Within this time they begin, one after the other: a bank that has just started is slow. */
  private static final Duration FIRST_CALLS = Duration.ofSeconds(20);

  /** Longer than any call that goes on when all is well again. */
  private static final Duration LAST_CALLS = Duration.ofMinutes(4);

  /** The one that was asked for, or any for 0. */
  static long seed(long wish) {
    return wish == 0 ? 1 + new Random().nextInt(1_000_000) : wish;
  }

  /** Returns the drill's exit code. */
  int calls(Trouble.Maker trouble) throws IOException, InterruptedException {
    var findings = new Findings();
    try (var clock = Executors.newScheduledThreadPool(2);
        var http = HttpClient.newHttpClient();
        var plain = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var codes = CodeInbox.open(options.codesPort())) {
      try {
        calls(trouble, clock, http, plain, codes, findings);
      } finally {
        clock.shutdownNow();
      }
    }
    return findings.conclude();
  }

  private void calls(
      Trouble.Maker maker,
      ScheduledExecutorService clock,
      HttpClient http,
      HttpClient plain,
      CodeInbox codes,
      Findings findings)
      throws IOException, InterruptedException {
    RandomCaller.Telephone telephone = () -> EnduringCall.open(http, doors, clock, findings);
    var accounts = new AccountsNow(telephone, findings);
    var transfers = TransfersTable.of(plain, options.data());
    var wallets = wallets(accounts, transfers.read());
    var log = new FaultsLog();
    var condition = Condition.begin(bankPid, clock);
    var trouble = maker.begin(findings);
    var drill = new Span();
    clock.scheduleAtFixedRate(
        () ->
            IO.println(
                "%s: %s, %d findings".formatted(Findings.now(), log.ends(), findings.count())),
        1,
        1,
        TimeUnit.MINUTES);
    var chairs = new LinkedHashMap<RandomCaller, Thread>();
    for (int i = 0; i < calls; i++) {
      var caller = new RandomCaller(telephone, drill, wallets, codes, log, seed * 1_000 + i);
      var begins = FIRST_CALLS.multipliedBy(i).dividedBy(calls);
      chairs.put(caller, Thread.ofVirtual().start(() -> sits(caller, begins)));
    }
    var unused = drill.isOverAfter(span);
    drill.end();
    condition.end();
    trouble.close();
    long giveUp = System.nanoTime() + LAST_CALLS.toNanos();
    for (var chair : chairs.entrySet()) {
      if (!chair.getValue().join(Duration.ofNanos(Math.max(1, giveUp - System.nanoTime())))) {
        findings.add(
            "a caller is still on the line %d s after all was well again:\n%s"
                .formatted(LAST_CALLS.toSeconds(), chair.getKey().conversation()));
      }
    }
    var teller = new TellerCommand(options.home());
    new FaultsReport(
            log,
            wallets,
            accounts,
            nodes.stream().map(node -> BankWatch.begin(http, node, clock)).toList(),
            trouble,
            condition,
            new AuditTrail(teller, options.data()),
            new TablesProof(teller, options.data()),
            transfers,
            findings)
        .print();
  }

  /** What everybody has before it begins. */
  private static List<Wallet> wallets(AccountsNow accounts, TransfersTable.Books books)
      throws InterruptedException {
    var wallets = new ArrayList<Wallet>();
    for (int i = 0; i < SampleCustomers.NUMBERS.size(); i++) {
      var wallet = new Wallet("CUST-%d".formatted(10_001 + i), SampleCustomers.NUMBERS.get(i));
      accounts
          .of(wallet)
          .ifPresent(
              held ->
                  wallet.holdsBefore(
                      held.checking(), held.savings(), books.of(wallet.customerId())));
      wallets.add(wallet);
    }
    return wallets;
  }

  private static void sits(RandomCaller caller, Duration begins) {
    try {
      caller.calls(begins);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
