package org.voiceteller.http.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.voiceteller.streams.sound.Resampler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./teller call}: a caller in the terminal. Exit codes: 0 when the call ended normally, 1
 * when nobody answered or the call failed, 2 when the command line or a recording cannot be used.
 */
@Command(
    name = "call",
    description = "Calls the bank from this terminal: plays recordings or sends what is typed.",
    mixinStandardHelpOptions = true)
public final class TellerCall implements Callable<Integer> {

  private static final int MICROPHONE_HZ = 16_000;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "FILE.wav",
      arity = "0..*",
      description = "Recordings; each is played when the agent has finished speaking.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--text",
      description = "Sends each line typed; /keys 1234# presses keys. Ends with the input.")
  private boolean text;

  @Option(
      names = "--url",
      defaultValue = "http://127.0.0.1:8080",
      description = "The bank's address. Default: ${DEFAULT-VALUE}")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Option(names = "--save", paramLabel = "OUT.wav", description = "Records the agent's voice.")
  private @Nullable Path save;

  @Option(names = "--resume", paramLabel = "TOKEN", description = "Comes back to a call.")
  private @Nullable String resume;

  @Option(names = "--from", description = "The caller's number, as +15552345678.")
  private @Nullable String from;

  @Option(
      names = "--jurisdiction",
      defaultValue = "US-CO",
      description = "Where the caller is. Default: ${DEFAULT-VALUE}")
  private String jurisdiction = "US-CO";

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long to wait for the agent's answer. Default: ${DEFAULT-VALUE}")
  private int patienceSeconds = 30;

  @Option(names = "--debug", description = "Also shows unfinished words and the resume token.")
  private boolean debug;

  private final CountDownLatch over = new CountDownLatch(1);

  @Override
  public Integer call() throws InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    PrintStream out = System.out;
    if (text != files.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "Name recordings, or give --text to type; one of the two.");
    }
    List<Utterance> recordings = new ArrayList<>();
    try {
      for (Path file : files) {
        WavRecording wav = WavRecording.read(file);
        recordings.add(
            new Utterance.Speech(
                String.valueOf(file.getFileName()),
                Resampler.whole(wav.pcm(), wav.sampleRateHz(), MICROPHONE_HZ)));
      }
    } catch (UnusableRecordingException unusable) {
      System.err.println(unusable.getMessage());
      return 2;
    }
    try (VoiceRecorder recorder = recorder()) {
      return make(recordings, new ConversationView(out, debug, System::nanoTime), recorder);
    } catch (IOException | UncheckedIOException unwritable) {
      System.err.println(
          save + " cannot be written: " + unwritable.getClass().getSimpleName() + ".");
      return 2;
    }
  }

  private int make(
      List<Utterance> recordings, ConversationView view, @Nullable VoiceRecorder recorder)
      throws InterruptedException {
    boolean atTheKeyboard = text && System.console() != null && System.console().isTerminal();
    var call =
        new TerminalCall(
            new TerminalCall.Plan(
                callsAt(url),
                from,
                jurisdiction,
                resume,
                !text,
                !atTheKeyboard,
                Duration.ofSeconds(patienceSeconds)),
            view,
            recorder);
    recordings.forEach(call::say);
    if (text) {
      Thread.ofPlatform().daemon().name("keyboard").start(() -> readLines(call));
    } else {
      call.tell(new Happening.TypingOver());
    }
    Thread hangUp = new Thread(() -> hangUpAndWait(call), "hang-up");
    Runtime.getRuntime().addShutdownHook(hangUp);
    try {
      return switch (call.run()) {
        case NORMAL -> 0;
        case FAILED -> 1;
      };
    } catch (Line.LineException nobody) {
      System.err.println(nobody.getMessage());
      return 1;
    } finally {
      over.countDown();
    }
  }

  /** Ctrl-C: the JVM waits for this hook, so that the bank hears of the end. */
  private void hangUpAndWait(TerminalCall call) {
    call.tell(new Happening.HangUp());
    try {
      if (!over.await(2, TimeUnit.SECONDS)) {
        System.err.println("The bank did not confirm the end of the call.");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void readLines(TerminalCall call) {
    try (var lines =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))) {
      lines.lines().forEach(line -> call.tell(new Happening.Typed(line)));
    } catch (IOException | UncheckedIOException unreadable) {
      System.err.println("The keyboard cannot be read any more.");
    }
    call.tell(new Happening.TypingOver());
  }

  private @Nullable VoiceRecorder recorder() throws IOException {
    return save == null ? null : VoiceRecorder.create(save, Loudspeaker.SAMPLE_RATE_HZ);
  }

  /** {@code http://host:port} and {@code ws://host:port/v1/calls} mean the same. */
  private URI callsAt(URI address) {
    String text = address.toString().replaceAll("/+$", "");
    String socket = text.startsWith("http") ? "ws" + text.substring("http".length()) : text;
    if (!socket.startsWith("ws://") && !socket.startsWith("wss://")) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--url is \"" + address + "\"; it must be an address such as http://127.0.0.1:8080");
    }
    return URI.create(socket.endsWith("/v1/calls") ? socket : socket + "/v1/calls");
  }
}
