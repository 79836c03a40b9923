package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.voiceteller.loadtests.caller.CodeInbox;
import org.voiceteller.loadtests.caller.SampleCustomers;
import org.voiceteller.loadtests.echo.ProcessMeter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Many callers at once, one call after the other, while the model and the tables fail at random.
 * The sample customers' bank must be running with fresh data; {@code ./teller drill faults} starts
 * it.
 *
 * <p>Exit codes: 0 everything held, 1 something did not, in a sentence each.
 */
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    description = "Many calls while the model and the tables fail at random.")
public final class FaultsDrill implements Callable<Integer> {

  /** Within this time they begin, one after the other: a bank that has just started is slow. */
  private static final Duration FIRST_CALLS = Duration.ofSeconds(20);

  /** Longer than any call that goes on when the faults are over. */
  private static final Duration LAST_CALLS = Duration.ofMinutes(4);

  @Mixin private BankOptions options = new BankOptions();

  @Option(names = "--model", required = true, description = "the stand-in that is told to fail")
  private URI model = URI.create("");

  @Option(names = "--minutes", required = true, description = "how long things fail")
  private int minutes;

  @Option(names = "--calls", required = true, description = "how many at once")
  private int calls;

  @Option(names = "--seed", required = true, description = "0 for any")
  private long seed;

  public static void main(String[] args) {
    System.exit(new CommandLine(new FaultsDrill()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    long chosen = seed == 0 ? 1 + new Random().nextInt(1_000_000) : seed;
    IO.println(
        "%d calls at once for %d minutes, while things fail; seed %d."
            .formatted(calls, minutes, chosen));
    var findings = new Findings();
    try (var clock = Executors.newScheduledThreadPool(2);
        var http = HttpClient.newHttpClient();
        var plain = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var codes = CodeInbox.open(options.codesPort())) {
      try {
        drill(chosen, clock, http, plain, codes, findings);
      } finally {
        clock.shutdownNow();
      }
    }
    return findings.conclude();
  }

  private void drill(
      long chosen,
      ScheduledExecutorService clock,
      HttpClient http,
      HttpClient plain,
      CodeInbox codes,
      Findings findings)
      throws IOException, InterruptedException {
    RandomCaller.Telephone telephone =
        () -> EnduringCall.open(http, options.door(), clock, findings);
    var accounts = new AccountsNow(telephone, findings);
    var transfers = TransfersTable.of(plain, options.data());
    var wallets = wallets(accounts, transfers.read());
    var log = new FaultsLog();
    var condition = Condition.begin(new ProcessMeter(options.pid()), clock);
    var tables = StoppableChild.of(options.pid(), "DynamoDbChild");
    var injector = FaultInjector.begin(plain, model, new FaultSchedule(chosen), tables, findings);
    var span = new Span();
    clock.scheduleAtFixedRate(
        () ->
            IO.println(
                "%s: %s, %d findings".formatted(Findings.now(), log.ends(), findings.count())),
        1,
        1,
        TimeUnit.MINUTES);
    var chairs = new ArrayList<Thread>();
    for (int i = 0; i < calls; i++) {
      var caller = new RandomCaller(telephone, span, wallets, codes, log, chosen * 1_000 + i);
      var begins = FIRST_CALLS.multipliedBy(i).dividedBy(calls);
      chairs.add(Thread.ofVirtual().start(() -> sits(caller, begins)));
    }
    var unused = span.isOverAfter(Duration.ofMinutes(minutes));
    span.end();
    condition.end();
    injector.close();
    long giveUp = System.nanoTime() + LAST_CALLS.toNanos();
    for (var chair : chairs) {
      findings.expect(
          chair.join(Duration.ofNanos(Math.max(1, giveUp - System.nanoTime()))),
          "a caller is still on the line %d s after all faults were over"
              .formatted(LAST_CALLS.toSeconds()));
    }
    new FaultsReport(
            log,
            wallets,
            accounts,
            BankWatch.begin(http, options.bank(), clock),
            injector,
            condition,
            new AuditTrail(options.home(), options.data()),
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
