package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.voiceteller.loadtests.echo.ProcessMeter;
import org.voiceteller.loadtests.tool.CodeInbox;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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

  @Option(names = "--bank", required = true, description = "as http://127.0.0.1:8080")
  private URI bank = URI.create("");

  @Option(names = "--bank-pid", required = true, description = "whose memory counts")
  private long bankPid;

  @Option(names = "--codes-port", required = true, description = "where one-time codes come to")
  private int codesPort;

  @Option(names = "--home", required = true, description = "the project's directory")
  private Path home = Path.of("");

  @Option(names = "--data", required = true, description = "where the bank keeps everything")
  private Path data = Path.of("");

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
    var voice = CallersVoice.record(home, LongCallScript.spoken());
    var findings = new Findings();
    IO.println(
        "A call of %d minutes, a stream to the model lives %d s at most; seed %d."
            .formatted(minutes, renewEverySeconds, seed));
    try (var clock = Executors.newScheduledThreadPool(2);
        var http = HttpClient.newHttpClient();
        var codes = CodeInbox.open(codesPort)) {
      try {
        var watch = BankWatch.begin(http, bank, clock);
        var condition = Condition.begin(new ProcessMeter(bankPid), clock);
        var call =
            DrillCall.open(http, URI.create("ws://" + bank.getAuthority() + "/v1/calls"), clock);
        var caller =
            new LongCaller(
                call,
                watch,
                new LongCallScript(
                    seed, Accounts.ofPatExample(), Duration.ofSeconds(renewAfterSeconds)),
                voice,
                StoppableChild.of(bankPid, "DynamoDbChild"),
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
                caller, call, watch, condition, new AuditTrail(home, data), findings);
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
