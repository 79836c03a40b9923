package org.voiceteller.localsonic;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;
import org.voiceteller.localsonic.conversation.Echo;
import org.voiceteller.localsonic.dialogue.Banker;
import org.voiceteller.localsonic.dialogue.Bankers;
import org.voiceteller.localsonic.dialogue.RuleBasedBankers;
import org.voiceteller.localsonic.speech.Recognizer;
import org.voiceteller.localsonic.speech.SpeechEngines;
import org.voiceteller.localsonic.speech.Synthesizer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The stand-in as a process. Prints one line {@code local-sonic ready http://127.0.0.1:PORT} on
 * standard output when a conversation would be answered, speech included (what is spoken to it may
 * be understood later, if asked so); everything else goes to standard error. Ends on SIGTERM or
 * Ctrl-C. Exit codes: 0 ended as asked, 1 could not start, 2 a wrong option.
 */
@Command(
    name = "local-sonic",
    description = "A stand-in for Amazon Nova Sonic: the same protocol, offline.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class LocalSonic implements Callable<Integer> {

  private static final String LOGBACK_FILE = "logback.configurationFile";

  /** Two minutes of what it said. */
  private static final int SENTENCE_CACHE_MS = 120_000;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "where to listen (default: ${DEFAULT-VALUE})")
  private String host = "";

  @Option(names = "--port", defaultValue = "0", description = "0 for any free one (default)")
  private int port;

  @Option(
      names = "--connection-limit",
      defaultValue = "8m",
      converter = DurationOption.class,
      description =
          "the longest that a stream may last, like 90s or 8m (default: ${DEFAULT-VALUE})")
  private Duration connectionLimit = Duration.ZERO;

  @Option(
      names = "--idle-limit",
      defaultValue = "55s",
      converter = DurationOption.class,
      description = "the longest without input (default: ${DEFAULT-VALUE})")
  private Duration idleLimit = Duration.ZERO;

  @Option(
      names = "--max-streams",
      defaultValue = "20",
      description = "streams at one time (default: ${DEFAULT-VALUE}, as AWS grants first)")
  private int maxStreams;

  @Option(names = "--echo", description = "send sound straight back, for benchmarks; no speech")
  private boolean echo;

  @Option(
      names = "--echo-at-pitch",
      description = "the same, as sound of the same length and pitch: 24 kHz for 16 kHz")
  private boolean echoAtPitch;

  @Option(
      names = "--write-input",
      paramLabel = "DIR",
      defaultValue = "${env:LOCAL_SONIC_WRITE_INPUT:-}",
      description =
          "write down all that is heard and read, for tests; by default where"
              + " LOCAL_SONIC_WRITE_INPUT says, or nowhere")
  private String inputDirectory = "";

  @Option(names = "--no-speech", description = "text only: load no speech engines")
  private boolean noSpeech;

  @Option(
      names = "--ears-later",
      description =
          "be ready without the recogniser: it loads at PUT /ears or when the first conversation"
              + " begins")
  private boolean earsLater;

  @Option(names = "--exit-with-parent", description = "end when standard input ends")
  private boolean exitWithParent;

  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] args) {
    if (System.getProperty(LOGBACK_FILE) == null) {
      System.setProperty(LOGBACK_FILE, "local-sonic-logback.xml");
    }
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new LocalSonic())
        .setParameterExceptionHandler(LocalSonic::explain)
        .setExecutionExceptionHandler(LocalSonic::explain);
  }

  private static int explain(ParameterException e, String[] args) {
    var command = e.getCommandLine();
    command.getErr().println("local-sonic: " + e.getMessage() + " (--help lists the options)");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof LocalSonicServer.CannotListen) {
      command.getErr().println("local-sonic: " + e.getMessage());
      return command.getCommandSpec().exitCodeOnExecutionException();
    }
    throw e;
  }

  @Override
  public Integer call() {
    var settings = settings();
    var echoes = settings.echo().isPresent();
    Bankers bankers = echoes ? LocalSonic::noBanker : bankers();
    var engines =
        echoes || noSpeech ? Engines.none() : Engines.load(LocalSonic::ears, LocalSonic::mouth);
    var server = LocalSonicServer.start(settings, bankers, engines);
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop"));
    if (exitWithParent) {
      Thread.ofPlatform().daemon().name("parent").start(() -> exitAtEndOf(System.in));
    }
    if (!earsLater) {
      engines.listen();
      engines.awaitEars();
    }
    engines.awaitMouth();
    announce(spec.commandLine().getOut(), server);
    server.whenStopped().toCompletableFuture().join();
    return 0;
  }

  private LocalSonicSettings settings() {
    try {
      var settings =
          LocalSonicSettings.defaults()
              .withHost(host)
              .withPort(port)
              .withConnectionLimit(connectionLimit)
              .withIdleLimit(idleLimit)
              .withMaxStreams(maxStreams);
      if (!inputDirectory.isEmpty()) {
        settings = settings.withInputWrittenTo(Path.of(inputDirectory));
      }
      if (echoAtPitch) {
        return settings.withEcho(Echo.Manner.SAME_SOUND);
      }
      return echo ? settings.withEcho(Echo.Manner.SAME_BYTES) : settings;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static Bankers bankers() {
    return RuleBasedBankers.create(InstantSource.system(), ZoneId.systemDefault());
  }

  private static Optional<Recognizer> ears() {
    return told(SpeechEngines.recognizer(SpeechEngines.fittingRecognizers()));
  }

  private static Optional<Synthesizer> mouth() {
    return told(SpeechEngines.synthesizer(SENTENCE_CACHE_MS));
  }

  private static <E> Optional<E> told(SpeechEngines.Loaded<E> loaded) {
    var log = LoggerFactory.getLogger(LocalSonic.class);
    loaded.missing().forEach(log::warn);
    return loaded.engine();
  }

  private static Banker noBanker(String prompt, List<Bankers.Tool> tools, List<Bankers.Turn> said) {
    throw new IllegalStateException("an echo needs no banker");
  }

  private static void announce(PrintWriter out, LocalSonicServer server) {
    out.println("local-sonic ready " + server.uri());
    out.flush();
  }

  /** A parent that dies, however it dies, closes its end of the pipe. */
  private static void exitAtEndOf(InputStream input) {
    try {
      input.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      System.exit(0);
    }
  }

  /** A whole number with its unit: {@code 500ms}, {@code 90s}, {@code 8m}. */
  static final class DurationOption implements ITypeConverter<Duration> {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

    @Override
    public Duration convert(String value) {
      var parts = DURATION.matcher(value);
      if (!parts.matches()) {
        throw new CommandLine.TypeConversionException(
            "expected a whole number and ms, s or m, but it is '%s'".formatted(value));
      }
      long number = Long.parseLong(parts.group(1));
      return switch (parts.group(2)) {
        case "ms" -> Duration.ofMillis(number);
        case "s" -> Duration.ofSeconds(number);
        default -> Duration.ofMinutes(number);
      };
    }
  }
}
