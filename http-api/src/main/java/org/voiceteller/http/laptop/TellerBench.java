package org.voiceteller.http.laptop;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./teller bench}: starts a bank of its own on a free port, over a data directory that is
 * deleted afterwards, and measures it from another process: with a model that echoes, how long
 * sound takes through it and how long without it, or what each way in costs; with the banker, how
 * long tools take, or what the same calls cost one node and three; or, without a bank, what a frame
 * of sound costs in each of its parts, how much of what callers say is understood over a line that
 * loses it, how long the console's questions take on a year of calls, or how long the tables take
 * to be made anew from the journal. Prints a Markdown table on standard output. Exit codes: 0
 * measured, 1 could not, 2 a wrong command line.
 */
@Command(
    name = "bench",
    description = "Measures the echo through the server, each way in, its tools, or its parts.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TellerBench implements Callable<Integer> {

  /** A balance and the two uses of a transfer, so often: all that one call may use. */
  private static final int MAX_TIMES = 150;

  private static final int MAX_CALLS = 1_000;
  private static final int MAX_YEAR_CALLS = 10_000_000;
  private static final int MAX_YEAR_ENTRIES = 500_000_000;

  /**
   * The benchmark's own warm-up makes 40 calls, and calls that end take their place for a while.
   */
  private static final int SPARE_CALLS = 60;

  private static final int SPARE_STREAMS = 10;

  /** What can be measured. */
  enum What {
    ECHO,
    WAYS,
    TOOLS,
    NODES,
    FRAMES,
    SOUND,
    CONSOLE,
    REBUILD
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "echo|ways|tools|nodes|frames|sound|console|rebuild",
      defaultValue = "ECHO",
      description = "What is measured. Default: echo")
  private What what = What.ECHO;

  @Option(
      names = "--times",
      defaultValue = "100",
      description = "Of tools: how often each. Default: ${DEFAULT-VALUE}")
  private int times;

  @Option(
      names = "--calls",
      split = ",",
      defaultValue = "1,20,100",
      description = "How many at once, one after the other. Default: ${DEFAULT-VALUE}")
  private List<Integer> calls = List.of();

  @Option(
      names = "--held",
      defaultValue = "0",
      description = "Of the echo: how many are held open in the end. Default: none")
  private int held;

  @Option(
      names = "--way",
      split = ",",
      defaultValue = "model,websocket,twilio,jambonz,sip,webrtc",
      description = "Of the ways in: which, in this order. Default: ${DEFAULT-VALUE}")
  private List<String> ways = List.of();

  @Option(names = "--chart", paramLabel = "FILE", description = "Of the echo: a picture, SVG.")
  private @Nullable Path chart;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "Counted seconds of each round. Default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "Rounds of each kind, in turn. Default: ${DEFAULT-VALUE}")
  private int rounds;

  @Option(
      names = "--year-calls",
      defaultValue = "100000",
      description = "Of the console: calls of its year. Default: ${DEFAULT-VALUE}")
  private int yearCalls;

  @Option(
      names = "--year-entries",
      defaultValue = "5000000",
      description = "Of the console: audit entries of these calls. Default: ${DEFAULT-VALUE}")
  private int yearEntries;

  @Option(
      names = "--events",
      defaultValue = "100000",
      description = "Of the rebuild: in its journal, about. Default: ${DEFAULT-VALUE}")
  private int events;

  @Option(
      names = "--on-disk",
      description = "Of the rebuild: DynamoDB Local on the disk, as on a laptop; slower by far.")
  private boolean onDisk;

  @Option(
      names = "--twice",
      description = "Of the rebuild: once more into full tables, which must hold the same then.")
  private boolean twice;

  @Option(
      names = "--recordings",
      paramLabel = "DIR",
      description = "Of sound: recordings of spoken digits, named as DIGIT_SPEAKER_NUMBER.wav.")
  private @Nullable Path recordings;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    calls.forEach(each -> Bounds.expect(spec, "--calls", each, 1, MAX_CALLS));
    Bounds.expect(spec, "--held", held, 0, MAX_CALLS);
    Bounds.expect(spec, "--seconds", seconds, 1, 3_600);
    Bounds.expect(spec, "--rounds", rounds, 1, 100);
    Bounds.expect(spec, "--times", times, 1, MAX_TIMES);
    Bounds.expect(spec, "--year-calls", yearCalls, 100, MAX_YEAR_CALLS);
    Bounds.expect(spec, "--year-entries", yearEntries, yearCalls, MAX_YEAR_ENTRIES);
    Bounds.expect(spec, "--events", events, 1_000, MAX_YEAR_ENTRIES);
    return switch (what) {
      case ECHO -> TrialBank.run(StandIn.Manner.ECHOES, settings(), this::echo);
      case WAYS -> TrialBank.exitCode(this::ways);
      case TOOLS ->
          TrialBank.run(
              StandIn.Manner.READS_AND_WRITES_TO_MANY,
              settings(),
              (site, bank, _) -> tools(site, bank));
      case NODES -> TrialBank.exitCode(new NodesTrial(settings(), calls.getFirst(), seconds)::run);
      case FRAMES -> TrialBank.exitCode(TellerBench::frames);
      case SOUND -> TrialBank.exitCode(this::sound);
      case CONSOLE -> TrialBank.exitCode(this::console);
      case REBUILD -> TrialBank.exitCode(this::rebuild);
    };
  }

  private Map<String, Object> settings() {
    int most = Math.max(held, calls.stream().mapToInt(n -> n).max().orElseThrow()) + SPARE_CALLS;
    return Map.of(
        "voice-teller.http.max-calls",
        most,
        "voice-teller.nova.max-concurrency",
        most + SPARE_STREAMS);
  }

  private int echo(TrialBank.Site site, URI bank, URI model) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server=ws://" + bank.getAuthority() + "/v1/calls",
                "--server-pid=" + ProcessHandle.current().pid(),
                "--model=" + model,
                "--calls=" + commaSeparated(calls),
                "--held=" + held,
                "--seconds=" + seconds,
                "--rounds=" + rounds));
    if (chart != null) {
      arguments.add("--chart=" + chart.toAbsolutePath());
    }
    return LoadProgram.run(site.home(), "org.voiceteller.loadtests.echo.EchoBench", arguments);
  }

  /** On a port that is known before: what the platforms sign is their address of the bank. */
  private int ways() throws IOException {
    Set<String> known = Set.of("model", "websocket", "twilio", "jambonz", "sip", "webrtc");
    if (!known.containsAll(ways)) {
      throw new ParameterException(spec.commandLine(), "Ways are " + new TreeSet<>(known) + ".");
    }
    int port = LoadProgram.freePort();
    String secret = UUID.randomUUID().toString();
    Map<String, Object> settings = new HashMap<>(settings());
    settings.put("voice-teller.http.port", port);
    settings.put("voice-teller.platforms.public-url", "http://127.0.0.1:" + port);
    settings.put("voice-teller.platforms.twilio.auth-token", secret);
    settings.put("voice-teller.platforms.jambonz.webhook-secret", secret);
    return TrialBank.run(
        StandIn.Manner.ECHOES_AT_PITCH,
        settings,
        (site, bank, model) ->
            LoadProgram.run(
                site.home(),
                Path.of("load-tests/ways"),
                List.of(),
                "org.voiceteller.loadtests.ways.WaysBench",
                List.of(
                    "--bank=" + bank,
                    "--bank-pid=" + ProcessHandle.current().pid(),
                    "--model=" + model,
                    "--home=" + site.home(),
                    "--twilio-token=" + secret,
                    "--jambonz-secret=" + secret,
                    "--way=" + String.join(",", ways),
                    "--calls=" + commaSeparated(calls),
                    "--seconds=" + seconds,
                    "--rounds=" + rounds)));
  }

  private static String commaSeparated(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private int tools(TrialBank.Site site, URI bank) {
    return LoadProgram.run(
        site.home(),
        "org.voiceteller.loadtests.tool.ToolBench",
        List.of(
            "--server=ws://" + bank.getAuthority() + "/v1/calls",
            "--codes-port=" + site.codesPort(),
            "--calls=" + calls.getLast(),
            "--times=" + times));
  }

  /** Needs no bank: what a frame costs is measured in the parts that it goes through. */
  private static int frames() {
    return LoadProgram.run(
        TrialBank.home(),
        Path.of("load-tests/frames"),
        List.of(),
        "org.voiceteller.loadtests.frames.FrameBench",
        List.of());
  }

  /** Needs no bank: the stand-in's recogniser alone listens. */
  private int sound() {
    if (recordings == null) {
      throw new ParameterException(
          spec.commandLine(), "Name a directory of spoken digits with --recordings.");
    }
    return LoadProgram.run(
        TrialBank.home(),
        Path.of("load-tests/sound"),
        List.of(),
        "org.voiceteller.loadtests.sound.SoundBench",
        List.of(recordings.toAbsolutePath().toString()));
  }

  /** Needs no bank either: the projections fill tables of their own. */
  private int console() {
    return ofTables(
        "ConsoleBench",
        List.of(
            "--calls=" + yearCalls, "--entries=" + yearEntries, "--times=" + Math.max(times, 1)));
  }

  /** As above, with a journal of its own. */
  private int rebuild() {
    List<String> arguments = new ArrayList<>(List.of("--events=" + events));
    if (onDisk) {
      arguments.add("--on-disk");
    }
    if (twice) {
      arguments.add("--twice");
    }
    return ofTables("RebuildBench", arguments);
  }

  private static int ofTables(String program, List<String> arguments) {
    return LoadProgram.run(
        TrialBank.home(),
        Path.of("load-tests/tables"),
        List.of("-Dvoice-teller.persistence.modules=" + TrialBank.home().resolve("persistence")),
        "org.voiceteller.loadtests.tables." + program,
        arguments);
  }
}
