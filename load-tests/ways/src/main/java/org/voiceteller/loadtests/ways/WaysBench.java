package org.voiceteller.loadtests.ways;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.voiceteller.loadtests.echo.EchoedCall;
import org.voiceteller.loadtests.echo.ModelLeg;
import org.voiceteller.loadtests.echo.ProcessMeter;
import org.voiceteller.loadtests.echo.Round;
import org.voiceteller.loadtests.echo.ServerLeg;
import org.voiceteller.loadtests.echo.Way;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the echo over each way in, one after the other, and prints a Markdown table. The bank
 * and its echoing model must be running on this machine; {@code ./teller bench ways} starts them.
 */
@Command(
    name = "ways",
    mixinStandardHelpOptions = true,
    description = "Latency, processor time and memory of each way in.")
public final class WaysBench implements Callable<Integer> {

  private static final int SPARE_STREAMS = 10;

  /** What can be measured. */
  enum Kind {
    MODEL,
    WEBSOCKET,
    TWILIO,
    JAMBONZ,
    SIP,
    WEBRTC
  }

  @Option(names = "--bank", required = true, description = "as http://127.0.0.1:8080")
  private URI bank = URI.create("");

  @Option(names = "--bank-pid", required = true, description = "whose CPU and memory count")
  private long bankPid;

  @Option(names = "--model", required = true, description = "the echoing stand-in")
  private URI model = URI.create("");

  @Option(names = "--home", required = true, description = "the project's directory, built")
  private Path home = Path.of("");

  @Option(names = "--twilio-token", required = true, description = "that signs as Twilio does")
  private String twilioToken = "";

  @Option(names = "--jambonz-secret", required = true, description = "that signs as jambonz does")
  private String jambonzSecret = "";

  @Option(names = "--way", split = ",", required = true, description = "in the table's order")
  private List<String> ways = List.of();

  @Option(names = "--calls", split = ",", defaultValue = "50,150", description = "how many")
  private List<Integer> calls = List.of();

  @Option(names = "--seconds", defaultValue = "10", description = "counted seconds of each round")
  private int seconds;

  @Option(names = "--warm-up", defaultValue = "3", description = "seconds that do not count")
  private int warmUpSeconds;

  @Option(names = "--rounds", defaultValue = "1", description = "of each way and number of calls")
  private int rounds;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  public static void main(String[] args) {
    System.exit(new CommandLine(new WaysBench()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    try {
      measure();
      return 0;
    } catch (ExecutionException | TimeoutException failed) {
      IO.println("A way could not be opened: " + failed.getMessage());
      return 1;
    } finally {
      while (!open.isEmpty()) {
        open.pop().close();
      }
      http.shutdownNow();
    }
  }

  private void measure()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    var measured = new ArrayList<MeasuredWay>();
    for (String way : ways) {
      measured.add(way(Kind.valueOf(way.toUpperCase(Locale.ROOT))));
    }
    // the code of each way gets compiled before anything counts
    int some = Math.min(30, calls.stream().mapToInt(n -> n).max().orElseThrow());
    for (MeasuredWay way : measured) {
      way.warmUp(plan(some, 0, seconds));
    }
    IO.println(MeasuredWay.header());
    for (int n : calls) {
      for (MeasuredWay way : measured) {
        IO.println(way.row(plan(n, seconds, warmUpSeconds), rounds));
      }
    }
  }

  private static Round.Plan plan(int calls, int seconds, int warmUpSeconds) {
    return new Round.Plan(calls, EchoedCall.Pace.REAL_TIME, seconds, warmUpSeconds);
  }

  private MeasuredWay way(Kind kind)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    return switch (kind) {
      case MODEL -> model();
      case WEBSOCKET ->
          ofBank(
              new Way(
                  "WebSocket",
                  echoes -> ServerLeg.open(http, socket(), echoes),
                  ToneMarks.pcm(24_000)));
      case TWILIO ->
          ofBank(
              new Way(
                  "Twilio",
                  echoes -> TwilioLeg.open(http, bank, twilioToken, echoes),
                  ToneMarks.muLaw()));
      case JAMBONZ ->
          ofBank(
              new Way(
                  "jambonz",
                  echoes -> JambonzLeg.open(http, bank, jambonzSecret, echoes),
                  ToneMarks.pcm(8_000)));
      case SIP -> sip();
      case WEBRTC -> webRtc();
    };
  }

  private MeasuredWay ofBank(Way way) {
    return new MeasuredWay(way, List.of(bankMeter()), Optional.empty());
  }

  private MeasuredWay model() {
    var sdk = ModelLeg.client(model, most() + SPARE_STREAMS);
    open.push(sdk);
    return new MeasuredWay(
        new Way("model alone", echoes -> ModelLeg.open(sdk, echoes), ToneMarks.pcm(24_000)),
        List.of(),
        Optional.empty());
  }

  private MeasuredWay sip()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    var adapter = SipAdapter.start(home, socket(), most() + SPARE_STREAMS);
    open.push(adapter);
    var callers = SipCallers.of(adapter.address());
    open.push(callers);
    return new MeasuredWay(
        new Way("SIP trunk", callers::open, ToneMarks.muLaw()),
        List.of(bankMeter(), new ProcessMeter(adapter.pid())),
        Optional.of(
            new HeldBack(
                http,
                adapter.metrics(),
                "voiceteller_sip_jitter_buffer_delay_ms_sum_total",
                "voiceteller_sip_jitter_buffer_delay_samples_total",
                1)));
  }

  private MeasuredWay webRtc() throws IOException {
    var callers = WebRtcCallers.of(http, bank);
    open.push(callers);
    return new MeasuredWay(
        new Way("WebRTC", callers::open, ToneMarks.opus()),
        List.of(bankMeter()),
        Optional.of(
            new HeldBack(
                http,
                bank.resolve("/metrics"),
                "voiceteller_call_media_buffer_delay_seconds_sum{way=\"webrtc\"}",
                "voiceteller_call_media_buffer_delay_seconds_count{way=\"webrtc\"}",
                1_000)));
  }

  private ProcessMeter bankMeter() {
    return new ProcessMeter(bankPid);
  }

  private URI socket() {
    return URI.create("ws://" + bank.getAuthority() + "/v1/calls");
  }

  private int most() {
    return Math.max(30, calls.stream().mapToInt(n -> n).max().orElseThrow());
  }
}
