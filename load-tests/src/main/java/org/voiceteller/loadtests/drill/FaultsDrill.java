package org.voiceteller.loadtests.drill;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
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
    long chosen = Crowd.seed(seed);
    IO.println(
        "%d calls at once for %d minutes, while things fail; seed %d."
            .formatted(calls, minutes, chosen));
    List<URI> bank = List.of(options.bank());
    try (var plain = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return new Crowd(
              options,
              options::pid,
              bank,
              Doors.of(bank),
              Duration.ofMinutes(minutes),
              calls,
              chosen)
          .calls(
              findings ->
                  FaultInjector.begin(
                      plain,
                      model,
                      new FaultSchedule(chosen),
                      StoppableChild.of(options.pid(), "DynamoDbChild"),
                      findings));
    }
  }
}
