package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.voiceteller.loadtests.caller.CodeInbox;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * One call in real time whose streams to the model are renewed all the time. The caller types and
 * speaks, and knows each answer. The sample customers' bank must be running with fresh data and
 * such renewals; {@code ./teller drill long-call} starts it.
 *
 * <p>Exit codes: 0 everything held, 1 something did not, in a sentence each.
 */
@Command(
    name = "long-call",
    mixinStandardHelpOptions = true,
    description = "A call whose streams are renewed all the time.")
public final class LongCallDrill implements Callable<Integer> {

  @Mixin private BankOptions options = new BankOptions();

  @Option(names = "--minutes", required = true, description = "how long the call lasts")
  private int minutes;

  @Option(names = "--renew-after", required = true, description = "seconds")
  private int renewAfterSeconds;

  @Option(names = "--renew-every", required = true, description = "seconds")
  private int renewEverySeconds;

  @Option(names = "--seed", required = true, description = "of what is asked, and when")
  private long seed;

  public static void main(String[] args) {
    System.exit(new CommandLine(new LongCallDrill()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    var voice = CallersVoice.record(options.home(), LongCallScript.spoken());
    var findings = new Findings();
    IO.println(
        "A call of %d minutes, a stream to the model lives %d s at most; seed %d."
            .formatted(minutes, renewEverySeconds, seed));
    try (var clock = Executors.newScheduledThreadPool(2);
        var http = HttpClient.newHttpClient();
        var codes = CodeInbox.open(options.codesPort())) {
      try {
        var watch = BankWatch.begin(http, options.bank(), clock);
        var condition = Condition.begin(options::pid, clock);
        var call = DrillCall.open(http, options.door(), clock);
        var caller =
            new LongCaller(
                call,
                watch,
                new LongCallScript(
                    seed, Accounts.ofPatExample(), Duration.ofSeconds(renewAfterSeconds)),
                voice,
                StoppableChild.of(options.pid(), "DynamoDbChild"),
                findings);
        clock.scheduleAtFixedRate(
            () ->
                IO.println(
                    "%s: %d questions, %d renewals, %d findings"
                        .formatted(
                            Findings.now(),
                            caller.questions(),
                            watch.renewals(),
                            findings.count())),
            1,
            1,
            TimeUnit.MINUTES);
        hold(caller, codes, findings);
        condition.end();
        var report =
            new LongCallReport(
                caller,
                call,
                watch,
                condition,
                new AuditTrail(new TellerCommand(options.home()), options.data()),
                findings);
        report.print(Duration.ofMinutes(minutes), Duration.ofSeconds(renewEverySeconds));
      } finally {
        clock.shutdownNow();
      }
    }
    return findings.conclude();
  }

  private void hold(LongCaller caller, CodeInbox codes, Findings findings)
      throws IOException, InterruptedException {
    try {
      caller.isVerified(codes);
      caller.talksFor(Duration.ofMinutes(minutes));
      caller.hangsUp();
    } catch (DrillCall.Missing missing) {
      findings.add("The call did not go on: " + missing.getMessage());
    }
  }
}
