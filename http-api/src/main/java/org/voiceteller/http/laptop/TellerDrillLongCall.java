package org.voiceteller.http.laptop;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
    Bounds.expect(spec, "--minutes", minutes, 1, 600);
    Bounds.expect(spec, "--renew-every", renewEvery, 10, 450);
    return TrialBank.run(
        StandIn.Manner.HEARS_AND_SPEAKS.with("--connection-limit", renewEvery + 10 + "s"),
        settings(),
        (site, bank, _) -> drill(site, bank));
  }

  private int renewAfterSeconds() {
    return renewEvery * 8 / 10;
  }

  /** A tool that waits for a stopped store goes on when the store does, instead of failing. */
  private Map<String, Object> settings() {
    return Map.of(
        "voice-teller.call.model.renew-after", renewAfterSeconds() + "s",
        "voice-teller.call.model.renew-at-latest", renewEvery + "s",
        "voice-teller.bank.call.maximum-tool-uses", MAX_TOOL_USES,
        "voice-teller.bank.ask-timeout", "28s",
        "voice-teller.bank.tool-timeout", "28s",
        "voice-teller.persistence.dynamodb.attempt-timeout", "25s",
        "voice-teller.persistence.dynamodb.call-timeout", "25s");
  }

  private int drill(TrialBank.Site site, URI bank) {
    return LoadProgram.run(
        site.home(),
        "org.voiceteller.loadtests.drill.LongCallDrill",
        List.of(
            "--bank=" + bank,
            "--bank-pid=" + ProcessHandle.current().pid(),
            "--codes-port=" + site.codesPort(),
            "--home=" + site.home(),
            "--data=" + site.data(),
            "--minutes=" + minutes,
            "--renew-after=" + renewAfterSeconds(),
            "--renew-every=" + renewEvery,
            "--seed=" + seed));
  }
}
