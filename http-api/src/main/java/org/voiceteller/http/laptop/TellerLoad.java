package org.voiceteller.http.laptop;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./teller load}: starts a bank of its own on a free port, over a data directory that is
 * deleted afterwards, and has Gatling call it from another process, in one of several ways. Exit
 * codes: 0 every assertion held, 1 one did not, or it could not be started, 2 a wrong command line.
 */
@Command(
    name = "load",
    description = "Has many callers call the whole bank, and says whether all was well.",
    subcommands = TellerLoadSessions.class,
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TellerLoad implements Callable<Integer> {

  private static final int MAX_CALLS = 1_000;
  private static final int MAX_MINUTES = 24 * 60;
  private static final int MAX_THOUGHT_SECONDS = 60;

  /** Between two sentences of a caller: one who types and has it all ready, and one who speaks. */
  private static final int TYPISTS_THOUGHT_SECONDS = 3;

  private static final int SPEAKERS_THOUGHT_SECONDS = 20;

  /** Calls that end take their place for a moment, and the money is counted by calls too. */
  private static final int SPARE_CALLS = 30;

  private static final int SPARE_STREAMS = 10;

  /** Ten sample customers call all the time: how often a number is claimed is tested elsewhere. */
  private static final int CLAIMS = 1_000_000;

  /** How callers come. What each proves stands in docs/performance.md. */
  enum Scenario {
    STEADY("SteadyCalls", 30, 2, 2),
    BURST("Burst", 60, 1, 0),
    SOAK("Soak", 30, 30, 1),
    MEMORY("MemoryPressure", 60, 2, 0),
    RENEWALS("RenewalStorm", 20, 2, 0),
    SLOW_CLIENTS("SlowClients", 20, 2, 0),
    /** Beside readers of the console's live events. */
    READERS("ConsoleReaders", 50, 2, 0);

    private final String simulation;
    private final int calls;
    private final int minutes;
    private final int spoken;

    Scenario(String simulation, int calls, int minutes, int spoken) {
      this.simulation = simulation;
      this.calls = calls;
      this.minutes = minutes;
      this.spoken = spoken;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "SCENARIO",
      description = "One of ${COMPLETION-CANDIDATES}. Default: steady")
  private Scenario scenario = Scenario.STEADY;

  @Option(names = "--calls", description = "At once. Default: by the scenario, 20 to 60")
  private @Nullable Integer calls;

  @Option(names = "--minutes", description = "How long. Default: by the scenario; of a soak 30")
  private @Nullable Integer minutes;

  @Option(
      names = "--spoken",
      description =
          "Callers who speak, besides the others; recognition takes much of a core for each."
              + " With any, the agent speaks to all. Default: steady 2, soak 1, else 0")
  private @Nullable Integer spoken;

  @Option(
      names = "--think",
      paramLabel = "<seconds>",
      description =
          "The longest that a caller who types waits before each sentence. Default: readers 20, as"
              + " if they spoke and listened, else 3")
  private @Nullable Integer think;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    int callers = expect("--calls", 2, MAX_CALLS, calls, scenario.calls);
    int lasts = expect("--minutes", 1, MAX_MINUTES, minutes, scenario.minutes);
    int speakers = expect("--spoken", 0, 10, spoken, scenario.spoken);
    int thought = expect("--think", 1, MAX_THOUGHT_SECONDS, think, usualThought());
    int capacity = scenario == Scenario.BURST ? Math.max(1, callers / 2) : callers + SPARE_CALLS;
    return TrialBank.run(
        manner(speakers),
        settings(capacity, callers + speakers),
        (site, bank, _) -> run(site, bank, List.of(callers, lasts, speakers, capacity, thought)));
  }

  private int usualThought() {
    return scenario == Scenario.READERS ? SPEAKERS_THOUGHT_SECONDS : TYPISTS_THOUGHT_SECONDS;
  }

  private int expect(String option, int least, int most, @Nullable Integer given, int usual) {
    return Bounds.expect(spec, option, given == null ? usual : given, least, most);
  }

  private StandIn.Manner manner(int speakers) {
    StandIn.Manner manner =
        (speakers > 0 ? StandIn.Manner.HEARS_AND_SPEAKS : StandIn.Manner.READS_AND_WRITES)
            .with("--max-streams", "2000");
    return scenario == Scenario.RENEWALS ? manner.with("--connection-limit", "30s") : manner;
  }

  private Map<String, Object> settings(int capacity, int callers) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("voice-teller.http.max-calls", capacity);
    settings.put("voice-teller.nova.max-concurrency", 2 * (callers + SPARE_CALLS) + SPARE_STREAMS);
    settings.put("voice-teller.bank.number-claims.free", CLAIMS);
    switch (scenario) {
      case STEADY, SOAK, SLOW_CLIENTS, READERS -> {
        // as the bank always is
      }
      case BURST -> settings.put("voice-teller.http.retry-after", "2s");
      case MEMORY ->
          // who holds a call open in silence is asked, and let go, after the measurement
          settings.put("voice-teller.call.silence-ask-after", "10 minutes");
      case RENEWALS -> {
        settings.put("voice-teller.call.model.renew-after", "8s");
        settings.put("voice-teller.call.model.renew-when-quiet-for", "500ms");
        settings.put("voice-teller.call.model.renew-at-latest", "20s");
      }
    }
    return settings;
  }

  private int run(TrialBank.Site site, URI bank, List<Integer> figures) {
    Path module = Path.of("load-tests/scenarios");
    String prefix = "-Dvoice-teller.load.";
    return LoadProgram.run(
        site.home(),
        module,
        List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            prefix + "bank=" + bank,
            prefix + "pid=" + ProcessHandle.current().pid(),
            prefix + "link=" + ConsoleLinks.to(bank.toString(), site.data()),
            prefix + "codes-port=" + site.codesPort(),
            prefix + "calls=" + figures.get(0),
            prefix + "minutes=" + figures.get(1),
            prefix + "spoken=" + figures.get(2),
            prefix + "capacity=" + figures.get(3),
            prefix + "think=" + figures.get(4)),
        "io.gatling.app.Gatling",
        List.of(
            "--simulation",
            "org.voiceteller.loadtests.load." + scenario.simulation,
            "--results-folder",
            site.home().resolve(module).resolve("target/gatling").toString(),
            "--no-reports"));
  }
}
