package org.voiceteller.http.laptop;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.voiceteller.http.StartException;
import org.voiceteller.persistence.embedded.EmbeddedStoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code ./teller drill faults}: many calls while the model and the tables fail at random. Starts a
 * bank of its own, which reads and writes only, over a data directory that is deleted afterwards.
 * Exit codes: 0 everything held, 1 it did not, or could not be started, 2 a wrong command line.
 */
@Command(
    name = "faults",
    description = "Many calls while the model and the tables fail at random.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TellerDrillFaults implements Callable<Integer> {

  /** Callers look at their accounts before and after. */
  private static final int SPARE_CALLS = 20;

  @Option(
      names = "--minutes",
      defaultValue = "10",
      description = "How long things fail. Default: ${DEFAULT-VALUE}")
  private int minutes;

  @Option(
      names = "--calls",
      defaultValue = "50",
      description = "How many at once. Default: ${DEFAULT-VALUE}")
  private int calls;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "Of the faults and the callers; 0 takes any and prints it. Default: 0")
  private long seed;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    expect("--minutes", minutes, 1, 600);
    expect("--calls", calls, 1, 500);
    Path home = Path.of(System.getProperty("voice-teller.home", ".")).toAbsolutePath();
    try {
      Path data = Files.createTempDirectory("voice-teller-drill");
      int codes = LoadProgram.freePort();
      return Laptop.run(
          new Laptop.Plan(
              home,
              data,
              false,
              StandIn.Manner.READS_AND_WRITES_TO_MANY,
              LoadProgram.codesTo(codes).withFallback(options(data))),
          (bank, model) -> drill(home, data, bank, model, codes));
    } catch (StartException | EmbeddedStoreException | IOException cannotStart) {
      System.err.println(cannotStart.getMessage());
      return 1;
    } catch (IllegalArgumentException | ConfigException wrong) {
      System.err.println(wrong.getMessage());
      return 2;
    }
  }

  private void expect(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(),
          "%s takes %d to %d, but it is %d.".formatted(option, least, most, value));
    }
  }

  /** Streams that are renewed often meet more faults; a number may be claimed all the time. */
  private Config options(Path data) {
    return ConfigFactory.parseMap(
        Map.ofEntries(
            Map.entry("voice-teller.persistence.embedded.data-directory", data.toString()),
            Map.entry("voice-teller.http.port", 0),
            Map.entry("voice-teller.http.max-calls", calls + SPARE_CALLS),
            Map.entry("voice-teller.http.resume-reserve", calls),
            Map.entry("voice-teller.nova.max-concurrency", 3 * calls + 2 * SPARE_CALLS),
            Map.entry("voice-teller.call.model.renew-after", "15s"),
            Map.entry("voice-teller.call.model.renew-at-latest", "25s"),
            Map.entry("voice-teller.call.model.answer-timeout", "10s"),
            Map.entry("voice-teller.bank.call.resume-grace", "20s"),
            Map.entry("voice-teller.bank.number-claims.free", 1_000_000)),
        "the drill");
  }

  private int drill(Path home, Path data, URI bank, URI model, int codes) {
    return LoadProgram.run(
        home,
        "org.voiceteller.loadtests.drill.FaultsDrill",
        List.of(
            "--bank=" + bank,
            "--bank-pid=" + ProcessHandle.current().pid(),
            "--model=" + model,
            "--codes-port=" + codes,
            "--home=" + home,
            "--data=" + data,
            "--minutes=" + minutes,
            "--calls=" + calls,
            "--seed=" + seed));
  }
}
