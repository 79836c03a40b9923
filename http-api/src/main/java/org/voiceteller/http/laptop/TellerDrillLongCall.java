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
 * {@code ./teller drill long-call}: one call in real time whose streams to the model are renewed
 * all the time. Starts a bank of its own over a data directory that is deleted afterwards. Exit
 * codes: 0 everything held, 1 it did not, or could not be started, 2 a wrong command line.
 */
@Command(
    name = "long-call",
    description = "One call whose streams to the model are renewed all the time.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TellerDrillLongCall implements Callable<Integer> {

  /** A call asks for much more than a caller ever does. */
  private static final int MAX_TOOL_USES = 10_000;

  @Option(
      names = "--minutes",
      defaultValue = "60",
      description = "How long the call lasts. Default: ${DEFAULT-VALUE}")
  private int minutes;

  @Option(
      names = "--renew-every",
      defaultValue = "30",
      paramLabel = "SECONDS",
      description = "The longest life of a stream to the model. Default: ${DEFAULT-VALUE}")
  private int renewEvery;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of what the caller asks, and when. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    expect("--minutes", minutes, 1, 600);
    expect("--renew-every", renewEvery, 10, 450);
    Path home = Path.of(System.getProperty("voice-teller.home", ".")).toAbsolutePath();
    try {
      Path data = Files.createTempDirectory("voice-teller-drill");
      int codes = LoadProgram.freePort();
      return Laptop.run(
          new Laptop.Plan(
              home,
              data,
              false,
              StandIn.Manner.HEARS_AND_SPEAKS.with("--connection-limit", renewEvery + 10 + "s"),
              LoadProgram.codesTo(codes).withFallback(options(data))),
          (bank, _) -> drill(home, data, bank, codes));
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

  private int renewAfterSeconds() {
    return renewEvery * 8 / 10;
  }

  /** A tool that waits for a stopped store goes on when the store does, instead of failing. */
  private Config options(Path data) {
    return ConfigFactory.parseMap(
        Map.ofEntries(
            Map.entry("voice-teller.persistence.embedded.data-directory", data.toString()),
            Map.entry("voice-teller.http.port", 0),
            Map.entry("voice-teller.call.model.renew-after", renewAfterSeconds() + "s"),
            Map.entry("voice-teller.call.model.renew-at-latest", renewEvery + "s"),
            Map.entry("voice-teller.bank.call.maximum-tool-uses", MAX_TOOL_USES),
            Map.entry("voice-teller.bank.ask-timeout", "28s"),
            Map.entry("voice-teller.bank.tool-timeout", "28s"),
            Map.entry("voice-teller.persistence.dynamodb.attempt-timeout", "25s"),
            Map.entry("voice-teller.persistence.dynamodb.call-timeout", "25s")),
        "the drill");
  }

  private int drill(Path home, Path data, URI bank, int codes) {
    return LoadProgram.run(
        home,
        "org.voiceteller.loadtests.drill.LongCallDrill",
        List.of(
            "--bank=" + bank,
            "--bank-pid=" + ProcessHandle.current().pid(),
            "--codes-port=" + codes,
            "--home=" + home,
            "--data=" + data,
            "--minutes=" + minutes,
            "--renew-after=" + renewAfterSeconds(),
            "--renew-every=" + renewEvery,
            "--seed=" + seed));
  }
}
