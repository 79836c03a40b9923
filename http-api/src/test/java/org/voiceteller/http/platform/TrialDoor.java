package org.voiceteller.http.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.stream.javadsl.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.voiceteller.http.call.CallDoor;
import org.voiceteller.http.call.CallDoorSettings;
import org.voiceteller.http.call.Capacity;
import org.voiceteller.http.call.Lines;
import org.voiceteller.http.json.Bodies;
import org.voiceteller.http.problem.ProblemHandlers;
import org.voiceteller.http.trial.HandClock;
import org.voiceteller.streams.media.Peer;
import org.voiceteller.streams.media.WireMessage;
import org.voiceteller.streams.platform.PlatformLine;

/**
 * Both platforms' doors on a port of their own, in front of a teller that repeats what it hears.
 * New for each test.
 */
final class TrialDoor implements AfterEachCallback {

  static final String SECRET = "0123456789abcdef0123456789abcdef";
  static final String PUBLIC = "https://teller.bank.example";

  final MemoryFates fates = new MemoryFates();
  final Lines lines = Lines.create(new Capacity(1, 1));
  final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();
  final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  final Tickets tickets;
  volatile boolean answering = true;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ServerBinding binding;

  TrialDoor(ActorSystem<?> system) throws Exception {
    var clock = new HandClock();
    var settings =
        new PlatformSettings(
            URI.create(PUBLIC),
            Duration.ofSeconds(60),
            "Please call again.",
            Optional.of(new PlatformSettings.Twilio(SECRET, Optional.of("+15552340000"))),
            Optional.of(
                new PlatformSettings.Jambonz(
                    SECRET,
                    Optional.of("sip:desk@bank.example"),
                    16_000,
                    8_000,
                    PlatformSettings.Keys.EVENTS)));
    var doorSettings =
        new CallDoorSettings(
            List.of(),
            new Capacity(1, 1),
            0,
            64 * 1024,
            Duration.ofSeconds(7),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1));
    tickets = new Tickets(new Sealing(SECRET, "ticket"), Duration.ofSeconds(60), clock);
    var leg =
        new PlatformLeg(
            CallDoor.create(
                system,
                doorSettings,
                lines,
                () -> answering ? Optional.of(this::answer) : Optional.empty()),
            new PlatformLine(tickets, fates, _ -> {}, false),
            clock);
    var bodies = Bodies.within(Duration.ofSeconds(2));
    var twilio =
        new TwilioRoutes(settings, settings.twilio().orElseThrow(), tickets, fates, leg, bodies);
    var jambonz =
        new JambonzRoutes(
            settings,
            settings.jambonz().orElseThrow(),
            new SocketPasswords(new Sealing(SECRET, "socket"), Duration.ofSeconds(60), clock),
            tickets,
            fates,
            leg,
            bodies,
            Duration.ofSeconds(7));
    binding =
        Http.get(system)
            .newServerAt("127.0.0.1", 0)
            .bind(
                Directives.handleExceptions(
                    ProblemHandlers.exceptions(),
                    () ->
                        Directives.handleRejections(
                            ProblemHandlers.rejections(),
                            () -> Directives.concat(twilio.routes(), jambonz.routes()))))
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  private Flow<WireMessage, WireMessage, NotUsed> answer(Peer peer) {
    peers.add(peer);
    return Flow.of(WireMessage.class)
        .map(
            message -> {
              if (message instanceof WireMessage.Text(var text)) {
                heard.add(text);
              }
              return new WireMessage.Text("{\"type\":\"notice\"}");
            });
  }

  /** A form, signed as Twilio signs it unless a signature is given. */
  HttpResponse<String> form(String path, Map<String, String> fields, @Nullable String signature)
      throws Exception {
    var sorted = new TreeMap<>(fields);
    String body =
        sorted.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    var signed = new StringBuilder(PUBLIC + path);
    sorted.forEach((name, value) -> signed.append(name).append(value));
    return client.send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Twilio-Signature", signature == null ? sha1(signed.toString()) : signature)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** A webhook, signed as jambonz signs it unless a signature is given. */
  HttpResponse<String> webhook(String path, String body, @Nullable String signature)
      throws Exception {
    return client.send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Jambonz-Signature", signature == null ? sha256(body) : signature)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  HttpResponse<String> get(String path, String header, String value) throws Exception {
    return client.send(
        request(path).header(header, value).build(), HttpResponse.BodyHandlers.ofString());
  }

  static String sha1(String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA1"));
    return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
  }

  static String sha256(String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    long now = new HandClock().instant().getEpochSecond();
    return "t=%d,v1=%s"
        .formatted(now, HexFormat.of().formatHex(mac.doFinal((now + "." + body).getBytes(UTF_8))));
  }

  /** A WebSocket, or the status and the {@code Retry-After} with which it was refused. */
  WebSocket connect(String path, @Nullable String subprotocol, Map<String, String> headers) {
    var builder = client.newWebSocketBuilder();
    headers.forEach(builder::header);
    if (subprotocol != null) {
      builder.subprotocols(subprotocol);
    }
    return builder
        .buildAsync(URI.create("ws://127.0.0.1:" + port() + path), new WebSocket.Listener() {})
        .join();
  }

  HttpResponse<?> refusal(String path, @Nullable String subprotocol, Map<String, String> headers) {
    try {
      connect(path, subprotocol, headers).abort();
    } catch (CompletionException refused) {
      if (refused.getCause() instanceof WebSocketHandshakeException handshake) {
        return handshake.getResponse();
      }
      throw refused;
    }
    throw new AssertionError("Expected the connection to be refused");
  }

  private int port() {
    return binding.localAddress().getPort();
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    binding.terminate(Duration.ofSeconds(1)).toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
